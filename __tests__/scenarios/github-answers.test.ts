import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
const auto = { mode: 'auto' };

beforeAll(async () => {
  stage = await openStage();
  await stage.act(auto);
});
afterEach(() => stage.control('DELETE', 'faults'));
afterAll(() => stage.stop());

test.each([
  ['a web page that is called good', { kind: 'html', status: 200 }],
  ['a comment without its address', { kind: 'omit', member: 'body.0.html_url' }],
] as const)('in place of the comments, %s is no list without ours: no second one follows', async (_, fault) => {
  await stage.fault({ service: 'github', operation: 'issues/listComments', times: 9, ...fault });
  const play = await stage.act(auto);
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('looking for our comment on pull request 42: the response did not come from GitHub');
  expect(play.log).toContain('GITHUB_API_URL and HTTPS_PROXY');
  expect(namesOf(play.github)).not.toContain('github:issues/createComment');
  await stage.control('DELETE', 'faults');
  expect(await commentsOf(stage, 42)).toHaveLength(1);
});

test.each([
  ['repos/listDeployments', { kind: 'html', status: 200 }],
  ['repos/listDeploymentStatuses', { kind: 'omit', member: 'body.0.state' }],
] as const)('in place of what %s lists, anything else is no list without ours', async (operation, fault) => {
  const before = await deploymentsOf(stage, 'pr-42');
  await stage.fault({ service: 'github', operation, times: 9, ...fault });
  const play = await stage.act(auto);
  expect(play.exitCode).toBe(0);
  expect(play.log).toMatch(/deployments? .*: the response did not come from GitHub/);
  await stage.control('DELETE', 'faults');
  expect(await deploymentsOf(stage, 'pr-42')).toEqual(before);
});
