// Owns explaining why a rollout failed: events, stopped tasks, target health, the application's last log lines and a link to the
// console, as far as they concern this deployment.

import type { Deployment, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { required } from '../aws/required.ts';
import { maskOf } from '../environment/mask.ts';
import { WaitError } from '../errors.ts';
import type { ServiceReference } from '../identity.ts';
import { readLastLines } from '../tasks/logs.ts';
import { remedyFor } from '../tasks/remedies.ts';
import { failingContainer, readTasksOf, renderStops } from '../tasks/stopped-tasks.ts';
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { eventsOf } from './service-events.ts';
import { readTargetTroubles } from './target-health.ts';

interface FailedRollout {
  reference: ServiceReference;
  service: Service;
  deployment: Deployment;
  taskDefinition: TaskDefinition;
  container: string;
  /** True if `stop` is shown above the details. */
  isStopShown: boolean;
}

interface Diagnosis {
  /** How most of its tasks ended: `3 x EssentialContainerExited: …`. Undefined if none has. */
  stop: string | undefined;
  details: string[];
  /** A hint, if the reason is a common one. */
  remedy: string | undefined;
}

const MAX_EVENTS = 10;
const LAST_LINES = 30;

export async function diagnose(world: World, failed: FailedRollout): Promise<Diagnosis> {
  try {
    return await collectFindings(world, failed);
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    // No time is left for further reads, so this shows what is known already.
    return { stop: undefined, details: [...renderEvents(failed), whereToLook(world, failed)], remedy: undefined };
  }
}

async function collectFindings(world: World, failed: FailedRollout): Promise<Diagnosis> {
  const { aws } = world;
  const { reference, service, deployment, taskDefinition, isStopShown } = failed;
  const targetGroupArn = service.loadBalancers?.[0]?.targetGroupArn;
  const [tasks, troubles] = await Promise.all([
    readTasksOf(aws, reference, required(deployment.id, 'DescribeServices.deployments.id')),
    targetGroupArn === undefined ? [] : readTargetTroubles(aws, targetGroupArn),
  ]);
  const events = eventsOf(service, deployment).map(({ text }) => text);
  const stops = renderStops(tasks, maskOf(taskDefinition));
  const log = await renderLastLines(failed, tasks, { aws });
  const details = [
    ...renderEvents(failed),
    ...(isStopShown
      ? section('How its other tasks ended', renderQuote(stops.slice(1)))
      : section('How its tasks ended', renderQuote(stops))),
    ...section('Unhealthy targets', renderQuote(troubles)),
    ...log,
    whereToLook(world, failed),
  ];
  const decisive = events.filter((event) => /unable to place|unhealthy in/.test(event));
  return { stop: stops[0], details, remedy: remedyFor([...stops, ...troubles, ...decisive].join('\n')) };
}

function renderEvents({ service, deployment }: FailedRollout): string[] {
  const events = eventsOf(service, deployment).map(({ text }) => text);
  return section('Events of the service', renderQuote(events.slice(-MAX_EVENTS)));
}

function section(title: string, quote: string): string[] {
  return quote === '' ? [] : [`${title}:`, quote];
}

/** The log of the task that ended last, or of a running one. */
async function renderLastLines(
  { taskDefinition, container }: FailedRollout,
  tasks: Awaited<ReturnType<typeof readTasksOf>>,
  { aws }: Pick<World, 'aws'>,
): Promise<string[]> {
  const [task] = tasks;
  if (task === undefined) return [];
  const name = failingContainer(task) ?? container;
  const query = { taskDefinition, container: name, taskArn: required(task.taskArn, 'DescribeTasks.taskArn') };
  const lines = await readLastLines(aws, query, LAST_LINES);
  return lines.length === 0
    ? [`The log of ${name} could not be read.`]
    : [`Last log lines of ${name}:`, renderQuote(lines)];
}

function whereToLook({ aws }: World, { reference }: FailedRollout): string {
  return `In the console: ${consoleUrl(aws.region, reference)}`;
}

/** Each partition has its own console: https://docs.aws.amazon.com/general/latest/gr/rande.html */
function consoleUrl(region: string, { cluster, service }: ServiceReference): string {
  const domains: Record<string, string> = { cn: 'amazonaws.cn', 'us-gov': 'amazonaws-us-gov.com' };
  const partition = /^(cn|us-gov)-/.exec(region)?.[1] ?? '';
  const host = domains[partition] === undefined ? `${region}.console.aws.amazon.com` : `console.${domains[partition]}`;
  return `https://${host}/ecs/v2/clusters/${cluster}/services/${service}/health?region=${region}`;
}
