import { expect, test } from '@jest/globals';
import { type Decision, decide } from '../../src/request/decision.ts';
import type { Mode } from '../../src/request/inputs.ts';
import type { PullRequest } from '../../src/request/pull-request.ts';

const OPEN = { number: 42, isOpen: true };
const CLOSED = { number: 42, isOpen: false };

interface Row {
  mode: Mode;
  pullRequest: PullRequest | undefined;
  decision: Decision;
}

test.each<Row>([
  { mode: 'auto', pullRequest: OPEN, decision: { action: 'deploy', reason: 'Pull request 42 is open.' } },
  { mode: 'auto', pullRequest: CLOSED, decision: { action: 'destroy', reason: 'Pull request 42 is closed.' } },
  {
    mode: 'auto',
    pullRequest: undefined,
    decision: { action: 'deploy', reason: 'There is no pull request, so the environment is kept up to date.' },
  },
  { mode: 'deploy', pullRequest: CLOSED, decision: { action: 'deploy', reason: 'The mode is deploy.' } },
  { mode: 'destroy', pullRequest: OPEN, decision: { action: 'destroy', reason: 'The mode is destroy.' } },
])('$mode with pull request $pullRequest: $decision.action', ({ mode, pullRequest, decision }) => {
  expect(decide({ mode }, pullRequest)).toEqual(decision);
});
