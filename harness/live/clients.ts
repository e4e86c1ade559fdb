// Owns the AWS clients of the play, and waiting for what AWS does in its own time.
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { EC2 } from '@aws-sdk/client-ec2';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STS } from '@aws-sdk/client-sts';

export interface Clients {
  ec2: EC2;
  loadBalancing: ElasticLoadBalancingV2;
  ecs: ECS;
  cloudfront: CloudFront;
  monitoring: CloudWatch;
  sts: STS;
  /** Asks until the answer is there; throws with what it waited for after an hour of the cloud's time. */
  until<Answer>(what: string, ask: () => Promise<Answer | undefined | false>): Promise<Answer>;
}

const POLL_SECONDS = 5;
const MAX_WAIT_SECONDS = 3600;
const MIN_POLL_MS = 40;
/** The gateway signs for the account; these only name the service. */
const CREDENTIALS = { accessKeyId: 'live', secretAccessKey: 'live' };

export function createClients(endpoint: string, region: string, timeScale: number): Clients {
  const config = { endpoint, region, credentials: CREDENTIALS, maxAttempts: 8 };
  return {
    ec2: new EC2(config),
    loadBalancing: new ElasticLoadBalancingV2(config),
    ecs: new ECS(config),
    monitoring: new CloudWatch(config),
    sts: new STS(config),
    cloudfront: new CloudFront({ ...config, region: 'us-east-1' }),
    async until(what, ask) {
      // A machine that is busy needs its time as well, however fast the cloud's passes.
      const deadline = Date.now() + Math.max((MAX_WAIT_SECONDS * 1000) / timeScale, 120_000);
      while (Date.now() < deadline) {
        const answer = await ask();
        if (answer !== undefined && answer !== false) return answer;
        await sleep(Math.max((POLL_SECONDS * 1000) / timeScale, MIN_POLL_MS));
      }
      throw new Error(`Gave up waiting until ${what}.`);
    },
  };
}

/** The same, with waits that end when the play is cancelled. */
export function cancellable(clients: Clients, cancellation: AbortSignal): Clients {
  return {
    ...clients,
    until: (what, ask) =>
      clients.until(what, () => {
        cancellation.throwIfAborted();
        return ask();
      }),
  };
}

/** Undefined where AWS says that it is not there, and where another cloud has no such operation and answers with a page. */
export async function ifThere<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  return call.catch((error: Error & { $response?: { statusCode?: number } }) => {
    if (/NotFound|NoSuch|NotExist/.test(error.name) || error.$response?.statusCode === 404) return undefined;
    throw error;
  });
}
