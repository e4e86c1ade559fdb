// Owns the request: inputs, event and live pull request put together into what this run is asked to do.
import { UserError } from '../errors.ts';
import { describeIdentity, type Identity, type Names, problemsOfNames } from '../identity.ts';
import { decide } from './decision.ts';
import { describeEvent, type RunContext, type RunEvent } from './event.ts';
import type { DeployInputs, Inputs, Reading } from './inputs.ts';
import type { PullRequest, PullRequests } from './pull-request.ts';

/** What this run is asked to do. */
export type Request = DeployRequest | DestroyRequest | SweepRequest | SkipRequest;

export interface DeployRequest extends EnvironmentRequest {
  action: 'deploy';
  inputs: DeployInputs;
}

export interface DestroyRequest extends EnvironmentRequest {
  action: 'destroy';
  inputs: Inputs;
}

/** What is asked for one environment. */
interface EnvironmentRequest {
  identity: Identity;
  /** Why, in a sentence. */
  reason: string;
  /** True where it is only told. */
  isPlan: boolean;
  event: RunEvent;
  /** Number of the pull request that the environment belongs to. */
  pullRequest: number | undefined;
  /** The pull request as it was when that was decided; undefined where nobody asked. */
  live: PullRequest | undefined;
}

/** A sweep looks at all environments of an owner. */
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

/** Reads the live pull request where the decision depends on it. Throws a UserError that lists every problem. */
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
  const isLive = inputs.mode === 'auto' || inputs.mode === 'plan';
  const head = isLive && environment === undefined ? event.head : undefined;
  const isNamedLater = head !== undefined || (isLive && event.headOwner === 'unknown');
  const names = namesFor(inputs, context, environment ?? (isNamedLater ? undefined : ''));
  refuseProblems(reading, problemsOfNames(names));
  const pullRequest = isLive ? await readLive(pullRequests, asked, head) : undefined;
  const { action, reason } = decide({ inputs, event, pullRequest });
  if (action === 'skip') return { action, reason };
  const number = asked ?? pullRequest?.number;
  const identity = identityFor({ ...names, environment }, number, isLive);
  const isPlan = inputs.mode === 'plan';
  const request = { identity, reason, isPlan, event, pullRequest: number, live: pullRequest };
  if (action === 'destroy') return { action, inputs, ...request };
  if (deployInputs === undefined) throw new UserError(problemsToDeploy);
  return { action, inputs: deployInputs, ...request };
}

/** An environment that is named does not go with whatever pull request a branch happens to have. */
function numberOf({ pullRequest, environment }: Inputs, { number, isOfBranch }: RunEvent): number | undefined {
  return pullRequest ?? (isOfBranch && environment !== undefined ? undefined : number);
}

/** Nobody is asked for on a schedule, so everybody is looked at. */
function isSweep({ mode, environment, pullRequest }: Inputs, { name }: RunEvent): boolean {
  return (
    mode === 'sweep' || (mode !== 'deploy' && mode !== 'destroy' && name === 'schedule' && !environment && !pullRequest)
  );
}

function describeSweep(reading: Reading, context: RunContext): SweepRequest {
  const { inputs } = reading;
  const names = namesFor(inputs, context, undefined);
  refuseProblems({ ...reading, problemsToDeploy: [] }, problemsOfNames(names));
  return { action: 'sweep', inputs, names, isPlan: inputs.mode === 'plan' };
}

/** An environment that is undefined is one that GitHub will name, or nobody can: there is nothing yet that could be wrong. */
function namesFor({ name }: Inputs, { repository }: RunContext, environment: string | undefined): Names {
  return { repository, name, environment };
}

/** A removal that was asked for is not held up by what only a deploy needs. */
function refuseProblems({ inputs, problems, problemsToDeploy }: Reading, ofNames: string[]): void {
  const wrong = [...problems, ...ofNames];
  if (wrong.length > 0) throw new UserError([...wrong, ...(inputs.mode === 'destroy' ? [] : problemsToDeploy)]);
}

/** What was told its name, and what to do, stays when the pull request that it was told on goes. */
function identityFor(names: Names, number: number | undefined, isLive: boolean): Identity {
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

/** The commit that is deployed, as far as event, pull request or branch tell it. */
export function commitOf({ event, live, pullRequest }: EnvironmentRequest): string | undefined {
  return event.sha ?? live?.sha ?? (pullRequest === undefined ? event.shaOfRef : undefined);
}
