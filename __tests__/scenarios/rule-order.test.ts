import { CreateRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { findRouting, findTargetGroupArn } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });

/** Somebody sends every path to the base service, at this priority. */
async function takeEverything(Priority: number): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { listener } = await findRouting(stage);
  const { ListenerArn, DefaultActions: Actions } = listener;
  const Conditions = [{ Field: 'path-pattern', Values: ['/*'] }];
  await loadBalancing.send(new CreateRuleCommand({ ListenerArn, Priority, Conditions, Actions }));
}

async function priorityOfOurs({ outputs }: Play): Promise<number> {
  const arn = await findTargetGroupArn(stage, String(outputs.service));
  const { rules } = await findRouting(stage);
  return Number(rules.find(({ Actions = [] }) => Actions[0]?.TargetGroupArn === arn)?.Priority);
}

const tagBehind = async ({ outputs }: Play) =>
  (JSON.parse((await stage.view(`${outputs.url}/`)).body) as { image: { tag: string } }).image.tag;

test('a rule of somebody else that comes before ours later is reported as drift, and ours moves before it', async () => {
  // The one of its own, far from the first.
  const before = await priorityOfOurs(await stage.act());
  await takeEverything(before - 1);
  const play = await stage.act();
  expect(play.log).toContain('~ updated listener rule shop-pr-42: Priority');
  // Its twin first, so that there is no moment without one; and the guard rule anew, which the other takes requests from as well.
  expect(namesOf(play.writes)).toEqual([
    'elasticloadbalancing:CreateRule',
    'elasticloadbalancing:DeleteRule',
    'elasticloadbalancing:CreateRule',
  ]);
  expect(await tagBehind(play)).toBe('v1');
});

test.each([
  [1, 'deploy'],
  [2, 'deploy'],
  [2, 'plan'],
])(
  'one at priority %s leaves no space for ours and the guard rule: a %s names it, and nothing is made',
  async (priority, mode) => {
    await takeEverything(priority);
    const play = await stage.act({ mode, environment: 'pr-7' });
    expect(play.exitCode).toBe(1);
    expect(play.writes).toEqual([]);
    expect(play.log).toContain('listener rule shop-pr-7: there is no free priority on arn:');
    expect(play.log).toContain(` before priority ${priority}, whose rule may match its requests; `);
    expect(play.log).toMatch(/aws elbv2 set-rule-priorities --rule-priorities RuleArn=arn:\S+,Priority=40000/);
  },
);

test('one that is there first comes after ours', async () => {
  await takeEverything(5);
  const play = await stage.act({ environment: 'pr-7' });
  expect(play.exitCode).toBe(0);
  expect(await priorityOfOurs(play)).toBeLessThan(5);
  expect(await tagBehind(play)).toBe('v1');
});
