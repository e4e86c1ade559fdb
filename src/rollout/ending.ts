// Owns telling apart how a rollout stands or ended: only the very deployment that this run started or found counts. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { primaryDeployment } from '../resources/service.ts';

export type Ending =
  /** The circuit breaker went back to the last good revision. */
  | 'rolled back'
  /** The circuit breaker gave up, and there was nothing to go back to. */
  | 'stopped'
  /** Somebody else deployed the service meanwhile. */
  | 'replaced'
  /** Tasks fail again and again, and nothing in ECS will end it. */
  | 'crash loop';

export type Standing = { is: 'completed' } | { is: 'pending'; progress: string } | { is: 'failed'; ending: Ending };

/** Looks at the service once after another; the failures it counts are all that were seen, also when ECS forgets them. */
export function watchDeployment(id: string): (service: Service) => Standing {
  let lastCount = 0;
  let failures = 0;
  return (service) => {
    const ours = service.deployments?.find((deployment) => deployment.id === id);
    // ECS begins to count anew with each task that runs.
    const count = ours?.failedTasks ?? 0;
    failures += Math.max(0, count - lastCount);
    lastCount = count;
    if (ours?.rolloutState === 'COMPLETED') return { is: 'completed' };
    const ending = endingOf(service, { id, ours, failures });
    return ending === undefined ? { is: 'pending', progress: renderProgress(service, ours) } : { is: 'failed', ending };
  };
}

interface Seen {
  id: string;
  ours: Deployment | undefined;
  failures: number;
}

/** A service counts as stable after a rollback, too, so it is not asked whether it is stable. */
function endingOf(service: Service, { id, ours, failures }: Seen): Ending | undefined {
  const isPrimary = primaryDeployment(service)?.id === id;
  // After a rollback our deployment is listed for a while, and then only an event still knows what became of it.
  const hasFailed = ours === undefined ? hasFailedEvent(service, id) : ours.rolloutState === 'FAILED';
  if (hasFailed) return isPrimary ? 'stopped' : 'rolled back';
  if (!isPrimary) return 'replaced';
  const enough = mostFailures(service);
  // With a breaker on, the failure that is the last to it is its own to tell.
  return failures > enough || (failures === enough && !hasBreaker(service)) ? 'crash loop' : undefined;
}

export function hasFailedEvent({ events = [] }: Service, id: string): boolean {
  return events.some(({ message }) => message?.includes(`(deployment ${id}) deployment failed`));
}

/** As many as ECS's own circuit breaker takes, by its settings where they are there, else by its own: half the tasks, and three at the least. */
function mostFailures({ deploymentConfiguration, desiredCount = 0 }: Service): number {
  const { type = 'BOUNDED_PERCENT', value = 50 } =
    deploymentConfiguration?.deploymentCircuitBreaker?.thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.ceil((value / 100) * desiredCount);
  return type === 'UNBOUNDED_PERCENT' ? Math.max(share, 1) : Math.min(Math.max(share, 3), 200);
}

function hasBreaker({ deploymentConfiguration }: Service): boolean {
  return deploymentConfiguration?.deploymentCircuitBreaker?.enable ?? false;
}

function renderProgress({ deployments = [] }: Service, ours: Deployment | undefined): string {
  const { id, runningCount = 0, desiredCount = 0, pendingCount = 0, failedTasks = 0 } = ours ?? {};
  const older = deployments.filter((deployment) => deployment.id !== id);
  const leaving = older.reduce((sum, deployment) => sum + (deployment.runningCount ?? 0), 0);
  return [
    `${runningCount} of ${desiredCount} tasks running`,
    `${pendingCount} starting`,
    ...(failedTasks > 0 ? [`${failedTasks} failed`] : []),
    ...(leaving > 0 ? [`${leaving} of the previous version still running`] : []),
  ].join(', ');
}
