// Owns what CloudWatch refuses of a GetMetricData before it looks at any metric.
import {
  type GetMetricDataInput,
  type MetricDataQuery,
  type MetricStat,
  ValidationException$,
} from '@aws-sdk/client-cloudwatch';
import { type Refusal, refuse } from '../kernel/refusal.ts';

const MAX_QUERIES = 500;
export const MAX_DATA_POINTS = 100_800;
const PERIODS_BELOW_A_MINUTE = [1, 5, 10, 20, 30];
const STATISTICS = ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'];

export function checkRequest(input: GetMetricDataInput): void {
  const { MetricDataQueries: queries = [], StartTime, EndTime, MaxDatapoints: size = MAX_DATA_POINTS } = input;
  if (queries.length > MAX_QUERIES) {
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
  }
  if (StartTime === undefined || EndTime === undefined || StartTime >= EndTime) {
    throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  }
  if (size < 1 || size > MAX_DATA_POINTS) {
    throw invalid(`The parameter MaxDatapoints must be between 1 and ${MAX_DATA_POINTS}.`);
  }
  for (const [at, query] of queries.entries()) checkQuery(query, `MetricDataQueries.member.${at + 1}`);
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    throw invalid('The values for parameter id in MetricDataQueries are not unique.');
  }
}

function checkQuery({ Id: id = '', MetricStat: stat, Expression: expression }: MetricDataQuery, at: string): void {
  const form = /^[a-z][a-zA-Z0-9_]*$/;
  if (!form.test(id)) throw invalid(`The value ${id} for parameter ${at}.Id is not matching the expected pattern.`);
  if ((stat === undefined) === (expression === undefined)) {
    throw invalid(`The parameter ${at} must have either MetricStat or Expression, and not both.`);
  }
  if (stat === undefined) throw notSimulated('expressions');
  checkStatistic(stat, `${at}.MetricStat`);
}

function checkStatistic({ Period: period = 0, Stat: statistic = '' }: MetricStat, at: string): void {
  const isPeriod = PERIODS_BELOW_A_MINUTE.includes(period) || (period > 0 && period % 60 === 0);
  if (!isPeriod) throw invalid(`The parameter ${at}.Period must be 1, 5, 10, 20, 30, or a multiple of 60.`);
  if (!STATISTICS.includes(statistic)) throw notSimulated(`the statistic '${statistic}'`);
}

function invalid(message: string): Refusal {
  return refuse(ValidationException$, message);
}

/** Names itself as the simulator's own, so that nobody takes it for AWS's. */
function notSimulated(what: string): Refusal {
  return invalid(`The simulator does not have ${what}; real CloudWatch does.`);
}
