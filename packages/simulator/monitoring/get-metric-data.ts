// Owns GetMetricData: the data points of the metrics that are asked for, page by page.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
import {
  type GetMetricDataInput,
  type GetMetricDataOutput,
  InvalidNextToken$,
  type MetricDataQuery,
  type MetricDataResult,
  type MetricStat,
} from '@aws-sdk/client-cloudwatch';
import type { Cloud } from '../cloud/cloud.ts';
import { takePage } from '../kernel/page.ts';
import { refuse } from '../kernel/refusal.ts';
import { checkRequest, MAX_DATA_POINTS } from './request-checks.ts';
import { keyOf, type MetricRow } from './tables.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** How old a range may be for each period: older data points are kept only in coarser ones, and the others are not returned. */
const MIN_PERIODS = [
  { olderThanSeconds: 63 * DAY, seconds: 60 * MINUTE },
  { olderThanSeconds: 15 * DAY, seconds: 5 * MINUTE },
  { olderThanSeconds: 0, seconds: MINUTE },
];

interface DataPoint {
  query: MetricDataQuery;
  /** The beginning of its period, in seconds since 1970. */
  seconds: number;
  value: number;
}

function GetMetricData(input: GetMetricDataInput, cloud: Cloud): GetMetricDataOutput {
  checkRequest(input);
  const queries = (input.MetricDataQueries ?? []).filter(({ ReturnData = true }) => ReturnData);
  const points = queries.flatMap((query) => pointsOf(cloud, query, input));
  const { MaxDatapoints: size = MAX_DATA_POINTS, NextToken: token } = input;
  const page = takePage(points, { size, token, keyOf: ({ query, seconds }) => `${query.Id} ${seconds}` });
  if (page === undefined) throw refuse(InvalidNextToken$, 'The next token is not valid.');
  const last = points.indexOf(page.rows.at(-1) as DataPoint);
  const results = queries.map((query) => describe(query, page.rows, points.slice(last + 1)));
  // A later page has nothing to say of a metric that an earlier page showed in full.
  const shown = results.filter(({ Values = [] }) => token === undefined || Values.length > 0);
  return { MetricDataResults: shown, ...(page.nextToken && { NextToken: page.nextToken }), Messages: [] };
}

function describe(query: MetricDataQuery, page: DataPoint[], rest: DataPoint[]): MetricDataResult {
  const own = page.filter((point) => point.query === query);
  return {
    Id: query.Id,
    Label: query.Label ?? query.MetricStat?.Metric?.MetricName,
    Timestamps: own.map(({ seconds }) => new Date(seconds * 1000)),
    Values: own.map(({ value }) => value),
    StatusCode: rest.some((point) => point.query === query) ? 'PartialData' : 'Complete',
  };
}

/** In the order that was asked for. A period without a request has no data point. */
function pointsOf(cloud: Cloud, query: MetricDataQuery, input: GetMetricDataInput): DataPoint[] {
  const stat = query.MetricStat as MetricStat;
  const period = stat.Period ?? MINUTE;
  const minutes = minutesOf(cloud, stat, input);
  const periods = Map.groupBy(minutes, ([minute]) => minute - (minute % period));
  const points = [...periods].map(([seconds, counts]) => ({ query, seconds, value: figureOf(stat, counts) }));
  const direction = input.ScanBy === 'TimestampAscending' ? 1 : -1;
  return points.sort((one, other) => direction * (one.seconds - other.seconds));
}

/** The beginning is rounded down to a whole period of what is kept of that age; the end is not in the range any more. */
function minutesOf(cloud: Cloud, stat: MetricStat, { StartTime, EndTime }: GetMetricDataInput): [number, number][] {
  const now = secondsOf(cloud.clock.now());
  const asked = secondsOf(StartTime);
  const least = MIN_PERIODS.find(({ olderThanSeconds }) => now - asked >= olderThanSeconds)?.seconds ?? MINUTE;
  const row = cloud.tables.monitoring.metrics.get(keyOf(metricOf(cloud, stat)));
  if (row === undefined || (stat.Period ?? MINUTE) % least !== 0) return [];
  if (stat.Unit !== undefined && stat.Unit !== row.unit) return [];
  const start = asked - (asked % least);
  return [...row.minutes].filter(
    ([minute]) => minute >= start && minute < secondsOf(EndTime) && isVisible(row, minute, now),
  );
}

function isVisible({ delaySeconds }: MetricRow, minute: number, now: number): boolean {
  return minute + MINUTE + delaySeconds <= now;
}

function metricOf({ region }: Cloud, { Metric: metric }: MetricStat) {
  const { Namespace: namespace = '', MetricName: name = '', Dimensions = [] } = metric ?? {};
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  return { region, namespace, name, dimensions };
}

/** Each request is reported as a 1, so that only the sum and the number say how many there were. */
function figureOf({ Stat: statistic = '' }: MetricStat, counts: [number, number][]): number {
  return ['Sum', 'SampleCount'].includes(statistic) ? counts.reduce((sum, [, count]) => sum + count, 0) : 1;
}

function secondsOf(time: Date | undefined): number {
  return Math.floor((time?.getTime() ?? 0) / 1000);
}

export const metricDataOperations = { GetMetricData };
