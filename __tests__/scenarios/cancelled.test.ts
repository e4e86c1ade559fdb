import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { openStage, type Play, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
/** The time that GitHub leaves between the first signal and the second. */
const GRACE_MS = 7_500;
const SHA = 'a'.repeat(40);
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha: SHA } } } };

beforeAll(async () => {
  stage = await openStage();
  await changePullRequest(stage, 42, { head: { sha: SHA, ref: 'feature' } });
  await stage.act({ environment: 'other' }, { event: { name: 'workflow_dispatch', payload: {} } });
}, 90_000);
afterEach(() => stage.control('DELETE', 'faults'));
afterAll(() => stage.stop());

interface Cancelled extends Play {
  /** From the signal to the end of the process. */
  endedWithinMilliseconds: number;
  /** AWS calls that reached the cloud after the signal. */
  later: number;
}

/** Runs the action, and cancels it a moment after a line of its log. */
async function cancelAt(line: RegExp, inputs: Record<string, string>): Promise<Cancelled> {
  const cancellation = new AbortController();
  let cancelledAt = 0;
  let seen = 0;
  const play = await stage.act(
    { mode: 'auto', ...inputs },
    {
      event: EVENT,
      cancellation: cancellation.signal,
      onLine(text) {
        if (cancelledAt > 0 || !line.test(text)) return;
        cancelledAt = performance.now();
        setTimeout(async () => {
          seen = (await stage.journal()).filter(({ service }) => service !== 'github').length;
          cancelledAt = performance.now();
          cancellation.abort();
        }, 300);
      },
    },
  );
  const calls = (await stage.journal()).filter(({ service }) => service !== 'github').length;
  return { ...play, endedWithinMilliseconds: performance.now() - cancelledAt, later: calls - seen };
}

test.each([
  ['it waits for a rollout', { image: 'hang' }, {}],
  [
    'AWS throttles it',
    { image: 'v2' },
    { service: 'ecs', operation: 'DescribeServices', kind: 'throttle', after: 2, times: 99 },
  ],
  [
    'AWS does not answer',
    { image: 'v3' },
    { service: 'ecs', operation: 'DescribeServices', kind: 'timeout', after: 2, times: 99 },
  ],
] as const)('cancelled while %s: no call more, comment and deployment say so in time', async (_, { image }, fault) => {
  if ('service' in fault) await stage.fault(fault);
  const play = await cancelAt(/^[+~] (created|updated) service/, { image: stage.imageOf(image) });
  // A call that is not answered is not in the journal.
  const struck = (await stage.journal()).flatMap((call) => call.fault ?? []);
  if ('kind' in fault && fault.kind === 'throttle') expect(struck).toContain('throttle');
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('::error::The run was cancelled.%0ARe-run the job to resume.');
  // One call may have been on its way when the signal came.
  expect(play.later).toBeLessThanOrEqual(1);
  expect(play.endedWithinMilliseconds).toBeLessThan(GRACE_MS);
  expect((await commentsOf(stage, 42))[0]?.body).toContain('### ⏹️ Preview `pr-42`: the run was cancelled');
  expect((await deploymentsOf(stage, 'pr-42'))[0]?.states.at(-1)).toBe('error');
});

test('cancelled while a removal waits, it says so', async () => {
  const play = await cancelAt(/^- removed listener rule/, { mode: 'destroy' });
  expect(play.exitCode).toBe(1);
  expect((await commentsOf(stage, 42))[0]?.body).toContain('the run was cancelled');
});

test('the next run heals', async () => {
  const play = await stage.act({ mode: 'auto', image: stage.imageOf('v4') }, { event: EVENT });
  expect(play.exitCode).toBe(0);
  expect((await commentsOf(stage, 42))[0]?.body).toMatch(/### ✅ Preview `pr-42` is (up|updated)/);
  expect((await deploymentsOf(stage, 'pr-42'))[0]?.states.at(-1)).toBe('success');
});
