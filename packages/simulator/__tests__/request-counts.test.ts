// Shows that requests are counted as CloudWatch reports them: late, without health checks, and with nothing where there was none.
import { CloudWatch, type GetMetricDataInput, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { cloudWithAddress } from './support/edge-viewer.ts';
import { eventually } from './support/eventually.ts';

const cloud = cloudWithAddress();
const EARLIER = { StartTime: new Date(Date.now() - 3600_000), EndTime: new Date(Date.now() + 24 * 3600_000) };

interface Stat {
  period?: number;
  stat?: string;
  unit?: 'Count' | 'None';
}

async function baseMetric() {
  const { TargetGroups: [group] = [] } = await cloud.aws.loadBalancing.describeTargetGroups({});
  return {
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'RequestCount',
    Dimensions: [
      { Name: 'TargetGroup', Value: group?.TargetGroupArn?.split(':').at(-1) },
      { Name: 'LoadBalancer', Value: group?.LoadBalancerArns?.[0]?.split(':loadbalancer/')[1] },
    ],
  };
}

async function query(id: string, { period = 60, stat = 'Sum', unit }: Stat = {}): Promise<MetricDataQuery> {
  const settings = { Period: period, Stat: stat, ...(unit && { Unit: unit }) };
  return { Id: id, MetricStat: { Metric: await baseMetric(), ...settings } };
}

const ask = (input: Partial<GetMetricDataInput>) =>
  cloud.aws.monitoring.getMetricData({ ...EARLIER, MetricDataQueries: [], ...input });

const sumOf = (values: number[] = []) => values.reduce((sum, value) => sum + value, 0);

/** How old a minute is by the clock of the cloud. */
function secondsSince(minute: Date, clock: { time?: string }): number {
  return (Date.parse(clock.time ?? '') - minute.getTime()) / 1000;
}

async function visit(times = 1) {
  for (let visits = 0; visits < times; visits += 1) await cloud.view('/app');
}

test('visits are counted, late, and the checks of a target are not', async () => {
  await cloud.simulator.pass(300);
  const input = { MetricDataQueries: [await query('requests')] };
  expect((await ask(input)).MetricDataResults?.[0]).toMatchObject({ Id: 'requests', Values: [], Timestamps: [] });
  await visit(3);
  const delays: number[] = [];
  const late = await eventually(
    async () => {
      const answer = await ask(input);
      const { body } = await cloud.simulator.control('GET', 'clock');
      const seen = answer.MetricDataResults?.[0]?.Timestamps?.map((minute) => secondsSince(minute, body as object));
      delays.push(...(seen ?? []));
      return answer;
    },
    ({ MetricDataResults = [] }) => sumOf(MetricDataResults[0]?.Values) === 3,
  );
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(180);
  expect(late).toMatchObject({ MetricDataResults: [{ Label: 'RequestCount', StatusCode: 'Complete' }] });
  for (const time of late.MetricDataResults?.[0]?.Timestamps ?? []) expect(time.getTime() % 60_000).toBe(0);
  const minute = late.MetricDataResults?.[0]?.Timestamps?.at(-1) as Date;
  expect((await ask({ ...input, EndTime: minute })).MetricDataResults?.[0]?.Values).toEqual([]);
});

test('each statistic, unit and period says of it what CloudWatch does', async () => {
  await visit(2);
  await cloud.simulator.pass(600);
  const { MetricDataResults = [] } = await ask({
    MetricDataQueries: [
      await query('whole', { period: 86_400 }),
      await query('number', { period: 86_400, stat: 'SampleCount', unit: 'Count' }),
      await query('most', { period: 86_400, stat: 'Maximum' }),
      await query('wrong', { unit: 'None' }),
      await query('fine', { period: 10 }),
      { ...(await query('silent')), ReturnData: false },
    ],
  });
  const sums = MetricDataResults.map(({ Id, Values = [] }) => [Id, sumOf(Values)]);
  const [whole] = sums;
  expect(whole?.[1]).toBeGreaterThanOrEqual(5);
  const days = MetricDataResults[0]?.Values?.length;
  expect(sums).toEqual([whole, ['number', whole?.[1]], ['most', days], ['wrong', 0], ['fine', 0]]);
});

test('a metric nobody has, and another order of dimensions', async () => {
  const metric = await baseMetric();
  const stat = { Period: 86_400, Stat: 'Sum' };
  const { MetricDataResults = [] } = await ask({
    MetricDataQueries: [
      { Id: 'same', MetricStat: { ...stat, Metric: { ...metric, Dimensions: metric.Dimensions.toReversed() } } },
      { Id: 'all', MetricStat: { ...stat, Metric: { ...metric, Dimensions: metric.Dimensions.slice(1) } } },
      { Id: 'none', MetricStat: { ...stat, Metric: { ...metric, Dimensions: metric.Dimensions.slice(0, 1) } } },
    ],
  });
  const [same, all, none] = MetricDataResults;
  expect(same?.Values?.length).toBeGreaterThan(0);
  expect(all?.Values).toEqual(same?.Values);
  expect(none).toMatchObject({ Values: [], StatusCode: 'Complete' });
});

test('pages end where they were asked to, in either order', async () => {
  for (let minute = 0; minute < 3; minute += 1) {
    await visit();
    await cloud.simulator.pass(90);
  }
  await cloud.simulator.pass(300);
  const input = { MetricDataQueries: [await query('one'), await query('other')] };
  const { MetricDataResults: [whole] = [] } = await ask({ ...input, ScanBy: 'TimestampAscending' });
  const found: { id: string | undefined; time: Date }[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ask({ ...input, ScanBy: 'TimestampAscending', MaxDatapoints: 2, NextToken });
    for (const { Id, Timestamps = [] } of page.MetricDataResults ?? []) {
      found.push(...Timestamps.map((time) => ({ id: Id, time })));
    }
    NextToken = page.NextToken;
    expect(page.MetricDataResults?.some(({ StatusCode }) => StatusCode === 'PartialData')).toBe(
      NextToken !== undefined && found.length !== whole?.Timestamps?.length,
    );
  } while (NextToken !== undefined);
  const times = (id: string) => found.filter((point) => point.id === id).map(({ time }) => time);
  expect(times('one')).toEqual(whole?.Timestamps);
  expect(times('other')).toEqual(whole?.Timestamps);
  const newest = await ask(input);
  expect(newest.MetricDataResults?.[0]?.Timestamps).toEqual(whole?.Timestamps?.toReversed());
});

test('the requests of a distribution are in us-east-1, and nowhere else', async () => {
  const { DistributionList } = await cloud.aws.cloudfront.listDistributions({});
  const Dimensions = [
    { Name: 'Region', Value: 'Global' },
    { Name: 'DistributionId', Value: DistributionList?.Items?.[0]?.Id },
  ];
  const Metric = { Namespace: 'AWS/CloudFront', MetricName: 'Requests', Dimensions };
  const input = {
    ...EARLIER,
    MetricDataQueries: [
      { Id: 'viewers', MetricStat: { Metric, Period: 86_400, Stat: 'Sum' } },
      await query('targets', { period: 86_400 }),
    ],
  };
  const credentials = { accessKeyId: 'administrator', secretAccessKey: 'y' };
  const virginia = new CloudWatch({ endpoint: cloud.simulator.endpoint, region: 'us-east-1', credentials });
  const sizes = ({ MetricDataResults = [] }) =>
    MetricDataResults.map(({ Values = [] }: { Values?: number[] }) => Values.length > 0);
  expect(sizes((await virginia.getMetricData(input)) as never)).toEqual([true, false]);
  expect(sizes((await ask(input)) as never)).toEqual([false, true]);
});

const many = Array.from({ length: 501 }, (_, at) => `q${at}`);
const refused: [string, () => Promise<Partial<GetMetricDataInput>>, string][] = [
  [
    'too many queries',
    async () => {
      const one = await query('a');
      return { MetricDataQueries: many.map((Id) => ({ ...one, Id })) };
    },
    'size greater than 500',
  ],
  ['the same id twice', async () => ({ MetricDataQueries: [await query('a'), await query('a')] }), 'not unique'],
  ['an id in capitals', async () => ({ MetricDataQueries: [await query('Requests')] }), 'expected pattern'],
  [
    'a period of a minute and a half',
    async () => ({ MetricDataQueries: [await query('a', { period: 90 })] }),
    'multiple of 60',
  ],
  [
    'a percentile',
    async () => ({ MetricDataQueries: [await query('a', { stat: 'p99' })] }),
    'The simulator does not have',
  ],
  [
    'an expression',
    async () => ({ MetricDataQueries: [{ Id: 'a', Expression: 'b*2' }] }),
    'The simulator does not have',
  ],
  [
    'neither metric nor expression',
    async () => ({ MetricDataQueries: [{ Id: 'a' }] }),
    'either MetricStat or Expression',
  ],
  ['an empty range', async () => ({ EndTime: EARLIER.StartTime }), 'must be less than'],
  ['a page of nothing', async () => ({ MaxDatapoints: 0 }), 'between 1 and 100800'],
];

test.each(refused)('%s is refused', async (_, input, message) => {
  expect(await refusalOf(ask(await input()))).toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
    status: 400,
  });
});

test('a token that was given to nobody is refused, and so is a call without its range', async () => {
  expect(await refusalOf(ask({ NextToken: 'invented' }))).toMatchObject({ name: 'InvalidNextToken' });
  const incomplete = cloud.aws.monitoring.getMetricData({ MetricDataQueries: [] } as never);
  expect(await refusalOf(incomplete)).toMatchObject({ message: 'The parameter StartTime is required.' });
});
