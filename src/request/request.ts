// Owns the request: inputs, event and live pull request put together into what this run is asked to do.
import { describeIdentity, type Identity, problemsOfNames } from '../environment/identity.ts';
import { UserError } from '../errors.ts';
import { type Decision, decide } from './decision.ts';
import { describeEvent, type RunContext, type RunEvent } from './event.ts';
import type { Inputs, Reading } from './inputs.ts';
import type { PullRequest } from './pull-request.ts';

export interface Request {
  inputs: Inputs;
  identity: Identity;
  decision: Decision;
  event: RunEvent;
  /** Number of the pull request that the environment belongs to. */
  pullRequest: number | undefined;
}

/** How the live pull request is read: by number, or by `owner:branch` the open one. */
export interface PullRequests {
  read(number: number): Promise<PullRequest>;
  find(head: string): Promise<PullRequest | undefined>;
}

/** Reads the live pull request where the decision depends on it. Throws a UserError that lists every problem. */
export async function describeRequest(
  { inputs, problems, problemsToDeploy }: Reading,
  context: RunContext,
  pullRequests: PullRequests,
): Promise<Request | Extract<Decision, { action: 'skip' }>> {
  const event = describeEvent(context);
  const named = inputs.pullRequest ?? event.number;
  const environment = inputs.environment ?? environmentOf(named);
  const head = inputs.mode === 'auto' && environment === undefined ? event.head : undefined;
  const { repository } = context;
  const { name } = inputs;
  // Where GitHub will tell the pull request, the environment has no name yet that could be wrong.
  const names = { repository, name, environment: environment ?? (head === undefined ? '' : undefined) };
  const wrong = [...problems, ...problemsOfNames(names)];
  if (wrong.length > 0) throw new UserError([...wrong, ...(inputs.mode === 'destroy' ? [] : problemsToDeploy)]);
  const pullRequest = inputs.mode === 'auto' ? await readLive(pullRequests, named, head) : undefined;
  const decision = decide({ inputs, event, pullRequest });
  if (decision.action === 'skip') return decision;
  if (decision.action === 'deploy' && problemsToDeploy.length > 0) throw new UserError(problemsToDeploy);
  const number = named ?? pullRequest?.number;
  const identity = describeIdentity({ repository, name, environment: environment ?? environmentOf(number) ?? '' });
  return { inputs, identity, decision, event, pullRequest: number };
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
