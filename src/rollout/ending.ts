// Owns deciding how a rollout stands or ended, by the deployment that this run started or found. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { primaryDeployment } from '../resources/service.ts';

export type Ending =
  /** The circuit breaker rolled back to the last good revision. */
  | 'rolled back'
  /** The circuit breaker stopped it, and rolled nothing back. */
  | 'stopped'
  /** Another deployment of the service replaced it. */
  | 'replaced'
  /** Its tasks keep failing, and there is no circuit breaker to stop it. */
  | 'crash loop';

type Status = { is: 'completed' } | { is: 'pending'; progress: string } | { is: 'failed'; ending: Ending };

/** Called with the service at each poll. It sums up the failed tasks, because ECS resets its count when a task runs. */
export function watchDeployment(id: string): (service: Service) => Status {
  let lastCount = 0;
  let failures = 0;
  return (service) => {
    const ours = service.deployments?.find((deployment) => deployment.id === id);
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

/** Does not use "services stable", which is also true after a rollback. */
function endingOf(service: Service, { id, ours, failures }: Seen): Ending | undefined {
  const isPrimary = primaryDeployment(service)?.id === id;
  // After a rollback ECS stops listing our deployment after a while, and then only an event shows that it failed.
  const hasFailed = ours === undefined ? hasFailedEvent(service, id) : ours.rolloutState === 'FAILED';
  if (hasFailed) return isPrimary ? 'stopped' : 'rolled back';
  if (!isPrimary) return 'replaced';
  const threshold = failureThreshold(service);
  // At exactly the threshold an enabled circuit breaker is about to act, and its result says more.
  return failures > threshold || (failures === threshold && !hasBreaker(service)) ? 'crash loop' : undefined;
}

export function hasFailedEvent({ events = [] }: Service, id: string): boolean {
  return events.some(({ message }) => message?.includes(`(deployment ${id}) deployment failed`));
}

/** The threshold of the circuit breaker, by its settings or by its defaults: half the tasks, and at least three. */
function failureThreshold({ deploymentConfiguration, desiredCount = 0 }: Service): number {
  const { type = 'BOUNDED_PERCENT', value = 50 } =
    deploymentConfiguration?.deploymentCircuitBreaker?.thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.ceil((value / 100) * desiredCount);
  return type === 'UNBOUNDED_PERCENT' ? Math.max(share, 1) : Math.min(Math.max(share, 3), 200);
}

function hasBreaker({ deploymentConfiguration }: Service): boolean {
  return deploymentConfiguration?.deploymentCircuitBreaker?.enable ?? false;
}

function renderProgress(service: Service, ours: Deployment | undefined): string {
  const { deployments = [] } = service;
  const { id, runningCount = 0, desiredCount = 0, pendingCount = 0, failedTasks = 0 } = ours ?? {};
  const older = deployments.filter((deployment) => deployment.id !== id);
  const leaving = older.reduce((sum, deployment) => sum + (deployment.runningCount ?? 0), 0);
  return [
    `${runningCount} of ${desiredCount} tasks running`,
    `${pendingCount} starting`,
    ...(failedTasks > 0 ? [`${failedTasks} failed`] : []),
    ...(leaving > 0 ? [`${leaving} of the previous version still running`] : []),
    ...(pendingCount === 0 ? holdUps(service) : []),
  ].join(', ');
}

/** A deployment goes on after its tasks run: for as long as ECS watches alarms, and until its hooks have answered. */
function holdUps({ deploymentConfiguration: { alarms, lifecycleHooks = [] } = {} }: Service): string[] {
  const kinds = [...(alarms?.enable ? ['alarms'] : []), ...(lifecycleHooks.length > 0 ? ['hooks'] : [])];
  return kinds.length === 0 ? [] : [`deployment ${kinds.join(' and ')} may hold it up`];
}
