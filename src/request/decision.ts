// Owns the decision what this run does, and the reason for it. Pure, and based on the current state rather than on the event, so
// that a repeated, delayed or superseded run decides as the newest one would.
//
//   mode       pull request                                        decision
//   deploy     any                                                 deploy
//   destroy    any                                                 destroy
//   sleep      any                                                 sleep; and so with wake
//   auto       none                                                deploy; after a push of a branch without one: skip
//   auto       none, after a workflow of a fork                    skip
//   auto       closed or merged, or without the label              destroy
//   auto       open, of a fork or by Dependabot, no credentials    skip
//   auto       open, of a fork, nobody approved it                 skip
//   auto       open, and at a newer commit than this run           skip
//   auto       open, and the event reports on another commit       skip
//   auto       open                                                deploy
//   plan       as auto, and nothing is written
//   prepare    as auto: what it would deploy is prepared, and what it would destroy is skipped
//
//   a comment in auto     pull request                             decision
//   /preview destroy      any                                      destroy
//   any other command     closed or merged, or without the label   skip
//   any other command     open                                     the command
import type { Command } from './command.ts';
import type { RunEvent } from './event.ts';
import type { Inputs } from './inputs.ts';
import type { PullRequest } from './pull-request.ts';

/** Such a run does what it was asked for, whatever the state of the pull request. */
type ExplicitMode = 'deploy' | 'destroy' | 'sleep' | 'wake';

export function isExplicit(mode: Inputs['mode']): mode is ExplicitMode {
  return mode === 'deploy' || mode === 'destroy' || mode === 'sleep' || mode === 'wake';
}

interface Decision {
  action: ExplicitMode | 'prepare' | 'skip';
  reason: string;
}

export interface DecisionInput {
  inputs: Pick<Inputs, 'mode' | 'label' | 'environment'>;
  event: RunEvent;
  /** Undefined if there is none. */
  pullRequest: PullRequest | undefined;
}

/** Runs for these events get no credentials if a fork or Dependabot triggered them. */
const UNTRUSTED_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
/** Only users with write access can start a run for these events. */
const STARTED_BY_HAND = ['workflow_dispatch', 'repository_dispatch'];
/** Events that report on a commit, which may come from anyone, although the workflow has credentials. */
const REPORTS = ['workflow_run', 'check_run', 'check_suite', 'deployment', 'deployment_status', 'status'];

export function decide(input: DecisionInput): Decision {
  const { mode } = input.inputs;
  if (isExplicit(mode)) return { action: mode, reason: askedFor(mode) };
  const { pullRequest } = input;
  const decision = pullRequest === undefined ? decideWithout(input) : decideFor(pullRequest, input);
  return mode === 'prepare' ? decidePreparation(decision) : decision;
}

/** A removal is left to the run that deploys: it comes after this one in the same workflow. */
function decidePreparation({ action, reason }: Decision): Decision {
  if (action === 'deploy') return { action: 'prepare', reason };
  return skip(action === 'destroy' ? `${reason} So there is nothing to prepare.` : reason);
}

function decideFor(pullRequest: PullRequest, { inputs: { label }, event }: DecisionInput): Decision {
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
  const otherCommit = supersededBy(event, pullRequest) ?? reportOnOther(event, pullRequest);
  return otherCommit === undefined
    ? { action: 'deploy', reason: `${name} is ${isDraft ? 'an open draft' : 'open'}.` }
    : skip(otherCommit);
}

function askedFor(mode: ExplicitMode): string {
  return `The workflow sets "mode: ${mode}", so the state of the pull request does not matter.`;
}

/** No code runs that is not running already, so it does not matter whose it is, and a comment is about no commit. */
export function decideCommand<Word extends Command['word']>(
  word: Word,
  { number, state, labels }: PullRequest,
  { label }: Pick<Inputs, 'label'>,
): { action: Word | 'skip'; reason: string } {
  const asked = { action: word, reason: 'A comment on the pull request asks for it.' };
  if (word === 'destroy') return asked;
  const name = `Pull request ${number}`;
  if (state !== 'open') return { action: 'skip', reason: `${name} is ${state}, so "/preview ${word}" does nothing.` };
  if (label === undefined || hasLabel(labels, label)) return asked;
  return {
    action: 'skip',
    reason: `${name} does not have the label "${label}", so "/preview ${word}" does nothing.`,
  };
}

/** GitHub's labels are case-insensitive. */
export function hasLabel(labels: string[], label: string): boolean {
  return labels.some((other) => other.toLowerCase() === label.toLowerCase());
}

/**
 * Why a run for an older commit is skipped. Undefined unless it is certain that the commit is older: GitHub's API may lag, and
 * then the newest run must not be skipped.
 */
function supersededBy({ sha, updatedAt }: RunEvent, pullRequest: PullRequest): string | undefined {
  if (sha === undefined || updatedAt === undefined || sha === pullRequest.sha) return undefined;
  return Date.parse(updatedAt) < Date.parse(pullRequest.updatedAt) ? movedOn(pullRequest, sha) : undefined;
}

/**
 * A report counts only if it is about the newest commit of the pull request, because a pull request that was found by its branch,
 * or named by a file of a fork, may not be the one that the report is about.
 */
function reportOnOther({ name, sha }: RunEvent, pullRequest: PullRequest): string | undefined {
  if (!REPORTS.includes(name) || sha === pullRequest.sha) return undefined;
  const { number, sha: newest } = pullRequest;
  const reported = sha === undefined ? 'names no commit' : `is about ${sha.slice(0, 7)}`;
  return `Pull request ${number} is at ${newest.slice(0, 7)}, and the ${name} event ${reported}, so what it built is not deployed.`;
}

/** `Pull request 42 is at aaaaaaa, and this run is for the older bbbbbbb.` */
export function movedOn({ number, sha }: PullRequest, older: string): string {
  return `Pull request ${number} is at ${sha.slice(0, 7)}, and this run is for the older ${older.slice(0, 7)}.`;
}

/** Without a pull request, only an environment that is named by an input is deployed. */
function decideWithout({ inputs, event }: DecisionInput): Decision {
  if (event.headOwner === 'unknown') {
    return skip('The completed workflow ran for a repository that no longer exists, so its pull request is unknown.');
  }
  if (event.headOwner === 'fork' && inputs.environment !== undefined) {
    return skip(
      'The completed workflow ran for a fork. Set "pull-request", and approve that pull request with its label.',
    );
  }
  if (inputs.environment !== undefined || event.head === undefined) {
    const done = inputs.mode === 'prepare' ? 'prepared' : 'deployed';
    return { action: 'deploy', reason: `The environment belongs to no pull request, so it is always ${done}.` };
  }
  // The name of a fork's branch may contain anything, and outputs may be used in scripts.
  const branch = /^[\w./:-]+$/.test(event.head) ? event.head : 'that branch';
  return skip(`There is no open pull request of ${branch}, and no environment is named.`);
}

function isWithoutCredentials({ name, isByDependabot }: RunEvent, { isFork }: PullRequest): boolean {
  return UNTRUSTED_EVENTS.includes(name) && (isFork || isByDependabot);
}

function untrustedReason({ isByDependabot }: RunEvent): string {
  return isByDependabot
    ? 'was updated by Dependabot, whose runs get no credentials.'
    : 'comes from a fork, whose runs get no credentials.';
}

function skip(reason: string): Decision {
  return { action: 'skip', reason };
}
