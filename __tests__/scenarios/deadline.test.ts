import { DeleteRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf } from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import { openStage, type Play, type ScenarioStage } from '../support/stage.ts';

let slow: ScenarioStage;
let full: ScenarioStage;
let silent: ScenarioStage;
let plays: { vpcOrigin: Play; stuck: Play; noCapacity: Play; unused: Play; unanswered: Play; closed: Play };
const PULL_REQUEST = { number: 42, head: { sha: 'a'.repeat(40) } };

/** A minute is the least that a run may be given, so all of them spend it together. */
beforeAll(async () => {
  // Here nine minutes of a VPC origin take more than the run may.
  slow = await openStage(['--time-scale', '8']);
  full = await openStage([], { fullCapacity: ['FARGATE_SPOT'] });
  silent = await openStage();
  // Each is waited for half a minute, and the third attempt is answered.
  await silent.fault({ service: 'cloudfront', operation: 'ListVpcOrigins', kind: 'timeout', times: 2 });
  const minute = { 'wait-minutes': '1' };
  const [vpcOrigin, stuck, noCapacity, unused, unanswered, closed] = await Promise.all([
    slow.act(minute),
    full.act({ ...minute, environment: 'stuck', image: full.imageOf('stuck') }),
    full.act({ ...minute, environment: 'no-capacity', 'capacity-provider': 'FARGATE_SPOT' }),
    full.act({ ...minute, environment: 'unused' }),
    silent.act({ ...minute, 'wait-for': 'none' }),
    full.act(
      { mode: 'auto', image: full.imageOf('stuck') },
      { event: { name: 'pull_request', payload: { pull_request: PULL_REQUEST } } },
    ),
    deleteRuleOf('shop-unused'),
    closePullRequest(),
  ]);
  plays = { vpcOrigin, stuck, noCapacity, unused, unanswered, closed };
});
afterAll(() => Promise.all([slow.stop(), full.stop(), silent.stop()]));

/** Somebody does, as soon as it is there. */
async function deleteRuleOf(name: string): Promise<void> {
  const { loadBalancing } = awsClients(full.endpoint);
  const calls = await callsUpToService(name);
  const created = calls.find(({ operation }) => operation === 'CreateRule')?.result as { Rules: { RuleArn: string }[] };
  await loadBalancing.send(new DeleteRuleCommand({ RuleArn: created.Rules[0]?.RuleArn }));
}

/** While its deploy waits for the rollout. */
async function closePullRequest(): Promise<void> {
  await callsUpToService('shop-pr-42');
  await changePullRequest(full, 42, { state: 'closed' });
}

function callsUpToService(name: string): Promise<JournalEntry[]> {
  return eventually(
    async () => (await full.journal()).filter((call) => isAbout(call, name)),
    (made) => made.some(({ operation }) => operation === 'CreateService'),
  );
}

function isAbout({ input }: JournalEntry, name: string): boolean {
  return JSON.stringify(input).includes(`"${name}"`);
}

test('at the deadline the run says what it was waiting for, and that the next run goes on', () => {
  const { vpcOrigin: play } = plays;
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(/waiting for VPC origin vo_\w+: still "Deploying" at the deadline of one minute/);
  expect(play.log).toContain('Re-run the job to resume');
  expect(play.outputs['vpc-origin-id']).toMatch(/^vo_/);
});

test('a task that is stuck on its way up is reported, with the way to the console', () => {
  const { stuck: play } = plays;
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(
    /waiting for the rollout of shop-stuck: still "0 of 1 tasks running, 1 starting" at the deadline of one minute%0A/,
  );
  expect(play.log).toContain('In the console: https://eu-west-1.console.aws.amazon.com/ecs/');
});

test('a target that the load balancer does not use is reported, with the likely reason', () => {
  const { unused: play } = plays;
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('Unhealthy targets:%0A  | 1 x unused: Target.NotInUse');
  expect(play.log).toMatch(
    /its Availability Zone is not enabled on the load balancer, or the listener rule is missing\.$/m,
  );
});

test('no capacity for the tasks is logged as it is seen, and at the deadline with what to do', () => {
  const { noCapacity: play } = plays;
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(/^ {2}ECS: was unable to place a task\. Reason: Capacity is unavailable at this time\./m);
  expect(play.log).toMatch(/still "0 of 1 tasks running, 0 starting" at the deadline/);
  expect(play.log).toMatch(
    /AWS has no capacity at the moment: .*set "capacity-provider" to FARGATE instead of FARGATE_SPOT\.$/m,
  );
});

test('a run whose calls were not answered until the deadline begins no write any more, and still reports', async () => {
  const { unanswered: play } = plays;
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
  expect(play.log).toMatch(/creating VPC origin shop-internal: not begun at the deadline of one minute/);
  expect(play.log).toContain('Re-run the job to resume, or raise "wait-minutes".');
  expect(play.summary).toContain('not begun at the deadline of one minute');
  expect((await commentsOf(silent, 42))[0]?.body).toContain('### ❌ Preview `pr-42` failed');
});

test('a run whose pull request closes while it waits sees that before its deadline', async () => {
  const { closed: play } = plays;
  expect(play.exitCode).toBe(0);
  expect(play.outputs).toMatchObject({ action: 'destroyed', reason: 'Pull request 42 was closed during the run.' });
  expect(play.log).not.toContain('at the deadline');
  const comments = await commentsOf(full, 42);
  expect(comments.filter(({ body }) => body.includes('Preview `pr-42` was destroyed'))).toHaveLength(1);
});
