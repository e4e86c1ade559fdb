// Owns the request: inputs, event and live pull request put together into what this run is asked to do.

import { describeIdentity, type Identity, problemsOfNames } from '../environment/identity.ts';
import { UserError } from '../errors.ts';
import { type Decision, decide } from './decision.ts';
import type { Inputs, Reading } from './inputs.ts';
import { pullRequestNumber, type ReadPullRequest, type RunContext } from './pull-request.ts';

export interface Request {
  inputs: Inputs;
  identity: Identity;
  decision: Decision;
  /** Number of the pull request that the environment belongs to. */
  pullRequest: number | undefined;
}

/** Reads the live pull request where the decision depends on it. Throws a UserError that lists every problem. */
export async function describeRequest(
  { inputs, problems, problemsToDeploy }: Reading,
  context: RunContext,
  readPullRequest: ReadPullRequest,
): Promise<Request> {
  const number = inputs.pullRequest ?? pullRequestNumber(context.payload);
  const environment = inputs.environment ?? (number === undefined ? undefined : `pr-${number}`);
  const names = { repository: context.repository, name: inputs.name, environment: environment ?? '' };
  const wrong = [...problems, ...problemsOfNames(names)];
  if (wrong.length > 0) throw new UserError([...wrong, ...(inputs.mode === 'destroy' ? [] : problemsToDeploy)]);
  const pullRequest = inputs.mode === 'auto' && number !== undefined ? await readPullRequest(number) : undefined;
  const decision = decide(inputs, pullRequest);
  if (decision.action === 'deploy' && problemsToDeploy.length > 0) throw new UserError(problemsToDeploy);
  return { inputs, identity: describeIdentity(names), decision, pullRequest: number };
}
