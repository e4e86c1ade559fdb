// Owns the check of what was observed: everything that keeps a deploy from being made, in one list, each with its fix. What
// depends on something that was not found is left out. Reads only.
import { allSettledOrThrow } from '../aws/parallel.ts';
import {
  problemsOfAdoption,
  problemsOfFoundation,
  problemsOfRollouts,
  problemsOfTargets,
  warningOfStrategy,
} from '../checks/foundation.ts';
import { problemsOfMove } from '../checks/relocation.ts';
import { problemsOfWorkload } from '../checks/workload.ts';
import { type Exposure, isInternetFacing } from '../foundation/exposure.ts';
import type { Foundation } from '../foundation/foundation.ts';
import type { DeployRequest } from '../request/request.ts';
import { DEPLOYED, usersOf } from '../resources/distribution-reading.ts';
import { problemsOfQuotas } from '../resources/quotas.ts';
import type { Observed } from '../resources/resources.ts';
import { problemsOfSpace } from '../resources/rule-space.ts';
import { problemsOfTargetGroup } from '../resources/target-group.ts';
import { problemsOfCommands } from '../tasks/preparation.ts';
import type { World } from '../world.ts';
import type { Ingress } from './ingress.ts';
import type { ObservedState, Seen } from './observe.ts';

interface Inspection {
  problems: string[];
  /** Undefined where the way into the VPC is known to be open. */
  ingress: Ingress | undefined;
}

export async function inspect(
  world: World,
  { workload, state, problems }: Seen,
  action: DeployRequest['action'],
): Promise<Inspection> {
  const routing = state && (await inspectRouting(world, state, action));
  const described = state?.environment ?? workload;
  const ofWorkload =
    described === undefined ? [] : [...problemsOfWorkload(described), ...problemsOfCommands(described)];
  return { problems: [...problems, ...(routing?.problems ?? []), ...ofWorkload], ingress: routing?.ingress };
}

/** The way from CloudFront to the tasks, as far as it is there, and what AWS would make of the rest. */
async function inspectRouting(
  world: World,
  state: ObservedState,
  action: DeployRequest['action'],
): Promise<Inspection> {
  const { foundation, environment, observed } = state;
  const { isAdopted, kind } = environment;
  const [ofQuotas, exposure, ingress] = await allSettledOrThrow([
    problemsOfQuotas(world.aws, environment, observed),
    inspectExposure(world, foundation),
    isWayOpen(observed, action)
      ? Promise.resolve(undefined)
      : import('./ingress.ts').then(({ inspectIngress }) => inspectIngress(world, environment, foundation)),
  ]);
  const problems = [
    ...problemsOfMove(environment, observed),
    ...problemsOfTargetGroup(environment, observed.targetGroup),
    ...(isAdopted ? [] : problemsOfTargets(environment)),
    ...problemsOfFoundation(foundation, { isAdopted, exposure }),
    ...(kind === 'in-place' ? problemsOfRollouts(foundation) : []),
    ...(isAdopted ? problemsOfAdoption(foundation) : problemsOfSpace(environment, observed)),
    ...(ingress?.problems ?? []),
    ...ofQuotas,
  ];
  const isGuardDue = !isAdopted && observed.guard === undefined;
  for (const warning of isGuardDue ? warningOfStrategy(foundation) : []) world.log.warning(warning);
  return { problems, ingress };
}

/**
 * An answer proves that it is. Before there can be one, any address on the VPC origin shows that it was opened: that is enough
 * to prepare an address, and the deploy looks again.
 */
function isWayOpen({ answer, vpcOrigin, distributions }: Observed, action: DeployRequest['action']): boolean {
  if (answer !== undefined) return true;
  if (action !== 'prepare' || vpcOrigin?.status !== DEPLOYED) return false;
  return usersOf(vpcOrigin.id, distributions).length > 0;
}

/** An internal load balancer is all there is to know. */
async function inspectExposure(world: World, foundation: Foundation): Promise<Exposure> {
  if (!isInternetFacing(foundation)) return { kind: 'internal' };
  const ingress = await import('./ingress.ts');
  return ingress.inspectExposure(world, foundation);
}
