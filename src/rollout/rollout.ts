// Owns following a rollout to its end: done is only the very deployment that this run started or found under way.
import type { Deployment, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { RolloutError, WaitError } from '../errors.ts';
import { activeOnly, findService } from '../foundation/services.ts';
import type { ServiceReference } from '../identity.ts';
import { consistencyWindow, waitUntil } from '../reconcile/wait.ts';
import { primaryDeployment } from '../resources/service.ts';
import { sanitizeLine } from '../text/quote.ts';
import type { World } from '../world.ts';
import { diagnose } from './diagnosis.ts';
import { type Ending, hasFailedEvent, watchDeployment } from './ending.ts';
import { logEvents } from './service-events.ts';

export interface Rollout {
  reference: ServiceReference;
  /** The service as it was when the rollout was started or found. */
  service: Service;
  taskDefinition: TaskDefinition;
  container: string;
  /** Told of the service at each look. */
  onSight(service: Service): void;
}

/** Throws a RolloutError that says why, at the first sign that our deployment will not be the one that completes. */
export async function followRollout(world: World, rollout: Rollout): Promise<void> {
  const ours = primaryDeployment(rollout.service);
  if (ours?.rolloutState === 'COMPLETED') return;
  await world.log.group(`Rollout of ${rollout.reference.service}`, async () =>
    watch(world, rollout, ours ?? (await waitUntilSeen(world, rollout))),
  );
}

/** Where the reply to the write shows no rollout: the one of our revision, which a read shows within the consistency window. */
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
        hint: 'Nobody knows whether it is under way. Look at the deployments of the service in the ECS console, then run the job again.',
      },
    );
  });
}

async function watch(world: World, rollout: Rollout, ours: Deployment): Promise<void> {
  const { service: name } = rollout.reference;
  const look = watchDeployment(required(ours.id, 'DescribeServices.deployments.id'));
  const logNewEvents = logEvents(world.log, ours);
  const { isOpen } = consistencyWindow(world);
  let last = rollout.service;
  let isSeen = false;
  try {
    await waitUntil(world, `the rollout of ${name}`, async () => {
      const found = activeOnly(await findService(world.aws, rollout.reference));
      isSeen ||= found?.deployments?.some(({ id }) => id === ours.id) ?? false;
      if (!isSeen && isOpen()) return { pending: 'not seen yet' };
      if (found === undefined) throw deleted(name);
      last = found;
      rollout.onSight(last);
      logNewEvents(last);
      const standing = look(last);
      if (standing.is === 'pending') return { pending: standing.progress };
      if (standing.is === 'completed') return { done: undefined };
      throw await failure(world, { ...rollout, service: last, deployment: ours }, standing.ending);
    });
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    const { details, remedy } = await diagnose(world, {
      ...rollout,
      service: last,
      deployment: ours,
      isStopTold: false,
    });
    throw new WaitError(error.message, { details, hint: remedy ?? error.hint, cause: error });
  }
}

function deleted(name: string): RolloutError {
  return new RolloutError(`service ${name} was deleted while it was being rolled out`, {
    hint: 'Find out who deleted it: another run of this workflow, or somebody by hand. Then run the job again.',
  });
}

interface FailedRollout extends Rollout {
  deployment: Deployment;
}

async function failure(world: World, failed: FailedRollout, ending: Ending): Promise<RolloutError> {
  const { stop, details, remedy } = await diagnose(world, { ...failed, isStopTold: true });
  const sentence = describeEnding(failed, ending);
  const tasks = stop === undefined ? '' : `\nIts tasks: ${sanitizeLine(stop)}`;
  return new RolloutError(`the rollout of ${failed.reference.service} failed: ${sentence}${tasks}`, {
    details,
    hint: ending === 'replaced' ? REPLACED : (remedy ?? 'Fix what is named above, then run the job again.'),
  });
}

const REPLACED = 'Somebody else is deploying this service. Run the job again when that has ended.';

function describeEnding({ service, deployment }: FailedRollout, ending: Ending): string {
  const primary = () =>
    required(primaryDeployment(service)?.taskDefinition, 'DescribeServices.deployments.taskDefinition')
      .split('/')
      .at(-1);
  switch (ending) {
    case 'rolled back':
      return `ECS rolled it back to ${primary()}, which still serves: ${reasonOf(service, deployment)}`;
    case 'stopped':
      return `ECS stopped it, and there was no version to go back to: ${reasonOf(service, deployment)}`;
    case 'replaced':
      return `another deployment, of ${primary()}, took its place.`;
    case 'crash loop':
      return 'its tasks fail again and again, and ECS goes on starting them.';
  }
}

/** ECS's own words, from the deployment, or where it is not listed any more from the event about it. */
function reasonOf({ deployments = [], events = [] }: Service, { id = '' }: Deployment): string {
  const listed = deployments.find((deployment) => deployment.id === id)?.rolloutStateReason;
  if (listed !== undefined) return listed.replace(/^ECS deployment circuit breaker: /, '');
  const [event] = events.filter(({ message = '' }) => hasFailedEvent({ events: [{ message }] }, id));
  return event?.message?.split('deployment failed: ')[1] ?? 'no reason given.';
}
