// Owns the request of a run, made of inputs, event and live pull request.
import { UserError } from '../errors.ts';
import { describeIdentity, type Identity, type Names, problemsOfNames, type Tags } from '../identity.ts';
import { type Access, describeAccess } from './access.ts';
import type { Command, Comment } from './command.ts';
import { decide, decideCommand, isExplicit } from './decision.ts';
import { describeEvent, type RunContext, type RunEvent } from './event.ts';
import type { DeployInputs, Inputs, Reading } from './inputs.ts';
import type { PullRequest, PullRequests } from './pull-request.ts';
import type { Ttl } from './values.ts';

/** A request that is about one environment. */
export type EnvironmentRequest = DeployRequest | DestroyRequest | SleepRequest | ResetRequest | KeepRequest;
export type Request = EnvironmentRequest | SweepRequest | SkipRequest;

export interface DeployRequest extends RequestOfEnvironment {
  action: 'deploy' | 'prepare';
  inputs: DeployInputs;
}

export interface DestroyRequest extends RequestOfEnvironment {
  action: 'destroy';
  inputs: Inputs;
}

/** To put an environment to sleep, or to wake it. */
export interface SleepRequest extends RequestOfEnvironment {
  action: 'sleep' | 'wake';
  inputs: Inputs;
}

/** To make the database of an environment anew. */
export interface ResetRequest extends RequestOfEnvironment {
  action: 'reset';
  inputs: Inputs;
}

/** To let an environment live on. */
export interface KeepRequest extends RequestOfEnvironment {
  action: 'keep';
  inputs: Inputs;
  /** For how long from now on. */
  time: Ttl;
}

interface RequestOfEnvironment {
  identity: Identity;
  /** The reason, a sentence. */
  reason: string;
  /** True if nothing is written. */
  isPlan: boolean;
  event: RunEvent;
  /** The number of the pull request that the environment belongs to. */
  pullRequest: number | undefined;
  /** The pull request on which the decision was based; undefined if it was not read. */
  live: PullRequest | undefined;
  /** True if a comment asks for it, so that it is about no commit. */
  isByComment: boolean;
  /** Undefined where everybody may open the address, or where this run was not handed its key. */
  access: Access | undefined;
}

/** A sweep covers all environments of an owner. */
export interface SweepRequest {
  action: 'sweep';
  inputs: Inputs;
  names: Pick<Names, 'repository' | 'name'>;
  isPlan: boolean;
}

interface SkipRequest {
  action: 'skip';
  reason: string;
}

/** The modes in which the live pull request decides. */
const LIVE_MODES: Inputs['mode'][] = ['auto', 'plan', 'prepare'];

/** Reads the live pull request if the decision depends on it. Throws a UserError that lists every problem. */
export async function describeRequest(
  reading: Reading,
  context: RunContext,
  pullRequests: PullRequests,
): Promise<Request> {
  const { inputs, deployInputs, problemsToDeploy } = reading;
  const event = describeEvent(context);
  if (isSweep(inputs, event)) return describeSweep(reading, context);
  const asked = numberOf(inputs, event);
  const environment = inputs.environment ?? environmentOf(asked);
  const isLive = LIVE_MODES.includes(inputs.mode);
  const head = isLive && environment === undefined ? event.head : undefined;
  const isNamedLater = head !== undefined || (isLive && event.headOwner === 'unknown');
  const names = namesFor(inputs, context, environment ?? (isNamedLater ? undefined : ''));
  refuseProblems(reading, problemsOfNames(names));
  const pullRequest = isLive ? await readLive(pullRequests, asked, head) : undefined;
  const { action, reason } = decide({ inputs, event, pullRequest });
  if (action === 'skip') return { action, reason };
  const number = asked ?? pullRequest?.number;
  const identity = identityFor({ ...names, environment, tags: inputs.tags }, number, isLive);
  const isPlan = inputs.mode === 'plan';
  const access = describeAccess(inputs, identity.owner);
  const request = {
    identity,
    reason,
    isPlan,
    event,
    pullRequest: number,
    live: pullRequest,
    isByComment: false,
    access,
  };
  if (action === 'sleep' || action === 'wake') return { action, inputs, ...request };
  if (action === 'destroy') return { action, inputs, ...request };
  if (deployInputs === undefined) throw new UserError(problemsToDeploy);
  refuseFileOfFork(deployInputs, event, pullRequest);
  return { action, inputs: deployInputs, ...request };
}

