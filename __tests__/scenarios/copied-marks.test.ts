import {
  CreateDistributionWithTagsCommand,
  type DistributionSummary,
  GetDistributionCommand,
  ListDistributionsCommand,
} from '@aws-sdk/client-cloudfront';
import { CreateRuleCommand, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { findRouting, findTargetGroupArn, isGuardRule } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
let first: Play;

async function listDistributions(): Promise<DistributionSummary[]> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  return DistributionList?.Items ?? [];
}

/** AWS lets fifty distributions share a VPC origin. */
const MAX_COPIES = 49;
/** CloudFront lists by id. Each copy comes before an id above this one with a chance of one in seven at least. */
const MIN_ID = 'E5';

async function deployAmongTheLast(): Promise<Play> {
  const play = await stage.act();
  if (String(play.outputs['distribution-id']) > MIN_ID) return play;
  await stage.act({ mode: 'destroy' });
  return deployAmongTheLast();
}

/** Until one of the copies comes first in the list. */
async function copyDistribution(Id: string | undefined): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { Distribution } = await cloudfront.send(new GetDistributionCommand({ Id }));
  const config = Distribution?.DistributionConfig;
  if (config === undefined) throw new Error(`There is no distribution ${Id}.`);
  const Tags = { Items: [{ Key: 'made', Value: 'by hand' }] };
  for (let copy = 1; (await listDistributions())[0]?.Id === Id && copy <= MAX_COPIES; copy++) {
    const DistributionConfig = { ...config, CallerReference: `copy ${copy}` };
    const DistributionConfigWithTags = { DistributionConfig, Tags };
    await cloudfront.send(new CreateDistributionWithTagsCommand({ DistributionConfigWithTags }));
  }
}

const priorityOf = (rule: Rule | undefined) => Number(rule?.Priority);

async function ruleOfOurs(rules: Rule[]): Promise<Rule | undefined> {
  const arn = await findTargetGroupArn(stage, 'shop-pr-42');
  return rules.find(({ Actions = [] }) => Actions[0]?.TargetGroupArn === arn);
}

/** One that asks for the same header and comes before ours. */
async function copyRule(): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { listener, rules } = await findRouting(stage);
  const { ListenerArn, DefaultActions: Actions } = listener;
  const ours = await ruleOfOurs(rules);
  const Conditions = ours?.Conditions?.map(({ Field, HttpHeaderConfig }) => ({ Field, HttpHeaderConfig }));
  await loadBalancing.send(new CreateRuleCommand({ ListenerArn, Priority: priorityOf(ours) - 1, Conditions, Actions }));
}

life('a preview beside copies of it', (step) => {
  step('somebody copies what an environment is found by, and not the tags', async () => {
    first = await deployAmongTheLast();
    await copyDistribution(first.outputs['distribution-id']);
    await copyRule();
  });

  step('a deploy takes what has its tags for its own, and goes before a rule that takes its requests', async () => {
    expect((await listDistributions())[0]?.Id).not.toBe(first.outputs['distribution-id']);
    const play = await stage.act();
    expect(play.exitCode).toBe(0);
    expect(play.outputs['distribution-id']).toBe(first.outputs['distribution-id']);
    expect(play.log).toContain('~ updated listener rule shop-pr-42: Priority');
    expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:CreateRule', 'elasticloadbalancing:DeleteRule']);
    const { rules } = await findRouting(stage);
    const copy = rules.filter(({ Conditions = [] }) => Conditions[0]?.HttpHeaderConfig?.Values?.includes('shop-pr-42'));
    expect(copy).toHaveLength(2);
    const ours = await ruleOfOurs(rules);
    expect(Math.min(...copy.map(priorityOf))).toBe(priorityOf(ours));
  });

  step('a removal takes away what has its tags, and leaves the copies', async () => {
    const before = await listDistributions();
    const play = await stage.act({ mode: 'destroy' });
    expect(play.exitCode).toBe(0);
    expect(play.outputs.action).toBe('destroyed');
    const left = (await listDistributions()).map(({ Id }) => Id);
    expect(left).toEqual(before.map(({ Id }) => Id).filter((id) => id !== first.outputs['distribution-id']));
    const { rules } = await findRouting(stage);
    const isCopy = (rule: Rule) => !rule.IsDefault && !isGuardRule(rule);
    expect(rules.filter(isCopy)).toHaveLength(1);
  });
});
