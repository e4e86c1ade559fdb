// Owns saying why a rollout failed, in this order: events, how its tasks ended, how the load balancer finds them, what the
// application wrote last, where to look further. Only what concerns this deployment.

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

export interface FailedRollout {
  reference: ServiceReference;
  service: Service;
  deployment: Deployment;
  taskDefinition: TaskDefinition;
  container: string;
  /** True where `stop` is told above the details. */
  isStopTold: boolean;
}

export interface Diagnosis {
  /** How most of its tasks ended: `3 x EssentialContainerExited: …`. Undefined where none did. */
  stop: string | undefined;
  /** Lines for whoever wants to know. */
  details: string[];
  /** What to do, where the reason is a common one. */
  remedy: string | undefined;
}

const MAX_EVENTS = 10;
const LAST_LINES = 30;

export async function diagnose(world: World, failed: FailedRollout): Promise<Diagnosis> {
  try {
    return await findOut(world, failed);
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    // The time is over for that as well: what is known already counts more than that nothing else was found out.
    return { stop: undefined, details: [...renderEvents(failed), whereToLook(world, failed)], remedy: undefined };
  }
}

async function findOut(world: World, failed: FailedRollout): Promise<Diagnosis> {
  const { aws } = world;
  const { reference, service, deployment, taskDefinition, isStopTold } = failed;
  const targetGroupArn = service.loadBalancers?.[0]?.targetGroupArn;
  const [tasks, troubles] = await Promise.all([
    readTasksOf(aws, reference, required(deployment.id, 'DescribeServices.deployments.id')),
    targetGroupArn === undefined ? [] : readTargetTroubles(aws, targetGroupArn),
  ]);
  const events = eventsOf(service, deployment).map(({ text }) => text);
  const stops = renderStops(tasks, maskOf(taskDefinition));
  const log = await lastWords(failed, tasks, { aws });
  const details = [
    ...renderEvents(failed),
    ...(isStopTold
      ? section('How its other tasks ended', renderQuote(stops.slice(1)))
      : section('How its tasks ended', renderQuote(stops))),
    ...section('What the load balancer found', renderQuote(troubles)),
    ...log,
    whereToLook(world, failed),
  ];
  const decisive = events.filter((event) => /unable to place|unhealthy in/.test(event));
  return { stop: stops[0], details, remedy: remedyFor([...stops, ...troubles, ...decisive].join('\n')) };
}

function renderEvents({ service, deployment }: FailedRollout): string[] {
  const events = eventsOf(service, deployment).map(({ text }) => text);
  return section('What ECS said', renderQuote(events.slice(-MAX_EVENTS)));
}

function section(title: string, quote: string): string[] {
  return quote === '' ? [] : [`${title}:`, quote];
}

/** Of the task that ended last, or of one that still runs. */
async function lastWords(
  { taskDefinition, container }: FailedRollout,
  tasks: Awaited<ReturnType<typeof readTasksOf>>,
  { aws }: Pick<World, 'aws'>,
): Promise<string[]> {
  const [task] = tasks;
  if (task === undefined) return [];
  const name = failingContainer(task) ?? container;
  const query = { taskDefinition, container: name, taskArn: required(task.taskArn, 'DescribeTasks.taskArn') };
  const lines = await readLastLines(aws, query, LAST_LINES);
  return lines.length === 0 ? [`No log of ${name} could be read.`] : [`What ${name} wrote last:`, renderQuote(lines)];
}

function whereToLook({ aws }: World, { reference }: FailedRollout): string {
  return `In the console: ${consoleUrl(aws.region, reference)}`;
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html: partitions have consoles of their own. */
function consoleUrl(region: string, { cluster, service }: ServiceReference): string {
  const domains: Record<string, string> = { cn: 'amazonaws.cn', 'us-gov': 'amazonaws-us-gov.com' };
  const partition = /^(cn|us-gov)-/.exec(region)?.[1] ?? '';
  const host = domains[partition] === undefined ? `${region}.console.aws.amazon.com` : `console.${domains[partition]}`;
  return `https://${host}/ecs/v2/clusters/${cluster}/services/${service}/health?region=${region}`;
}
