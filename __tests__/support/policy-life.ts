// Owns one life of two environments in which everything happens that the action can do, and what it asks IAM for, by purpose.

import {
  GetDistributionConfigCommand,
  ListDistributionsCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  AddTagsCommand,
  CreateTargetGroupCommand,
  ModifyRuleCommand,
  ModifyTargetGroupCommand,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { changePullRequest } from '../../harness/pull-request.ts';
import { findRouting, findTargetGroupArn, isGuardRule } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import type { Authorization } from '../../packages/simulator/iam/authorizer.ts';
import { runTask } from '../../src/tasks/task.ts';
import { describeUnpassed, openRun } from './one-off.ts';
import { authorizationsOf, type ScenarioStage } from './stage.ts';

export const PURPOSES = ['each run', 'once', 'in place', 'sweep'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type Life = Record<Purpose, Authorization[]>;

const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging' };
/** Each with a database of its own. */
const OWN = { database: 'isolated', 'migrate-command': 'medusa db:migrate' };
const OTHER = { ...OWN, environment: 'demo' };
const WITH_TAG = { tags: 'CostCenter=42' };
const DEPLOYED = { 'wait-for': 'deployed' };
/** Longer than it may go without a visit, and than CloudWatch is late; and than a sweep leaves a gate that nothing uses. */
const UNVISITED_SECONDS = 3_700;
const GATED = { 'access-key': 'correct horse battery staple' };
const SCHEDULE = { event: { name: 'schedule', payload: {} } };

/** Two stages, since what is made once for a load balancer, such as the VPC origin, is to be made by both. */
export async function liveOnce(stages: { previews: ScenarioStage; inPlace: ScenarioStage }): Promise<Life> {
  const life: Life = { 'each run': [], once: [], 'in place': [], sweep: [] };
  await Promise.all([livePreviews(stages.previews, life), liveInPlace(stages.inPlace, life)]);
  return life;
}

/** The acts, and what they ask for; each waits for the one before. */
async function during(stage: ScenarioStage, asked: Authorization[], acts: () => Promise<unknown>): Promise<void> {
  await stage.control('DELETE', 'authorizations');
  await acts();
  asked.push(...(await authorizationsOf(stage)));
}

async function liveInPlace(stage: ScenarioStage, life: Life): Promise<void> {
  await during(stage, life['in place'], async () => {
    await stage.act({ ...IN_PLACE, mode: 'plan' });
    await stage.act({ ...IN_PLACE, ...GATED, 'migrate-command': 'exit 0' });
    await Promise.all([driftDistribution(stage, 'staging'), driftFunction(stage)]);
    await stage.act({ ...IN_PLACE, ...GATED, ...WITH_TAG });
    await stage.act({ ...IN_PLACE, ...DEPLOYED, ...WITH_TAG, image: stage.imageOf('crash') });
    await stopUnpassed(stage, 'simulated-in-place');
    await stage.act({ ...IN_PLACE, mode: 'destroy' });
  });
}

async function livePreviews(stage: ScenarioStage, life: Life): Promise<void> {
  const crash = { image: stage.imageOf('crash') };
  await during(stage, life['each run'], async () => {
    await stage.act({ ...OWN, mode: 'plan' });
    await Promise.all([stage.act({ ...OWN, ...GATED, 'setup-command': 'exit 0' }), stage.act(OTHER)]);
    await Promise.all([drift(stage), driftDistribution(stage, 'pr-42'), driftFunction(stage)]);
    const again = { ...OWN, ...GATED, ...DEPLOYED, ttl: '9h', ...WITH_TAG };
    await Promise.all([stage.act(again), stage.act({ ...OTHER, ...crash })]);
    await stopUnpassed(stage, 'simulated');
    await driftDistribution(stage, 'pr-42');
    await Promise.all([stage.act({ ...OWN, mode: 'plan' }), stage.act({ ...OWN, mode: 'plan', environment: 'new' })]);
    await stage.act({ ...OTHER, mode: 'destroy' });
    await stage.act({ ...OWN, ...WITH_TAG, 'sleep-after': '5m' });
  });
  await stage.pass(UNVISITED_SECONDS);
  await during(stage, life.sweep, () => stage.act({ ...OWN, mode: 'sweep' }));
  await changePullRequest(stage, 42, { state: 'closed' });
  await during(stage, life.sweep, async () => {
    await stage.act({ ...OWN, mode: 'plan' }, SCHEDULE);
    // The task that drops a database is stopped in the same way.
    await stopUnpassed(stage, 'simulated-sweep');
    await takeGuardAway(stage);
    await stage.act({ ...OWN, mode: 'sweep' });
  });
}

/** An entry point that does not pass its command on takes two minutes to be found out: by the clock of the cloud. */
async function stopUnpassed({ endpoint }: ScenarioStage, accessKeyId: string): Promise<void> {
  const { world } = openRun(endpoint, { isOnCloudTime: true, accessKeyId });
  await runTask(world, await describeUnpassed(endpoint)).catch(() => undefined);
}

/** A sweep makes it again. */
async function takeGuardAway({ endpoint }: ScenarioStage): Promise<void> {
  const { rules } = await findRouting({ endpoint });
  const { loadBalancing } = awsClients(endpoint);
  for (const { RuleArn } of rules.filter(isGuardRule)) await loadBalancing.deleteRule({ RuleArn });
}

async function driftDistribution({ endpoint }: ScenarioStage, environment: string): Promise<void> {
  const { cloudfront } = awsClients(endpoint);
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  const Id = DistributionList?.Items?.find(({ Comment }) => Comment?.endsWith(` ${environment}`))?.Id;
  const { DistributionConfig: config, ETag } = await cloudfront.send(new GetDistributionConfigCommand({ Id }));
  if (config === undefined) throw new Error('The deploy made no distribution.');
  const DistributionConfig = { ...config, IsIPV6Enabled: false };
  await cloudfront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig }));
}

