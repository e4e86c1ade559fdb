// Owns the SDK clients of a simulator: real ones, without retries unless asked for, so that a test sees each answer as it comes.
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EC2 } from '@aws-sdk/client-ec2';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STS } from '@aws-sdk/client-sts';

const REGION = 'eu-west-1';

export interface AwsClients {
  ec2: EC2;
  loadBalancing: ElasticLoadBalancingV2;
  ecs: ECS;
  logs: CloudWatchLogs;
  cloudfront: CloudFront;
  monitoring: CloudWatch;
  sts: STS;
}

/** Whose credentials these are: an administrator's, whom no policy holds back, unless the access key says otherwise. */
export function awsClients(
  endpoint: string,
  { region = REGION, maxAttempts = 1, accessKeyId = 'administrator' } = {},
): AwsClients {
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey: 'y' }, maxAttempts };
  return {
    ec2: new EC2(config),
    loadBalancing: new ElasticLoadBalancingV2(config),
    ecs: new ECS(config),
    logs: new CloudWatchLogs(config),
    monitoring: new CloudWatch(config),
    sts: new STS(config),
    // CloudFront is signed for us-east-1 wherever the rest runs.
    cloudfront: new CloudFront({ ...config, region: region === REGION ? 'us-east-1' : region }),
  };
}

/** How a refused call looks to a program: the error's name and message, and the status of the answer. */
export async function refusalOf(call: Promise<unknown>) {
  const error = await call.then(() => undefined).catch((thrown) => thrown);
  return { name: error?.name, message: error?.message, status: error?.$metadata?.httpStatusCode };
}
