// Owns explaining why a rollout failed: events, stopped tasks, target health, the application's last log lines and a link to the
// console, as far as they concern this deployment.

import type { Deployment, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { maskOf } from '../environment/mask.ts';
import { AwsError, WaitError } from '../errors.ts';
import type { ServiceReference } from '../identity.ts';
import { readLastLines } from '../tasks/logs.ts';
import { remedyFor } from '../tasks/remedies.ts';
import { counted, failingContainer, readTasksOf, renderStops } from '../tasks/stopped-tasks.ts';
import { renderQuote } from '../text/quote.ts';
import type { Aws, World } from '../world.ts';
import { eventsOf } from './service-events.ts';

export interface FailedRollout {
  reference: ServiceReference;
  service: Service;
  deployment: Deployment;
  taskDefinition: TaskDefinition;
  container: string;
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

/** With `isStopShown`, the details leave out `stop`, which is shown above them. */
export async function diagnose(world: World, failed: FailedRollout, { isStopShown = false } = {}): Promise<Diagnosis> {
  try {
    return await collectFindings(world, failed, isStopShown);
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    // No time is left for further reads, so this shows what is known already.
    return { stop: undefined, details: [...renderEvents(failed), whereToLook(world, failed)], remedy: undefined };
  }
}

async function collectFindings(world: World, failed: FailedRollout, isStopShown: boolean): Promise<Diagnosis> {
  const { aws } = world;
  const { reference, service, deployment, taskDefinition } = failed;
  const targetGroupArns = service.loadBalancers?.flatMap(({ targetGroupArn }) => targetGroupArn ?? []) ?? [];
  const [tasks, ...ofGroups] = await Promise.all([
    readTasksOf(aws, reference, required(deployment.id, 'DescribeServices.deployments.id')),
    ...targetGroupArns.map((arn) => readTargetTroubles(aws, arn)),
  ]);
  const troubles = ofGroups.flat();
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

/** Only targets with a problem: `1 x unhealthy: Target.Timeout, Request timed out`. Empty also if AWS refuses the call. */
async function readTargetTroubles({ loadBalancing }: Aws, targetGroupArn: string): Promise<string[]> {
  try {
    const { TargetHealthDescriptions = [] } = await callAws(`reading the target health of ${targetGroupArn}`, () =>
      loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })),
    );
    const troubles = TargetHealthDescriptions.flatMap(({ TargetHealth: health }) => {
      const { State = 'unknown', Reason = 'no reason given', Description } = health ?? {};
      if (State === 'healthy' || State === 'draining') return [];
      return `${State}: ${Reason}${Description ? `, ${Description}` : ''}`;
    });
    return counted(troubles);
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
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
