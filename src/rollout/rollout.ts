// Owns following a rollout until the deployment that this run started, or found in progress, completes or fails.
import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { RolloutError, WaitError } from '../errors.ts';
import { activeOnly, findService } from '../foundation/services.ts';
import { consistencyWindow, waitUntil } from '../reconcile/wait.ts';
import { completedDeployment, primaryDeployment } from '../resources/service.ts';
import { sanitizeLine } from '../text/quote.ts';
import type { World } from '../world.ts';
import { diagnose, type FailedRollout } from './diagnosis.ts';
import { logDraining } from './draining.ts';
import { type Ending, hasFailedEvent, watchDeployment } from './ending.ts';
import { logEvents } from './service-events.ts';

/** Its service is the one that was seen when the rollout was started or found. */
export interface Rollout extends Omit<FailedRollout, 'deployment'> {
  /** True if its target group is somebody else's: ours drain within seconds. */
  isAdopted: boolean;
  /** Called with the service at each poll. */
  onPoll(service: Service): void;
}

/** Throws a RolloutError with the reason as soon as it is clear that our deployment will not complete. */
export async function followRollout(world: World, rollout: Rollout): Promise<void> {
  const ours = primaryDeployment(rollout.service);
  if (ours?.rolloutState === 'COMPLETED') return;
  await world.log.group(`Rollout of ${rollout.reference.service}`, async () =>
    watch(world, rollout, ours ?? (await waitUntilSeen(world, rollout))),
  );
}

/** If the reply to the write shows no deployment, a read within the consistency window shows the one of our revision. */
async function waitUntilSeen(world: World, { reference, taskDefinition }: Rollout): Promise<Deployment> {
  const { isOpen } = consistencyWindow(world);
  const arn = required(taskDefinition.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn');
  return waitUntil(world, `the rollout of ${reference.service} to begin`, async () => {
    const found = activeOnly(await findService(world.aws, reference));
    const primary = found && primaryDeployment(found);
    if (primary?.taskDefinition === arn) return { done: primary };
    if (isOpen()) return { pending: 'not seen yet' };
    throw new RolloutError(
      `the rollout of ${reference.service} cannot be followed: AWS shows no deployment of ${arn}`,
      {
        hint: 'Its state is unknown. Check the deployments of the service in the ECS console, then re-run the job.',
      },
    );
  });
}

async function watch(world: World, rollout: Rollout, ours: Deployment): Promise<void> {
  const { service: name } = rollout.reference;
  const evaluate = watchDeployment(required(ours.id, 'DescribeServices.deployments.id'));
  const logNewEvents = logEvents(world.log, ours);
  const logDrainingTasks = rollout.isAdopted ? logDraining(world.log, ours) : undefined;
  const { isOpen } = consistencyWindow(world);
  let last = rollout.service;
  try {
    await waitUntil(world, `the rollout of ${name}`, async () => {
      const found = activeOnly(await findService(world.aws, rollout.reference));
      // A read may be older than one that has shown it already.
      if (isOpen() && !isShown(ours, found)) return { pending: 'not seen yet' };
      if (found === undefined) throw deleted(name);
      last = found;
      rollout.onPoll(last);
      logNewEvents(last);
      logDrainingTasks?.(last);
      const status = evaluate(last);
      if (status.is === 'pending') return { pending: status.progress };
      if (status.is === 'completed') return { done: undefined };
      throw await failure(world, { ...rollout, service: last, deployment: ours }, status.ending);
    });
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    const { details, remedy } = await diagnose(world, { ...rollout, service: last, deployment: ours });
    throw new WaitError(error.message, { details, hint: remedy ?? error.hint, cause: error });
  }
}

/** After a rollback ECS stops listing the deployment, and only an event still shows it. */
function isShown({ id = '' }: Deployment, service: Service | undefined): boolean {
  if (service === undefined) return false;
  return service.deployments?.some((each) => each.id === id) || hasFailedEvent(service, id);
}

function deleted(name: string): RolloutError {
  return new RolloutError(`service ${name} was deleted while it was being rolled out`, {
    hint: 'Another run of this workflow may have deleted it, or somebody did by hand. Re-run the job to create it again.',
  });
}

async function failure(world: World, failed: FailedRollout, ending: Ending): Promise<RolloutError> {
  const { stop, details, remedy } = await diagnose(world, failed, { isStopShown: true });
  const sentence = describeEnding(failed, ending);
  const tasks = stop === undefined ? '' : `\nIts tasks: ${sanitizeLine(stop)}`;
  return new RolloutError(`the rollout of ${failed.reference.service} failed: ${sentence}${tasks}`, {
    details,
    hint: ending === 'replaced' ? REPLACED : (remedy ?? 'Fix the reason given above, then re-run the job.'),
  });
}

const REPLACED = 'Another deployment of this service is in progress. Re-run the job when it has completed.';

/** A service that is not ours may have a circuit breaker or alarms that do not roll back. */
function describeRest(service: Service): string {
  const completed = completedDeployment(service)?.taskDefinition?.split('/').at(-1);
  return completed === undefined
    ? ', and there was no revision to roll back to'
    : ` without a rollback, and ${completed} is still running`;
}

function describeEnding({ service, deployment }: FailedRollout, ending: Ending): string {
  const primary = () =>
    required(primaryDeployment(service)?.taskDefinition, 'DescribeServices.deployments.taskDefinition')
      .split('/')
      .at(-1);
  switch (ending) {
    case 'rolled back':
      return `ECS rolled it back to ${primary()}, which is still running: ${reasonOf(service, deployment)}`;
    case 'stopped':
      return `ECS stopped it${describeRest(service)}: ${reasonOf(service, deployment)}`;
    case 'replaced':
      return `another deployment, of ${primary()}, replaced it.`;
    case 'crash loop':
      return 'its tasks keep failing, and ECS keeps replacing them.';
  }
}

/** The reason that ECS gives, from the deployment or, if that is no longer listed, from the event about it. */
function reasonOf({ deployments = [], events = [] }: Service, { id = '' }: Deployment): string {
  const listed = deployments.find((deployment) => deployment.id === id)?.rolloutStateReason;
  if (listed !== undefined) return listed.replace(/^ECS deployment circuit breaker: /, '');
  const [event] = events.filter(({ message = '' }) => hasFailedEvent({ events: [{ message }] }, id));
  return event?.message?.split('deployment failed: ')[1] ?? 'no reason given.';
}
