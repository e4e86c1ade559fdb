// Owns the decision what this run does, and why, in words.
import type { Inputs } from './inputs.ts';
import type { PullRequest } from './pull-request.ts';

export interface Decision {
  action: 'deploy' | 'destroy';
  reason: string;
}

/** Says what to do. `pullRequest` is the live one, read by us: the event that started the run may be old. */
export function decide({ mode }: Pick<Inputs, 'mode'>, pullRequest: PullRequest | undefined): Decision {
  if (mode !== 'auto') return { action: mode, reason: `The mode is ${mode}.` };
  if (pullRequest === undefined)
    return { action: 'deploy', reason: 'There is no pull request, so the environment is kept up to date.' };
  const { number, isOpen } = pullRequest;
  return isOpen
    ? { action: 'deploy', reason: `Pull request ${number} is open.` }
    : { action: 'destroy', reason: `Pull request ${number} is closed.` };
}
