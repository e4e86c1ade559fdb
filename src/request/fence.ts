// Owns the fence: a look at the live pull request before each step that cannot be undone, so that a run whose time is over
// stops, and never overwrites what a newer one made.
import { StoppedError } from '../errors.ts';
import { movedOn } from './decision.ts';
import type { PullRequests, Request } from './request.ts';

/** The run is not wanted any more. `isClosed`: neither is what it made. */
export class SupersededError extends StoppedError {
  readonly isClosed: boolean;

  constructor(reason: string, isClosed: boolean) {
    super(reason);
    this.isClosed = isClosed;
  }
}

/** Throws a SupersededError where the pull request was closed, lost its label or moved on meanwhile. */
export type Fence = () => Promise<void>;

/** A run that was told what to do is not fenced: it does it. */
export function createFence(pullRequests: PullRequests, { inputs, event, live }: Request): Fence {
  if (inputs.mode !== 'auto' || live === undefined) return async () => undefined;
  return async () => {
    const { number } = live;
    const pullRequest = await pullRequests.read(number);
    const isWanted = inputs.label === undefined || pullRequest.labels.includes(inputs.label);
    if (pullRequest.state !== 'open') {
      throw new SupersededError(`Pull request ${number} was ${pullRequest.state} meanwhile.`, true);
    }
    if (!isWanted)
      throw new SupersededError(`Pull request ${number} lost the label "${inputs.label}" meanwhile.`, true);
    // What we saw first may have been old news; what differs from that and from our own commit is newer than both.
    const hasMoved = pullRequest.sha !== live.sha && pullRequest.sha !== event.sha;
    if (hasMoved) throw new SupersededError(movedOn(pullRequest, event.sha ?? live.sha), false);
  };
}
