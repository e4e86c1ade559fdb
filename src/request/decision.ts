// Owns the decision what this run does, and why, in words. Pure, and made from what is true now, not from what happened:
// a run that was repeated, delayed or replaced decides as the newest would.
//
//   mode       pull request                                        decision
//   deploy     any                                                 deploy
//   destroy    any                                                 destroy
//   auto       none                                                deploy; after a push of a branch without one: skip
//   auto       none, after a workflow of a fork                    skip
//   auto       closed or merged, or without the label              destroy
//   auto       open, of a fork or by Dependabot, no credentials    skip
//   auto       open, of a fork, nobody approved it                 skip
//   auto       open, and at a newer commit than this run           skip
//   auto       open, and the event reports on another commit       skip
//   auto       open                                                deploy
//   plan       as auto, and nothing is written
import type { RunEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import type { PullRequest } from './pull-request.ts';

interface Decision {
  action: 'deploy' | 'destroy' | 'skip';
  reason: string;
}

export interface DecisionInput {
  inputs: Pick<Inputs, 'mode' | 'label' | 'environment'>;
  event: RunEvent;
  /** Undefined where there is none. */
  pullRequest: PullRequest | undefined;
}

/** Runs of these events get no credentials when they come from a fork or from Dependabot. */
const UNTRUSTED_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
/** Somebody who may write to the repository started the run by hand. */
const STARTED_BY_HAND = ['workflow_dispatch', 'repository_dispatch'];
/** Events that report what became of a commit, which anybody may have made: the workflow has credentials all the same. */
const REPORTS = ['workflow_run', 'check_run', 'check_suite', 'deployment', 'deployment_status', 'status'];

export function decide(input: DecisionInput): Decision {
  const { inputs, event, pullRequest } = input;
  const { mode, label } = inputs;
  if (mode === 'deploy' || mode === 'destroy') return { action: mode, reason: askedFor(mode) };
  if (pullRequest === undefined) return decideWithout(input);
  const { number, state, isDraft, labels } = pullRequest;
  const name = `Pull request ${number}`;
  if (isWithoutCredentials(event, pullRequest)) return skip(`${name} ${untrustedReason(event)}`);
  if (state !== 'open') return { action: 'destroy', reason: `${name} is ${state}.` };
  if (label !== undefined && !hasLabel(labels, label)) {
    return { action: 'destroy', reason: `${name} does not have the label "${label}".` };
  }
  if (pullRequest.isFork && label === undefined && !STARTED_BY_HAND.includes(event.name)) {
    return skip(`${name} comes from a fork. Set "label", and give it that label to approve it.`);
  }
  const newer = supersededBy(event, pullRequest) ?? strangeCommit(event, pullRequest);
  return newer === undefined
    ? { action: 'deploy', reason: `${name} is ${isDraft ? 'an open draft' : 'open'}.` }
    : skip(newer);
}

/** Such a run looks at no pull request. */
function askedFor(mode: 'deploy' | 'destroy'): string {
  return `The workflow asks for it with "mode: ${mode}", whatever its pull request.`;
}

/** To GitHub, `Preview` and `preview` are one. */
export function hasLabel(labels: string[], label: string): boolean {
  return labels.some((other) => other.toLowerCase() === label.toLowerCase());
}

/**
 * Why a run for an older commit has nothing to do any more; undefined where that is not proven: GitHub may tell us the
 * newest commit a little late, and then the newest run must not be the one that stops.
 */
function supersededBy({ sha, updatedAt }: RunEvent, pullRequest: PullRequest): string | undefined {
  if (sha === undefined || updatedAt === undefined || sha === pullRequest.sha) return undefined;
  return Date.parse(updatedAt) < Date.parse(pullRequest.updatedAt) ? movedOn(pullRequest, sha) : undefined;
}

/**
 * A report is about the pull request only where its commit is the newest there: found by a branch, or named by a file that
 * a fork wrote, it may be somebody else's. Unlike an older run, one that cannot tell has nothing to deploy.
 */
function strangeCommit({ name, sha }: RunEvent, pullRequest: PullRequest): string | undefined {
  if (!REPORTS.includes(name) || sha === pullRequest.sha) return undefined;
  const { number, sha: newest } = pullRequest;
  const reported = sha === undefined ? 'names no commit' : `is about ${sha.slice(0, 7)}`;
  return `Pull request ${number} is at ${newest.slice(0, 7)}, and the ${name} event ${reported}, so what it built is not deployed.`;
}

/** `Pull request 42 is at aaaaaaa, and this run is for the older bbbbbbb.` */
export function movedOn({ number, sha }: PullRequest, older: string): string {
  return `Pull request ${number} is at ${sha.slice(0, 7)}, and this run is for the older ${older.slice(0, 7)}.`;
}

/** A branch is no environment: only one that is named is kept up to date without a pull request. */
function decideWithout({ inputs, event }: DecisionInput): Decision {
  if (event.headOwner === 'unknown') {
    return skip('The workflow that ended ran for a repository that is gone, so its pull request is unknown.');
  }
  if (event.headOwner === 'fork' && inputs.environment !== undefined) {
    return skip('The workflow that ended ran for a fork. Give "pull-request", and the label of that one approves it.');
  }
  if (inputs.environment !== undefined || event.head === undefined) {
    return { action: 'deploy', reason: 'The environment belongs to no pull request, so it should be there.' };
  }
  // A branch of a fork may be called anything, and outputs end up in scripts.
  const branch = /^[\w./:-]+$/.test(event.head) ? event.head : 'that branch';
  return skip(`There is no open pull request of ${branch}, and no environment is named.`);
}

function isWithoutCredentials({ name, isByDependabot }: RunEvent, { isFork }: PullRequest): boolean {
  return UNTRUSTED_EVENTS.includes(name) && (isFork || isByDependabot);
}

function untrustedReason({ isByDependabot }: RunEvent): string {
  return isByDependabot
    ? 'was changed by Dependabot, whose runs get no credentials.'
    : 'comes from a fork, whose runs get no credentials.';
}

function skip(reason: string): Decision {
  return { action: 'skip', reason };
}
