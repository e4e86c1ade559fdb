import { GetDistributionCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { scenarioStage, untilCalled } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });
const BATCH = [1, 2, 3, 4, 5];
const SCHEDULE = { event: { name: 'schedule', payload: {} } };
const sweep = { mode: 'sweep', image: '' };
const eventOf = (number: number) => ({ name: 'pull_request', payload: { pull_request: { number } } });

test('what is deployed again while the sweep is busy elsewhere stays, although its removal had been cut off', async () => {
  await stage.act({ environment: 'staging' });
  for (const number of BATCH) await changePullRequest(stage, number, { state: 'open' });
  await Promise.all(BATCH.map((number) => stage.act({ mode: 'auto', 'wait-for': 'none' }, { event: eventOf(number) })));
  for (const number of BATCH) await changePullRequest(stage, number, { state: 'closed' });
  await stage.fault({ service: 'cloudfront', operation: 'DeleteDistribution', kind: 'deny' });
  expect((await stage.act({ environment: 'staging', mode: 'destroy' })).exitCode).toBe(1);
  await stage.control('DELETE', 'faults');

  const since = (await stage.journal()).length;
  await stage.fault({ service: 'cloudfront', operation: 'DeleteDistribution', kind: 'pause', times: BATCH.length });
  const sweeping = stage.act(sweep, SCHEDULE);
  await untilCalled(stage, 'elasticloadbalancing:DeleteTargetGroup', { since, times: BATCH.length });
  expect((await stage.act({ environment: 'staging' })).exitCode).toBe(0);
  await stage.control('DELETE', 'faults');

  const { exitCode, outputs, log } = await sweeping;
  expect({ exitCode, reason: outputs.reason }).toEqual({ exitCode: 0, reason: 'Removed 5 of 6 environments.' });
  expect(log).toMatch(/^staging +kept +It belongs to no pull request\.$/m);
  expect((await stage.act({ environment: 'staging' })).writes).toEqual([]);
});

test('an address that somebody has switched off by hand stays, while the service behind it is there', async () => {
  const { outputs } = await stage.act({ 'base-service': '', service: 'shop/medusa', environment: 'parked' });
  const { cloudfront } = awsClients(stage.endpoint);
  const Id = outputs['distribution-id'];
  const { Distribution, ETag } = await cloudfront.send(new GetDistributionCommand({ Id }));
  const DistributionConfig = { ...Distribution?.DistributionConfig, Enabled: false } as never;
  await cloudfront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig }));
  const play = await stage.act(sweep, SCHEDULE);
  expect(play.log).toMatch(/^parked +kept +It belongs to no pull request\.$/m);
  expect(play.writes).toEqual([]);
});

test('an environment that cannot be looked at holds up no other, and is reported at the end', async () => {
  await changePullRequest(stage, 7, { state: 'open' });
  await stage.act({ mode: 'auto', 'wait-for': 'none' }, { event: eventOf(7) });
  await changePullRequest(stage, 7, { state: 'closed' });
  // The inventory reads the services once; the second look is the sweep policy's.
  await stage.act({ environment: 'old', ttl: '1m' });
  await stage.control('DELETE', 'faults');
  await stage.fault({ service: 'ecs', operation: 'DescribeServices', kind: 'deny', after: 1, times: 1 });
  const play = await stage.act({ ...sweep, ttl: '1m' }, SCHEDULE);
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(/^pr-7 +removed +Pull request 7 is closed\.$/m);
  expect(play.log).toMatch(/^old +failed +reading service .+AccessDenied/m);
  expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 1 of 2 environments.' });
});
