// Owns the guard, which checks the live pull request before each step that cannot be undone, and during waits, so that a
// superseded run stops and does not overwrite the work of a newer one.
import { ExplainedError, GitHubError, SkippedError, StoppedError } from '../errors.ts';
import { decide, hasLabel, movedOn } from './decision.ts';
import type { Inputs } from './inputs.ts';
import type { PullRequest, PullRequests } from './pull-request.ts';
import type { DeployRequest } from './request.ts';

/** The run is superseded: the pull request has changed since it began. */
export class SupersededError extends SkippedError {}

/** Throws a SupersededError if the run is superseded. */
export type Guard = () => Promise<void>;

type GuardedRequest = Pick<DeployRequest, 'event' | 'live'> & {
  inputs: Pick<Inputs, 'mode' | 'label'>;
  isByComment?: boolean;
};

/**
 * A run with an explicit mode is not guarded, because it does not depend on the pull request, and neither is a removal that a
 * comment asks for. If GitHub cannot be reached, the run continues.
 */
export function createGuard(
  pullRequests: PullRequests,
  request: GuardedRequest,
  doing: 'deploy' | 'prepare' | 'destroy',
): Guard {
  const { inputs, live, isByComment = false } = request;
  const isAsked = isByComment && doing === 'destroy';
  const isGuarded = (inputs.mode === 'auto' || inputs.mode === 'prepare') && !isAsked;
  if (!isGuarded || live === undefined) return async () => undefined;
  return async () => {
    const pullRequest = await look(pullRequests, live.number);
    if (pullRequest === undefined) return;
    if (doing === 'destroy') refuseWanted(pullRequest, request);
    else refuseOutdated(pullRequest, live, request);
  };
}

export interface SwitchableGuard {
  pass: Guard;
  /** For the removal of what the run created, which `reason` asks for. */
  switchToDestroy(reason: SkippedError): void;
}

/** The guard of what was decided, until it is switched to that of a removal. */
export function createSwitchableGuard(
  pullRequests: PullRequests,
  request: GuardedRequest & { action: 'deploy' | 'prepare' | 'destroy' | 'sleep' | 'wake' | 'reset' | 'keep' },
): SwitchableGuard {
  let pass = createGuard(pullRequests, request, request.action === 'destroy' ? 'destroy' : 'deploy');
  return {
    pass: () => pass(),
    switchToDestroy(reason) {
      const isOfPullRequest = reason instanceof SupersededError;
      // One environment too many has to go although its pull request is open.
      const removal = { ...request, isByComment: false };
      pass = isOfPullRequest ? createGuard(pullRequests, removal, 'destroy') : async () => undefined;
    },
  };
}

export async function passes(guard: Guard): Promise<boolean> {
  try {
    await guard();
    return true;
  } catch (error) {
    if (error instanceof SupersededError) return false;
    throw error;
  }
}

/** A step may fail because the run for the closed pull request removes what it needs; then that is the reason. */
export async function whyItStopped(guard: Guard, failure: unknown): Promise<unknown> {
  if (!(failure instanceof ExplainedError) || failure instanceof StoppedError) return failure;
  try {
    await guard();
    return failure;
  } catch (error) {
    return error instanceof SupersededError && error.shouldDestroy ? error : failure;
  }
}

async function look(pullRequests: PullRequests, number: number): Promise<PullRequest | undefined> {
  try {
    return await pullRequests.read(number);
  } catch (error) {
    if (error instanceof GitHubError) return undefined;
    throw error;
  }
}

function refuseOutdated(
  pullRequest: PullRequest,
  live: PullRequest,
  { inputs, event, isByComment = false }: GuardedRequest,
): void {
  const { number, state, labels } = pullRequest;
  if (state !== 'open')
    throw new SupersededError(`Pull request ${number} was ${state} during the run.`, { shouldDestroy: true });
  if (inputs.label !== undefined && !hasLabel(labels, inputs.label)) {
    throw new SupersededError(`Pull request ${number} lost the label "${inputs.label}" during the run.`, {
      shouldDestroy: true,
    });
  }
  // The first read may have been out of date; a commit that differs from it and from the run's own is newer than both.
  const hasMoved = !isByComment && pullRequest.sha !== live.sha && pullRequest.sha !== event.sha;
  if (hasMoved) throw new SupersededError(movedOn(pullRequest, event.sha ?? live.sha), { shouldDestroy: false });
}

/** If the pull request was reopened or labelled again, that has started a run which deploys what is left of the environment. */
function refuseWanted(pullRequest: PullRequest, { inputs, event }: GuardedRequest): void {
  const { action } = decide({ inputs: { ...inputs, mode: 'auto', environment: undefined }, event, pullRequest });
  if (action === 'destroy') return;
  throw new SupersededError(`Pull request ${pullRequest.number} is wanted again. What is left of its preview stays.`, {
    shouldDestroy: false,
  });
}