async function driftFunction({ endpoint }: ScenarioStage): Promise<void> {
  const { cloudfront } = awsClients(endpoint);
  const { FunctionList } = await cloudfront.listFunctions({ Stage: 'DEVELOPMENT' });
  const { Name, FunctionConfig } = FunctionList?.Items?.[0] ?? {};
  const { ETag: described } = await cloudfront.describeFunction({ Name });
  const FunctionCode = new TextEncoder().encode('function handler(event) { return event.request; }');
  const { ETag } = await cloudfront.updateFunction({ Name, FunctionConfig, FunctionCode, IfMatch: described });
  await cloudfront.publishFunction({ Name, IfMatch: ETag });
}

/** Somebody changes everything else that we repair with a call of its own. */
async function drift({ endpoint }: ScenarioStage): Promise<void> {
  const { loadBalancing, ecs } = awsClients(endpoint);
  const TargetGroupArn = await findTargetGroupArn({ endpoint }, 'shop-pr-42');
  await ecs.send(
    new UpdateServiceCommand({ cluster: 'shop', service: 'shop-pr-42', healthCheckGracePeriodSeconds: 7 }),
  );
  await loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath: '/elsewhere' }));
  const Tags = [{ Key: 'medusa-preview:service', Value: 'elsewhere/else' }];
  await loadBalancing.send(new AddTagsCommand({ ResourceArns: [TargetGroupArn], Tags }));
  const { loadBalancer, rules } = await findRouting({ endpoint });
  const { TargetGroups: [elsewhere] = [] } = await loadBalancing.send(
    new CreateTargetGroupCommand({
      Name: 'elsewhere',
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: loadBalancer.VpcId,
    }),
  );
  const Actions = [{ Type: 'forward' as const, TargetGroupArn: elsewhere?.TargetGroupArn }];
  const ours = rules.find(({ Actions: [action] = [] }) => action?.TargetGroupArn === TargetGroupArn);
  await loadBalancing.send(new ModifyRuleCommand({ RuleArn: ours?.RuleArn, Actions }));
  await leaveTwin({ endpoint }, ours);
}

/** A run that moved the rule died before it deleted this one. */
async function leaveTwin({ endpoint }: Pick<ScenarioStage, 'endpoint'>, rule: Rule | undefined): Promise<void> {
  const { loadBalancing } = awsClients(endpoint);
  const { listener } = await findRouting({ endpoint });
  const { TagDescriptions: [{ Tags } = {}] = [] } = await loadBalancing.describeTags({
    ResourceArns: [rule?.RuleArn ?? ''],
  });
  await loadBalancing.createRule({
    ListenerArn: listener.ListenerArn,
    Priority: Number(rule?.Priority) + 1,
    Conditions: rule?.Conditions,
    Actions: rule?.Actions,
    Tags,
  });
}
