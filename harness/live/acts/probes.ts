// Owns the acts that ask AWS what it does not document: each makes something beside the preview, and takes it away again.
import type { CreateDistributionWithTagsCommandOutput, VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';
import { nameOf, tagOf } from '../names.ts';
import type { LivePlay } from '../play.ts';

const EFFECT_STATUS = 418;
const PORT = 9000;
const WEEK_MS = 604_800_000;
const MANY_REQUESTS = 50;

/** A rule in front of all others answers one path; whether the first viewer after it sees that. */
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
  let looks = 0;
  await clients.until('the rule has its effect', async () => {
    looks += 1;
    return (await view(`${url}/rule-effect`)).status === EFFECT_STATUS;
  });
  const milliseconds = Math.round(performance.now() - startedAt);
  await clients.loadBalancing.deleteRule({ RuleArn: Rules[0]?.RuleArn });
  record.answer('rule-effect', looks === 1, looks === 1 ? 'at once' : `after ${milliseconds} ms`);
}

/** A target group to which a rule leads with weight 0, and the task of the base service in it. */
export async function askForWeightZero(live: LivePlay): Promise<void> {
  const { clients, foundation, play, record } = live;
  const { loadBalancing } = clients;
  const { targetGroupArn } = foundation;
  const wanted = describeGroup(live, 'weight');
  const { TargetGroups = [] } = await loadBalancing.createTargetGroup({ ...wanted, HealthCheckPath: '/health' });
  const TargetGroupArn = String(TargetGroups[0]?.TargetGroupArn);
  const groups = [
    { TargetGroupArn: targetGroupArn, Weight: 1 },
    { TargetGroupArn, Weight: 0 },
  ];
  const { Rules = [] } = await loadBalancing.createRule({
    ListenerArn: foundation.listenerArn,
    Priority: 2,
    Tags: [tagOf(play)],
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/weight-zero'] } }],
    Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: groups } }],
  });
  const base = await loadBalancing.describeTargetHealth({ TargetGroupArn: targetGroupArn });
  const Targets = (base.TargetHealthDescriptions ?? []).map(({ Target }) => ({ Id: Target?.Id, Port: Target?.Port }));
  await loadBalancing.registerTargets({ TargetGroupArn, Targets });
  const state = await clients.until('the target is no longer new', async () => {
    const { TargetHealthDescriptions = [] } = await loadBalancing.describeTargetHealth({ TargetGroupArn });
    const found = TargetHealthDescriptions[0]?.TargetHealth?.State;
    return found !== 'initial' && found;
  });
  await loadBalancing.deleteRule({ RuleArn: Rules[0]?.RuleArn });
  await loadBalancing.deleteTargetGroup({ TargetGroupArn });
  record.answer('weight-zero', state === 'healthy', `the target was ${state}`);
}

/** More requests at once than can be on their way already; how long until CloudWatch shows them. */
export async function askForMetricDelay(live: LivePlay, url: string): Promise<void> {
  const { clients, record, view } = live;
  const before = await countRequests(live);
  await Promise.all(Array.from({ length: MANY_REQUESTS }, () => view(`${url}/counted`)));
  const what = 'until CloudWatch shows a request';
  await record.time(what, () =>
    clients.until('CloudWatch shows a request', async () => (await countRequests(live)) >= before + MANY_REQUESTS),
  );
  record.answer('metric-delay', true, 'it was shown, after the time in the table below');
}

/** All that CloudWatch shows of some days. */
async function countRequests({ clients, foundation }: LivePlay): Promise<number> {
  const Value = foundation.loadBalancerArn.split(':loadbalancer/')[1];
  const Dimensions = [{ Name: 'LoadBalancer', Value }];
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions };
  const { MetricDataResults = [] } = await clients.monitoring.getMetricData({
    MetricDataQueries: [{ Id: 'requests', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
    StartTime: new Date(Date.now() - WEEK_MS),
    EndTime: new Date(Date.now() + WEEK_MS),
  });
  return (MetricDataResults[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
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
  const { clients, record } = live;
  const { loadBalancing } = clients;
  const wanted = describeGroup(live, 'lag');
  const { TargetGroups = [] } = await loadBalancing.createTargetGroup(wanted);
  const startedAt = performance.now();
  const first = await outcomeOf(loadBalancing.describeTargetGroups({ Names: [wanted.Name] }));
  await clients.until('the target group is seen', async () => {
    const { value } = await outcomeOf(loadBalancing.describeTargetGroups({ Names: [wanted.Name] }));
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

function describeGroup({ foundation, play }: LivePlay, part: string) {
  return {
    Name: `${nameOf(play)}-${part}`,
    Protocol: 'HTTP' as const,
    Port: PORT,
    VpcId: foundation.vpcId,
    TargetType: 'ip' as const,
    Tags: [tagOf(play)],
  };
}

/** The answer, or the code of the refusal. */
async function outcomeOf<Answer>(call: Promise<Answer>): Promise<{ value?: Answer; code?: string }> {
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
