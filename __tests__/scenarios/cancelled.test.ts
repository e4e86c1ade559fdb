import { beforeEach, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

/** With the VPC origin of the load balancer, so that each scenario takes but a moment. */
const stage = scenarioStage([], { hasVpcOrigin: true });
const SHA = 'a'.repeat(40);
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha: SHA } } } };

beforeEach(() => changePullRequest(stage, 42, { head: { sha: SHA, ref: 'feature' } }));

interface Cancelled extends Play {
  /** AWS calls that reached the cloud after the signal. */
  later: number;
}

const callsToAws = async () => (await stage.journal()).filter(({ service }) => service !== 'github');

/** Runs the action, and cancels it when it has made a call such as this one after that line of its log. */
async function cancelAt(
  line: RegExp,
  inputs: Record<string, string>,
  isReached: (call: JournalEntry) => boolean,
): Promise<Cancelled> {
  const cancellation = new AbortController();
  let calls: Promise<number> | undefined;
  const cancel = async () => {
    const { length } = await callsToAws();
    await eventually(
      async () => (await callsToAws()).slice(length),
      (later) => later.some(isReached),
    );
    cancellation.abort();
    return (await callsToAws()).length;
  };
  const play = await stage.act(
    { mode: 'auto', ...inputs },
    {
      event: EVENT,
      cancellation: cancellation.signal,
      onLine(text) {
        if (line.test(text)) calls ??= cancel();
      },
    },
  );
  return { ...play, later: (await callsToAws()).length - Number(await calls) };
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
] as const)('cancelled while %s: no call more, and comment and deployment say so', async (_, { image }, fault) => {
  if ('service' in fault) await stage.fault(fault);
  const isReached = (call: JournalEntry) =>
    call.operation === 'DescribeServices' && call.fault === ('kind' in fault ? fault.kind : undefined);
  const play = await cancelAt(/^[+~] (created|updated) service/, { image: stage.imageOf(image) }, isReached);
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('::error::The run was cancelled.%0ARe-run the job to resume.');
  // One call may have been on its way when the signal came.
  expect(play.later).toBeLessThanOrEqual(1);
  expect((await commentsOf(stage, 42))[0]?.body).toContain('### ⏹️ Preview `pr-42`: the run was cancelled');
  expect((await deploymentsOf(stage, 'pr-42'))[0]?.states.at(-1)).toBe('error');
});

test('cancelled while a removal waits, it says so, and the next run heals', async () => {
  await stage.act({ mode: 'auto' }, { event: EVENT });
  const play = await cancelAt(/^- removed listener rule/, { mode: 'destroy' }, () => true);
  expect(play.exitCode).toBe(1);
  expect((await commentsOf(stage, 42))[0]?.body).toContain('the run was cancelled');
  const next = await stage.act({ mode: 'auto', image: stage.imageOf('v4') }, { event: EVENT });
  expect(next.exitCode).toBe(0);
  expect((await commentsOf(stage, 42))[0]?.body).toMatch(/### ✅ Preview `pr-42` is (up|updated)/);
  expect((await deploymentsOf(stage, 'pr-42'))[0]?.states.at(-1)).toBe('success');
});
