// Owns the acts that ask AWS what it does not document: each makes something beside the preview, and takes it away again.
import type { CreateDistributionWithTagsCommandOutput, VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';
import type { CreateTargetGroupCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { nameOf, tagOf } from '../names.ts';
import type { LivePlay } from '../play.ts';

const EFFECT_STATUS = 418;

/** A rule in front of all others answers one path; how long until a viewer sees it. */
export async function askForRuleEffect(live: LivePlay, url: string): Promise<void> {
  const { clients, foundation, play, record, view } = live;
  const { Rules = [] } = await clients.loadBalancing.createRule({
    ListenerArn: foundation.listenerArn,
    Priority: 1,
    Tags: [tagOf(play)],
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/rule-effect'] } }],
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: String(EFFECT_STATUS) } }],
  });
  const startedAt = performance.now();
  await clients.until(
    'the rule has its effect',
    async () => (await view(`${url}/rule-effect`)).status === EFFECT_STATUS,
  );
  const milliseconds = Math.round(performance.now() - startedAt);
  await clients.loadBalancing.deleteRule({ RuleArn: Rules[0]?.RuleArn });
  record.answer('rule-effect', milliseconds < 1000, `after ${milliseconds} ms`);
}

/** A second VPC origin to the same load balancer, and while it is being deployed, a distribution that refers to it. Returns its id. */
export async function askForSecondOrigin(live: LivePlay): Promise<string | undefined> {
  const { clients, foundation, play, record } = live;
  const { cloudfront } = clients;
  const endpoint: VpcOriginEndpointConfig = {
    Name: `${nameOf(play)}-second`,
    Arn: foundation.loadBalancerArn,
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy: 'http-only',
  };
  const made = await outcomeOf(
    cloudfront.createVpcOrigin({ VpcOriginEndpointConfig: endpoint, Tags: { Items: [tagOf(play)] } }),
  );
  const id = made.value?.VpcOrigin?.Id;
  record.answer('two-origins', id !== undefined, id === undefined ? `refused with ${made.code}` : 'accepted');
  if (id === undefined) return undefined;
  const early = await outcomeOf(createDistribution(live, id, 'early'));
  const isRefused = early.value === undefined;
  record.answer('early-distribution', isRefused, isRefused ? `refused with ${early.code}` : 'accepted');
  return id;
}

/** With a distribution of its own, which was never on: whether the origin can go before it, and its reference be used again. */
export async function askOfOrigin(live: LivePlay, vpcOriginId: string): Promise<void> {
  const { clients, record } = live;
  const { cloudfront, until } = clients;
  const origin = await until('the second VPC origin is deployed', async () => {
    const found = await cloudfront.getVpcOrigin({ Id: vpcOriginId });
    return found.VpcOrigin?.Status === 'Deployed' && found;
  });
  const { Distribution } = await createDistribution(live, vpcOriginId, 'off');
  const Id = Distribution?.Id;
  const { ETag: IfMatch } = await until('a distribution that is off is deployed', async () => {
    const found = await cloudfront.getDistribution({ Id });
    return found.Distribution?.Status === 'Deployed' && found;
  });
  const removed = await outcomeOf(cloudfront.deleteVpcOrigin({ Id: vpcOriginId, IfMatch: origin.ETag }));
  const isInUse = removed.code === 'CannotDeleteEntityWhileInUse';
  record.answer(
    'origin-in-use',
    isInUse,
    removed.value === undefined ? `refused with ${removed.code}` : 'it can be deleted',
  );
  await cloudfront.deleteDistribution({ Id, IfMatch });
  const again = await outcomeOf(createDistribution(live, vpcOriginId, 'off'));
  const isTaken = again.value === undefined;
  record.answer('caller-reference', isTaken, isTaken ? `refused with ${again.code}` : 'free again');
}

/** How long a new target group is not seen. */
export async function askForReadLag(live: LivePlay): Promise<void> {
  const { clients, foundation, play, record } = live;
  const { loadBalancing } = clients;
  const Name = `${nameOf(play)}-lag`;
  const wanted: CreateTargetGroupCommandInput = {
    Name,
    Protocol: 'HTTP',
    Port: 9000,
    VpcId: foundation.vpcId,
    TargetType: 'ip',
    Tags: [tagOf(play)],
  };
  const { TargetGroups = [] } = await loadBalancing.createTargetGroup(wanted);
  const startedAt = performance.now();
  const first = await outcomeOf(loadBalancing.describeTargetGroups({ Names: [Name] }));
  await clients.until('the target group is seen', async () => {
    const { value } = await outcomeOf(loadBalancing.describeTargetGroups({ Names: [Name] }));
    return value !== undefined;
  });
  const milliseconds = Math.round(performance.now() - startedAt);
  await loadBalancing.deleteTargetGroup({ TargetGroupArn: TargetGroups[0]?.TargetGroupArn });
  record.answer(
    'read-lag',
    first.value !== undefined,
    first.value === undefined ? `seen after ${milliseconds} ms` : 'seen at once',
  );
}

/** The answer, or the code of the refusal. */
export async function outcomeOf<Answer>(call: Promise<Answer>): Promise<{ value?: Answer; code?: string }> {
  return call.then(
    (value) => ({ value }),
    (error: Error) => ({ code: error.name }),
  );
}

/** The least that CloudFront takes; off from the beginning. */
function createDistribution(
  { clients, play, foundation }: LivePlay,
  VpcOriginId: string,
  reference: string,
): Promise<CreateDistributionWithTagsCommandOutput> {
  const DistributionConfig = {
    CallerReference: `${nameOf(play)}-${reference}`,
    Comment: nameOf(play),
    Enabled: false,
    Origins: {
      Quantity: 1,
      Items: [{ Id: 'origin', DomainName: foundation.loadBalancerDomain, VpcOriginConfig: { VpcOriginId } }],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'origin',
      ViewerProtocolPolicy: 'redirect-to-https' as const,
      ForwardedValues: { QueryString: true, Cookies: { Forward: 'all' as const } },
      MinTTL: 0,
    },
  };
  const Tags = { Items: [tagOf(play)] };
  return clients.cloudfront.createDistributionWithTags({ DistributionConfigWithTags: { DistributionConfig, Tags } });
}
