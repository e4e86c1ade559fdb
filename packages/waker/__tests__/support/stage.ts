// Owns a simulated account with a preview in it, asleep behind the waker: the template's function under the template's policy.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { ECS } from '@aws-sdk/client-ecs';
import { type Action, ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll } from '@jest/globals';
import { type RunningSimulator, startSimulator } from '../../../simulator/process.ts';
import { describeDistribution } from './distribution.ts';
import { readWaker } from './template.ts';

const CLUSTER = 'shop';
const SERVICE = 'shop-pr-42';
const REGION = 'eu-west-1';
export const OWNER_TAG = { key: 'medusa-preview:owner', value: 'acme/shop:shop' };
/** A key that the policy is enforced for. */
export const WAKER_KEY = 'simulated-waker';
export const BROWSER = { Accept: 'text/html,*/*;q=0.8', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
const TAGS = [
  OWNER_TAG,
  { key: 'medusa-preview:environment', value: 'pr-42' },
  { key: 'medusa-preview:service', value: `${CLUSTER}/${SERVICE}` },
];

export interface Stage {
  simulator: RunningSimulator;
  ecs: ECS;
  loadBalancing: ElasticLoadBalancingV2;
  targetGroupArn: string;
  wakerArn: string;
  ruleArn: string;
  domain: string;
}

/** One for all tests of a file. */
export function openStage(): Stage {
  const stage = {} as Stage;
  const folder = mkdtempSync(join(tmpdir(), 'waker-'));
  beforeAll(async () => void Object.assign(stage, await start(folder)));
  afterAll(async () => {
    await stage.simulator?.stop();
    rmSync(folder, { recursive: true });
  });
  return stage;
}

export function clientsOf(endpoint: string, accessKeyId = 'administrator') {
  const config = { endpoint, region: REGION, credentials: { accessKeyId, secretAccessKey: 'y' } };
  return {
    ecs: new ECS(config),
    loadBalancing: new ElasticLoadBalancingV2(config),
    cloudfront: new CloudFront({ ...config, region: 'us-east-1' }),
  };
}

async function start(folder: string): Promise<Stage> {
  const file = join(folder, 'policy.json');
  // Which listener it is for is known only once the account is there: it is the only one of the load balancer.
  const anyListener = `arn:aws:elasticloadbalancing:${REGION}:123456789012:listener/app/shop-internal/*`;
  writeFileSync(file, JSON.stringify(readWaker({ listenerArn: anyListener, cluster: CLUSTER }).policy));
  const scenario = join(folder, 'scenario.json');
  writeFileSync(scenario, JSON.stringify({ hasVpcOrigin: true, loadBalancer: { admits: ['cloudfront'] } }));
  const simulator = await startSimulator([
    '--scenario',
    scenario,
    '--time-scale',
    '500',
    '--policy',
    `${WAKER_KEY}=${file}`,
  ]);
  const { ecs, loadBalancing, cloudfront } = clientsOf(simulator.endpoint);
  const { LoadBalancers: [loadBalancer] = [] } = await loadBalancing.describeLoadBalancers({});
  const { Listeners: [listener] = [] } = await loadBalancing.describeListeners({
    LoadBalancerArn: loadBalancer?.LoadBalancerArn,
  });
  const listenerArn = listener?.ListenerArn ?? '';
  const wakerArn = await addWaker({ simulator, loadBalancing, folder, listenerArn });
  const targetGroupArn = await createGroup(loadBalancing, loadBalancer?.VpcId);
  const ruleArn = await createRule(loadBalancing, { listenerArn, targetGroupArn });
  await createService(ecs, targetGroupArn);
  const { VpcOriginList } = await cloudfront.listVpcOrigins({});
  const { Distribution } = await cloudfront.createDistribution({
    DistributionConfig: describeDistribution({
      name: SERVICE,
      host: loadBalancer?.DNSName,
      vpcOriginId: VpcOriginList?.Items?.[0]?.Id,
    }),
  });
  await simulator.pass(600);
  return { simulator, ecs, loadBalancing, targetGroupArn, wakerArn, ruleArn, domain: Distribution?.DomainName ?? '' };
}

interface WakerParts extends Pick<Stage, 'simulator' | 'loadBalancing'> {
  folder: string;
  listenerArn: string;
}

/** Makes what CloudFormation makes of the template. Resolves with the ARN of its target group. */
async function addWaker({ simulator, loadBalancing, folder, listenerArn }: WakerParts): Promise<string> {
  const { source, settings } = readWaker({ listenerArn, cluster: CLUSTER });
  const file = join(folder, 'index.js');
  writeFileSync(file, source);
  const { body } = await simulator.control('POST', 'functions', { ...settings, file, accessKeyId: WAKER_KEY });
  const { TargetGroups: [group] = [] } = await loadBalancing.createTargetGroup({
    Name: settings.name,
    TargetType: 'lambda',
  });
  const TargetGroupArn = group?.TargetGroupArn ?? '';
  await loadBalancing.registerTargets({ TargetGroupArn, Targets: [{ Id: (body as { arn: string }).arn }] });
  return TargetGroupArn;
}

async function createGroup(loadBalancing: ElasticLoadBalancingV2, VpcId: string | undefined): Promise<string> {
  const check = {
    HealthCheckPath: '/health',
    HealthCheckIntervalSeconds: 5,
    HealthCheckTimeoutSeconds: 2,
    HealthyThresholdCount: 2,
  };
  const routing = { Name: SERVICE, Protocol: 'HTTP', Port: 9000, TargetType: 'ip' } as const;
  const { TargetGroups: [group] = [] } = await loadBalancing.createTargetGroup({ VpcId, ...routing, ...check });
  const TargetGroupArn = group?.TargetGroupArn ?? '';
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '5' }];
  await loadBalancing.modifyTargetGroupAttributes({ TargetGroupArn, Attributes });
  return TargetGroupArn;
}

