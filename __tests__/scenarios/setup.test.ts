import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { afterAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

// Slower than elsewhere: AWS forgets a stopped task after an hour, which is half a minute here and would be six seconds.
const stage = scenarioStage(['--time-scale', '100'], { hasVpcOrigin: true });
const folder = mkdtempSync(join(tmpdir(), 'setup-'));
const ready = join(folder, 'ready');
const go = join(folder, 'go');
const ran = join(folder, 'ran');
afterAll(() => rmSync(folder, { recursive: true }));

/** Fails until the first file is there, and then waits for the second; what it did to its end stands in the third. */
const setUp = {
  variables: `READY=${ready}\nGO=${go}\nRAN=${ran}`,
  'setup-command':
    'echo seeding; [ -e $READY ] || exit 4; until [ -e $GO ]; do sleep 0.1; done; echo seeded | tee -a $RAN',
};
const migrated = { 'migrate-command': 'echo migrated' };

const isServiceMade = async (name: string) => {
  const { ecs } = awsClients(stage.endpoint);
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: [name] }));
  return services.length > 0;
};

life('a setup in the life of a preview', (step) => {
  step('a setup that fails is reported with its log, and the service is not made', async (sentence) => {
    const play = await stage.act({ ...migrated, ...setUp });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('setup-command failed: exit code 4');
    expect(play.summary).toContain('  | seeding');
    expect(await isServiceMade('shop-pr-42')).toBe(false);
    writeFileSync(ready, '');
  });

  step('a run that dies while it watches the setup leaves it to the next run, whatever that deploys', async () => {
    await stage.fault({ service: 'ecs', operation: 'DescribeTasks', kind: 'deny', after: 2, times: 99 });
    const dead = await stage.act(setUp);
    expect(dead.exitCode).toBe(1);
    expect(dead.log).toContain('setup-command runs in task');
    await stage.control('DELETE', 'faults');
    writeFileSync(go, '');
    const play = await stage.act({ ...setUp, image: stage.imageOf('v2') });
    expect(play.exitCode).toBe(0);
    expect(readFileSync(ran, 'utf8')).toBe('seeded\n');
  });

  step('once it has run to its end it never runs again', async () => {
    const play = await stage.act({ ...setUp, image: stage.imageOf('v3') });
    expect(play.exitCode).toBe(0);
    expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
    expect(readFileSync(ran, 'utf8')).toBe('seeded\n');
  });

  step('an environment that was taken away is set up anew', async (sentence) => {
    expect((await stage.act({ mode: 'destroy' })).exitCode).toBe(0);
    const play = await stage.act({ ...migrated, ...setUp });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.log.indexOf('  | migrated')).toBeLessThan(play.log.indexOf('  | seeded'));
    expect(readFileSync(ran, 'utf8')).toBe('seeded\nseeded\n');
  });
});

test('a service that is taken over is set up before it is updated for the first time, and not again', async () => {
  const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };
  const play = await stage.act({ ...inPlace, 'setup-command': 'echo prepared' });
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('  | prepared');
  const ecs = play.writes.filter(({ service }) => service === 'ecs');
  expect(namesOf(ecs)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:UpdateService']);
  const again = await stage.act({ ...inPlace, 'setup-command': 'echo prepared', image: stage.imageOf('v2') });
  expect(again.log).not.toContain('prepared');
});

test('a command that is added later is not run on an environment that is in use', async () => {
  await stage.act({ environment: 'later' });
  const play = await stage.act({ environment: 'later', 'setup-command': 'echo too late', image: stage.imageOf('v2') });
  expect(play.outputs.action).toBe('updated');
  expect(namesOf(play.writes)).not.toContain('ecs:RunTask');
});
