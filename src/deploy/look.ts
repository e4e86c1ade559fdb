// Owns the look before the first write: reads everything there is to know, and refuses what cannot be done.
import type { Service } from '@aws-sdk/client-ecs';
import { referenceOf } from '../environment/workload.ts';
import { UserError } from '../errors.ts';
import { COMMIT_TAG } from '../identity.ts';
import { describeAddress } from '../report/access.ts';
import type { Findings } from '../report/report.ts';
import type { Recording } from '../report/reporter.ts';
import { commitOf, type DeployRequest } from '../request/request.ts';
import { refuseTooMany } from '../resources/environment-limit.ts';
import type { Observed } from '../resources/resources.ts';
import { completedDeployment } from '../resources/service.ts';
import { revisionOf } from '../resources/task-definition.ts';
import type { World } from '../world.ts';
import { inspect } from './inspect.ts';
import { type DistributionState, observeAll } from './observe.ts';
import type { Deploy } from './scope.ts';

export async function look(world: World, request: DeployRequest, { executor, onFound }: Recording): Promise<Deploy> {
  const { inputs, identity } = request;
  onFound({ reference: referenceOf(inputs.target, identity) });
  const onDistribution = ({ distribution, answer }: DistributionState) => {
    if (distribution !== undefined) onFound(describeAddress(distribution, request.access));
    if (answer !== undefined) onFound({ served: { commit: undefined, isOlder: true } });
  };
  const seen = await observeAll(world, request, onDistribution);
  const { state } = seen;
  if (state !== undefined) {
    const { service, taskDefinition, distribution } = state.observed;
    onFound({ served: undefined, ...(service && describeServed(service, taskDefinition)) });
    if (distribution === undefined) refuseTooMany(state.environment, state.observed.distributions);
  }
  const { problems, ingress } = await inspect(world, seen, request.action);
  if (state === undefined || problems.length > 0) throw new UserError(problems);
  const { environment, observed } = state;
  return { world, environment, observed, asleep: undefined, ingress, commit: commitOf(request), executor, onFound };
}

/**
 * The revision that answers at the URL is the one whose rollout completed. During a rollback ECS lists none, and the previous
 * findings still hold.
 */
export function describeServed(service: Service, observed: Observed['taskDefinition']): Findings {
  const arn = completedDeployment(service)?.taskDefinition;
  if (arn === undefined) return {};
  return {
    taskDefinitionArn: arn,
    served: { commit: revisionOf(observed, arn)?.tags[COMMIT_TAG], isOlder: true },
  };
}
