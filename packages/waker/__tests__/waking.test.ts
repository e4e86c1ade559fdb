// Shows the waker behind a load balancer and CloudFront: who wakes a preview, and that everything at once comes to one result.
import { expect, test } from '@jest/globals';
import { eventually } from '../../simulator/__tests__/support/eventually.ts';
import {
  asleepBehind,
  BROWSER,
  changeRule,
  forwardTo,
  leadsTo,
  openStage,
  putToSleep,
  readService,
  setCount,
  visit,
} from './support/stage.ts';

const stage = openStage();
const desiredCount = async () => (await readService(stage)).desiredCount;

/** Visits until the preview itself answers, as the page of the waker does by reloading itself. */
async function visitUntilAwake(): Promise<void> {
  const { body } = await eventually(
    () => visit(stage),
    ({ status }) => status === 200,
  );
  expect(body).toContain('Medusa Admin');
  expect(await leadsTo(stage)).toEqual([stage.targetGroupArn]);
}

/** Ends what the test before may have begun. */
async function sleepInPeace(formerCount = 1): Promise<void> {
  await stage.simulator.control('DELETE', 'faults');
  await putToSleep(stage, formerCount);
  await eventually(
    () => readService(stage),
    ({ runningCount, pendingCount }) => runningCount === 0 && pendingCount === 0,
  );
}

test('a program gets a 503 as JSON, and wakes nothing', async () => {
  await sleepInPeace();
  const programs = [
    { headers: { Accept: '*/*' } },
    { headers: { Accept: 'application/json', 'Sec-Fetch-Mode': 'cors' } },
    { headers: BROWSER, method: 'POST' },
    { headers: { ...BROWSER, 'Sec-Purpose': 'prefetch' } },
  ];
  for (const program of programs) {
    const { status, headers, body } = await visit(stage, { path: '/store/products', ...program });
    expect([status, headers['retry-after'], headers['content-type']]).toEqual([503, '60', 'application/json']);
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(JSON.parse(body)).toEqual({ state: 'asleep', message: expect.stringContaining('asleep') });
  }
  expect(await desiredCount()).toBe(0);
});

test('a browser gets a page that reloads itself, and wakes it with as many tasks as it had', async () => {
  await sleepInPeace(2);
  const { status, headers, body } = await visit(stage);
  expect([status, headers['retry-after'], headers['content-type']]).toEqual([503, '2', 'text/html; charset=utf-8']);
  expect(body).toContain('<meta http-equiv="refresh" content="2">');
  expect(body).toContain('waking up');
  expect(await desiredCount()).toBe(2);
  expect((await visit(stage, { headers: { Accept: '*/*' } })).body).toContain('"state":"waking"');
  await visitUntilAwake();
});

test('visitors at once start it once', async () => {
  await sleepInPeace();
  const { body: before } = await stage.simulator.control('GET', 'clock');
  const answers = await Promise.all([visit(stage), visit(stage), visit(stage), visit(stage)]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  await visitUntilAwake();
  const { time } = before as { time: string };
  const starts = (await stage.simulator.journal()).filter(
    (entry) => entry.operation === 'UpdateService' && entry.time > time,
  );
  for (const { input, error } of starts)
    expect([input, error]).toEqual([expect.objectContaining({ desiredCount: 1 }), undefined]);
  expect(await readService(stage)).toMatchObject({ desiredCount: 1, runningCount: 1 });
});

test('what somebody else has stopped stays so, and so does what nobody owns', async () => {
  await sleepInPeace();
  const { arn } = await readService(stage);
  const asleep = { key: 'medusa-preview:asleep', value: 'none' };
  await stage.ecs.tagResource({ resourceArn: arn, tags: [asleep] });
  expect((await visit(stage)).body).toContain('stopped by hand');
  await stage.ecs.tagResource({ resourceArn: arn, tags: [{ key: 'medusa-preview:owner', value: 'other/shop:shop' }] });
  expect((await visit(stage)).body).toContain('cannot be reached');
  await stage.ecs.tagResource({ resourceArn: arn, tags: [{ key: 'medusa-preview:owner', value: 'acme/shop:shop' }] });
  expect(await desiredCount()).toBe(0);
});

test('a preview whose last deploy failed is not started', async () => {
  await sleepInPeace();
  const member = 'services.0.deployments.0.rolloutState';
  await stage.simulator.fault({ service: 'ecs', operation: 'DescribeServices', kind: 'add', member, value: 'FAILED' });
  expect((await visit(stage)).body).toContain('Deploy a version that starts');
  expect(await desiredCount()).toBe(0);
});

test('a deploy during a wake comes to the same result', async () => {
  await sleepInPeace();
  await visit(stage);
  // In the order of a deploy: rule, then the service.
  await changeRule(stage, forwardTo(stage.targetGroupArn));
  await stage.ecs.updateService({ cluster: 'shop', service: 'shop-pr-42', desiredCount: 1, forceNewDeployment: true });
  await visitUntilAwake();
  expect(await readService(stage)).toMatchObject({ desiredCount: 1 });
});

test('a sleep while the rule is given back leaves it asleep, and the next visitor wakes it', async () => {
  await sleepInPeace();
  await setCount(stage, 1);
  await eventually(
    () => stage.loadBalancing.describeTargetHealth({ TargetGroupArn: stage.targetGroupArn }),
    ({ TargetHealthDescriptions = [] }) =>
      TargetHealthDescriptions.some(({ TargetHealth }) => TargetHealth?.State === 'healthy'),
  );
  await eventually(
    () => readService(stage),
    ({ runningCount }) => runningCount === 1,
  );
  await stage.simulator.fault({
    service: 'elasticloadbalancing',
    operation: 'ModifyRule',
    kind: 'pause',
    input: `[{"Type":"forward","TargetGroupArn":"${stage.targetGroupArn}"}]`,
  });
  await stage.simulator.control('DELETE', 'journal');
  const visited = visit(stage);
  // The last thing it looks at before it gives the rule back.
  await eventually(
    () => stage.simulator.journal(),
    (calls) => calls.at(-1)?.operation === 'DescribeTargetHealth',
  );
  await putToSleep(stage);
  await stage.simulator.control('DELETE', 'faults');
  expect((await visited).status).toBe(503);
  expect(await leadsTo(stage)).toEqual([stage.wakerArn]);
  expect(await desiredCount()).toBe(0);
  await eventually(
    () => readService(stage),
    ({ runningCount }) => runningCount === 0,
  );
  await visitUntilAwake();
});

test('a call that AWS refuses is no failure that a visitor sees, and the next visit goes on', async () => {
  await sleepInPeace();
  await stage.simulator.fault({ service: 'ecs', operation: 'UpdateService', kind: 'deny' });
  const { status, body } = await visit(stage);
  expect([status, body]).toEqual([503, expect.stringContaining('cannot be reached')]);
  await visitUntilAwake();
});

test('a rule that is gone in the meantime is nothing to give back', async () => {
  await sleepInPeace();
  await changeRule(stage, asleepBehind(stage));
  await setCount(stage, 1);
  await stage.simulator.fault({
    service: 'elasticloadbalancing',
    operation: 'ModifyRule',
    kind: 'refuse',
    code: 'RuleNotFound',
    message: 'One or more rules not found',
  });
  await eventually(
    () => visit(stage),
    ({ body }) => body.includes('cannot be reached'),
  );
  await visitUntilAwake();
});
