// Owns reading from CloudWatch when environments were last visited. The load balancer counts requests per target group, without
// its own health checks; a time without a request has no data point.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html

import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { callAws, collect } from '../aws/client.ts';
import { countingFrom, sleepAfterOf } from '../environment/activity.ts';
import { AwsError, explain } from '../errors.ts';
import { tagsOf } from '../foundation/services.ts';
import type { Aws, World } from '../world.ts';
import type { FoundEnvironment } from './find-environments.ts';

/** By the name of the environment; undefined for one that had none. One that is not in it is not known. */
export type LastVisits = Map<string, Date | undefined>;

/** Without them nothing is put to sleep, which the log says. */
export async function findLastVisits({ aws, log }: World, environments: FoundEnvironment[]): Promise<LastVisits> {
  const queries = environments.flatMap(describeVisits);
  if (queries.length === 0) return new Map();
  try {
    return await readLastVisits(aws, queries);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isAsked = environments.some(({ described }) => described && sleepAfterOf(tagsOf(described)) !== undefined);
    (isAsked ? log.warning : log.line)(`The visits could not be read, so nothing is put to sleep. ${explain(error)}`);
    return new Map();
  }
}

/** Nothing leads to the target group of one that sleeps behind a page, and nothing is counted. */
function describeVisits({ name, described, targets }: FoundEnvironment): VisitQuery[] {
  const from = described && countingFrom(described);
  const { targetGroupArn, loadBalancerArn } = targets ?? {};
  if (from === undefined || targetGroupArn === undefined || loadBalancerArn === undefined) return [];
  return [{ name, loadBalancerArn, targetGroupArn, from }];
}

/** The environment, and what the load balancer counts its requests under. */
interface VisitQuery {
  name: string;
  loadBalancerArn: string;
  targetGroupArn: string;
  /** Requests before it are not visits. */
  from: Date;
}

const MAX_QUERIES = 500;
const PERIOD_SECONDS = 300;
const PERIOD_MS = PERIOD_SECONDS * 1000;
/** Data points come late. */
const DELAY_MS = 300_000;
/** The tag of an earlier sweep has the visits before. */
const MAX_RANGE_MS = 15 * 24 * 3600 * 1000;

/** One call is enough for 500 environments. */
async function readLastVisits(aws: Aws, queries: VisitQuery[]): Promise<LastVisits> {
  const visits: LastVisits = new Map(queries.map(({ name }) => [name, undefined]));
  const end = new Date(aws.now().getTime() - DELAY_MS);
  const open = queries.filter(({ from }) => from < end);
  for (let at = 0; at < open.length; at += MAX_QUERIES) {
    const some = open.slice(at, at + MAX_QUERIES);
    const results = await readCounts(aws, some, end);
    for (const [index, { name, from }] of some.entries()) {
      const last = lastOf(
        results.filter(({ Id }) => Id === idOf(index)),
        from,
      );
      if (last !== undefined) visits.set(name, last);
    }
  }
  return visits;
}

async function readCounts(aws: Aws, queries: VisitQuery[], end: Date): Promise<MetricDataResult[]> {
  const first = Math.min(...queries.map(({ from }) => from.getTime()));
  const start = Math.max(first, end.getTime() - MAX_RANGE_MS);
  const doing = 'reading the visits of environments';
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await aws.monitoring();
  const input = {
    StartTime: new Date(start - (start % PERIOD_MS)),
    EndTime: end,
    MetricDataQueries: queries.map(describeQuery),
  };
  return callAws(doing, () =>
    collect(doing, paginateGetMetricData({ client }, input), (page) => page.MetricDataResults),
  );
}

function describeQuery({ loadBalancerArn, targetGroupArn }: VisitQuery, index: number): MetricDataQuery {
  const Dimensions = [
    { Name: 'LoadBalancer', Value: loadBalancerArn.replace(/^.*:loadbalancer\//, '') },
    { Name: 'TargetGroup', Value: targetGroupArn.replace(/^.*:(?=targetgroup\/)/, '') },
  ];
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions };
  return { Id: idOf(index), MetricStat: { Metric, Period: PERIOD_SECONDS, Stat: 'Sum' } };
}

function idOf(index: number): string {
  return `visits${index}`;
}

/** The end of the last period with a request, of those that begin no earlier than `from`. */
function lastOf(results: MetricDataResult[], from: Date): Date | undefined {
  const times = results.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.filter((time, at) => (Values[at] ?? 0) > 0 && time >= from).map((time) => time.getTime()),
  );
  return times.length === 0 ? undefined : new Date(Math.max(...times) + PERIOD_MS);
}
