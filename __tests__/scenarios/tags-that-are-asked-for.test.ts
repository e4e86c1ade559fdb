import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const OWN = { database: 'isolated' };

/** The writes that create something or start a task, and the values that each gives the tag. */
function taggedBy({ writes }: Play): [name: string, isTagged: boolean][] {
  return writes
    .filter(({ operation }) => /^(Create|Register|Run|Authorize)/.test(operation))
    .map(({ operation, input }) => [operation, /"(?:CostCenter)","[vV]alue":"42"/.test(JSON.stringify(input))]);
}

life('tags that are asked for', (step) => {
  step('are on everything that is made, and on every task', async () => {
    const play = await stage.act({ ...OWN, tags: 'CostCenter=42' });
    expect(play.exitCode).toBe(0);
    const made = taggedBy(play);
    expect(made.filter(([, isTagged]) => !isTagged)).toEqual([]);
    expect([...new Set(made.map(([name]) => name))].sort()).toEqual([
      'AuthorizeSecurityGroupIngress',
      'CreateDistributionWithTags',
      'CreateRule',
      'CreateService',
      'CreateTargetGroup',
      'CreateVpcOrigin',
      'RegisterTaskDefinition',
      'RunTask',
    ]);
  });

  step('a second run writes nothing, and nor does one that asks for none', async () => {
    expect((await stage.act({ ...OWN, tags: 'CostCenter=42' })).writes).toEqual([]);
    expect((await stage.act(OWN)).writes).toEqual([]);
  });

  step('another value comes to what is there, without a rollout', async () => {
    const plan = await stage.act({ ...OWN, mode: 'plan', tags: 'CostCenter=43' });
    expect(plan.log).toContain('~ update distribution shop-pr-42: tags.CostCenter');
    const play = await stage.act({ ...OWN, tags: 'CostCenter=43' });
    expect(namesOf(play.writes).sort()).toEqual([
      'cloudfront:TagResource',
      'ecs:TagResource',
      'ecs:TagResource',
      'elasticloadbalancing:AddTags',
      'elasticloadbalancing:AddTags',
    ]);
    expect((await stage.act({ ...OWN, tags: 'CostCenter=43' })).writes).toEqual([]);
  });

  step('the task that drops the database has them as well', async () => {
    const play = await stage.act({ ...OWN, mode: 'destroy', tags: 'CostCenter=42' });
    expect(play.outputs.action).toBe('destroyed');
    expect(taggedBy(play)).toEqual([['RunTask', true]]);
  });
});

test('more than AWS accepts are refused before anything is written, in a plan as well', async () => {
  const tags = Array.from({ length: 40 }, (_, index) => `tag${index}=1`).join('\n');
  for (const mode of ['plan', 'deploy']) {
    const play = await stage.act({ mode, tags });
    expect(play.log).toContain('::error::tags: with those of the base service and its task definition');
    expect(play.writes).toEqual([]);
  }
});