async function createRule(
  loadBalancing: ElasticLoadBalancingV2,
  { listenerArn, targetGroupArn }: { listenerArn: string; targetGroupArn: string },
): Promise<string> {
  const { Rules: [rule] = [] } = await loadBalancing.createRule({
    ListenerArn: listenerArn,
    Priority: 42,
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Medusa-Preview', Values: [SERVICE] } }],
    Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
    Tags: TAGS.map(({ key: Key, value: Value }) => ({ Key, Value })),
  });
  return rule?.RuleArn ?? '';
}

async function createService(ecs: ECS, targetGroupArn: string): Promise<void> {
  const { services: [base] = [] } = await ecs.describeServices({ cluster: CLUSTER, services: ['medusa'] });
  await ecs.createService({
    cluster: CLUSTER,
    serviceName: SERVICE,
    taskDefinition: base?.taskDefinition,
    networkConfiguration: base?.networkConfiguration,
    launchType: 'FARGATE',
    desiredCount: 0,
    loadBalancers: [{ targetGroupArn, containerName: 'medusa', containerPort: 9000 }],
    tags: TAGS,
  });
}

export const forwardTo = (TargetGroupArn: string): Action => ({ Type: 'forward', TargetGroupArn });

export function asleepBehind({ wakerArn, targetGroupArn }: Stage): Action {
  const TargetGroups = [
    { TargetGroupArn: wakerArn, Weight: 1 },
    { TargetGroupArn: targetGroupArn, Weight: 0 },
  ];
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

export async function changeRule({ loadBalancing, ruleArn: RuleArn }: Stage, action: Action): Promise<void> {
  await loadBalancing.modifyRule({ RuleArn, Actions: [action] });
}

/** The target groups of the rule that have a weight. */
export async function leadsTo({ loadBalancing, ruleArn }: Stage): Promise<(string | undefined)[]> {
  const { Rules: [rule] = [] } = await loadBalancing.describeRules({ RuleArns: [ruleArn] });
  const groups = rule?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [];
  return groups.filter(({ Weight }) => Weight !== 0).map(({ TargetGroupArn }) => TargetGroupArn);
}

export async function setCount({ ecs }: Stage, desiredCount: number): Promise<void> {
  await ecs.updateService({ cluster: CLUSTER, service: SERVICE, desiredCount });
}

export async function readService({ ecs }: Stage) {
  const { services: [service] = [] } = await ecs.describeServices({
    cluster: CLUSTER,
    services: [SERVICE],
    include: ['TAGS'],
  });
  return { ...service, arn: service?.serviceArn ?? '' };
}

/** In the order of a sleep: mark, service, rule. */
export async function putToSleep(stage: Stage, formerCount = 1): Promise<void> {
  const { arn } = await readService(stage);
  await stage.ecs.tagResource({
    resourceArn: arn,
    tags: [{ key: 'medusa-preview:asleep', value: `2026-12-01T01:00:00Z/${formerCount}` }],
  });
  await setCount(stage, 0);
  await changeRule(stage, asleepBehind(stage));
}

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A viewer of the preview's address. */
export function visit(
  { simulator, domain }: Stage,
  { path = '/app', headers = BROWSER as Record<string, string>, method = 'GET' } = {},
): Promise<Answer> {
  const agent = new Agent({ ca: readFileSync(simulator.ca), proxyEnv: { HTTPS_PROXY: simulator.endpoint } });
  return new Promise((resolve, reject) => {
    const outgoing = request(`https://${domain}${path}`, { method, headers, agent });
    outgoing.once('error', reject);
    outgoing.once('response', (answer) => {
      const { statusCode: status = 0, headers: received } = answer;
      text(answer).then((body) => resolve({ status, headers: received, body }), reject);
    });
    outgoing.end();
  });
}