/** Describes a command in a comment, which is for the environment of its pull request. */
export async function describeCommanded(
  reading: Reading,
  context: RunContext,
  { pullRequests, number, command }: Pick<Comment, 'number'> & { pullRequests: PullRequests; command: Command },
): Promise<Request> {
  const { inputs } = reading;
  const environment = inputs.environment ?? `pr-${number}`;
  const names = namesFor(inputs, context, environment);
  refuseProblems({ ...reading, problemsToDeploy: [] }, problemsOfNames(names));
  const live = await pullRequests.read(number);
  const { action, reason } = decideCommand(command.word, live, inputs);
  if (action === 'skip') return { action, reason };
  const identity = describeIdentity({ ...names, environment, tags: inputs.tags, pullRequest: number });
  const event = describeEvent(context);
  const access = describeAccess(inputs, identity.owner);
  const asked = {
    inputs,
    identity,
    reason,
    isPlan: false,
    event,
    pullRequest: number,
    live,
    isByComment: true,
    access,
  };
  return command.word === 'keep'
    ? { action: command.word, time: command.time, ...asked }
    : { action: command.word, ...asked };
}

/** The workspace may hold the fork's own commit. */
function refuseFileOfFork(
  { taskDefinition }: DeployInputs,
  { isOfFork }: RunEvent,
  pullRequest: PullRequest | undefined,
): void {
  if (taskDefinition?.kind !== 'file' || !(isOfFork || pullRequest?.isFork)) return;
  throw new UserError([
    `task-definition: ${taskDefinition.path} is a file of the workspace, and the pull request comes from a fork, which may have written it. Register it in AWS and name family:revision, or leave it out: then the base service's is used.`,
  ]);
}

/** A named environment does not belong to a pull request that was only found by its branch. */
function numberOf({ pullRequest, environment }: Inputs, { number, isOfBranch }: RunEvent): number | undefined {
  return pullRequest ?? (isOfBranch && environment !== undefined ? undefined : number);
}

/** A scheduled run without an environment and a pull request is a sweep. */
function isSweep({ mode, environment, pullRequest }: Inputs, { name }: RunEvent): boolean {
  const mayBeSwept = mode === 'auto' || mode === 'plan';
  return mode === 'sweep' || (mayBeSwept && name === 'schedule' && !environment && !pullRequest);
}

function describeSweep(reading: Reading, context: RunContext): SweepRequest {
  const { inputs } = reading;
  const names = namesFor(inputs, context, undefined);
  refuseProblems({ ...reading, problemsToDeploy: [] }, problemsOfNames(names));
  return { action: 'sweep', inputs, names, isPlan: inputs.mode === 'plan' };
}

/** An undefined environment is not known yet, so its name has no problems. */
function namesFor({ name }: Inputs, { repository }: RunContext, environment: string | undefined): Names {
  return { repository, name, environment };
}

function mayDeploy({ mode }: Inputs): boolean {
  return mode === 'deploy' || !isExplicit(mode);
}

/** Problems that only matter to a deploy stop nothing else. */
function refuseProblems({ inputs, problems, problemsToDeploy }: Reading, ofNames: string[]): void {
  const wrong = [...problems, ...ofNames];
  if (wrong.length > 0) throw new UserError([...wrong, ...(mayDeploy(inputs) ? problemsToDeploy : [])]);
}

/** An environment that is named by an input in a run with an explicit mode does not belong to the pull request. */
function identityFor(names: Names & { tags: Tags }, number: number | undefined, isLive: boolean): Identity {
  const environment = names.environment ?? environmentOf(number) ?? '';
  const isOfPullRequest = isLive || environment === environmentOf(number);
  return describeIdentity({ ...names, environment, pullRequest: isOfPullRequest ? number : undefined });
}

function environmentOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : `pr-${number}`;
}

async function readLive(
  pullRequests: PullRequests,
  number: number | undefined,
  head: string | undefined,
): Promise<PullRequest | undefined> {
  if (number !== undefined) return pullRequests.read(number);
  return head === undefined ? undefined : pullRequests.find(head);
}

/** The commit that is deployed, if event, pull request or branch show it. */
export function commitOf({ event, live, pullRequest }: RequestOfEnvironment): string | undefined {
  return event.sha ?? live?.sha ?? (pullRequest === undefined ? event.shaOfRef : undefined);
}
