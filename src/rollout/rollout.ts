// Owns following a rollout to its end: done is only the very deployment that this run started or found under way.
import { type Deployment, DescribeServicesCommand, type Service, type TaskDefinition } from '@aws-sdk/client-ecs';
import { attempt } from '../aws.ts';
import { RolloutError } from '../errors.ts';
import { type Look, waitUntil } from '../reconcile/wait.ts';
import type { ServiceReference } from '../request/values.ts';
import { primaryDeployment } from '../resources/service.ts';
import type { World } from '../world.ts';
import { diagnose } from './diagnosis.ts';

export interface Rollout {
  reference: ServiceReference;
  /** The service as it was when the rollout was started or found. */
  service: Service;
  taskDefinition: TaskDefinition;
  container: string;
}

/** As many as ECS's own circuit breaker takes for a small service. */
const MOST_FAILED_TASKS = 3;

/** Throws a RolloutError that says why, at the first sign that our deployment will not be the one that completes. */
export async function followRollout(world: World, rollout: Rollout): Promise<void> {
  const ours = primaryDeployment(rollout.service);
  if (ours?.id === undefined || ours.rolloutState === 'COMPLETED') return;
  const { id } = ours;
  await waitUntil(world, `the rollout of ${rollout.reference.service}`, async () => {
    const service = await readService(world, rollout.reference);
    const look = lookAt(service, id);
    if (look !== 'failed') return look;
    const why = await diagnose(world, { ...rollout, service, deployment: ours });
    throw new RolloutError(`the rollout of ${rollout.reference.service} failed: ${why}`, {
      hint: remainder(service, id),
    });
  });
}

async function readService({ aws }: World, { cluster, service }: ServiceReference): Promise<Service> {
  const { services = [] } = await attempt(`reading service ${service}`, () =>
    aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service] })),
  );
  const [found] = services;
  if (found !== undefined && found.status === 'ACTIVE') return found;
  throw new RolloutError(`service ${service} was deleted while it was being rolled out`);
}

/** A service counts as stable after a rollback, too: so the deployment's own id has to be the one that completes. */
function lookAt(service: Service, id: string): Look<undefined> | 'failed' {
  const ours = service.deployments?.find((deployment) => deployment.id === id);
  const primary = primaryDeployment(service);
  if (ours === undefined || ours.rolloutState === 'FAILED' || primary?.id !== id) return 'failed';
  if (!hasBreaker(service) && (ours.failedTasks ?? 0) >= MOST_FAILED_TASKS) return 'failed';
  return ours.rolloutState === 'COMPLETED' ? { done: undefined } : { pending: renderProgress(ours) };
}

/** Without a circuit breaker, ECS starts a crashing task again for ever: then we are the one to give up. */
function hasBreaker({ deploymentConfiguration }: Service): boolean {
  return deploymentConfiguration?.deploymentCircuitBreaker?.enable ?? false;
}

function renderProgress({ runningCount = 0, desiredCount = 0, pendingCount = 0, failedTasks = 0 }: Deployment): string {
  const failed = failedTasks > 0 ? `, ${failedTasks} failed` : '';
  return `${runningCount} of ${desiredCount} tasks running, ${pendingCount} starting${failed}`;
}

function remainder(service: Service, id: string): string {
  const primary = primaryDeployment(service);
  return primary === undefined || primary.id === id
    ? 'No version is running. Mend what is named above, then run the job again.'
    : `The service runs ${primary.taskDefinition?.split('/').at(-1)} instead. Mend what is named above, then run the job again.`;
}
