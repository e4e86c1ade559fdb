// Shows that a scenario may bring images of its own, with folders that are looked for from its file.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readScenario } from '../scenario.ts';
import { SHOP } from '../scenarios/shop.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const folder = mkdtempSync(join(tmpdir(), 'images-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(images: object): string {
  const file = join(folder, 'scenario.json');
  writeFileSync(file, JSON.stringify({ images, backend: { repository: 'tiny', databaseUrl: '' } }));
  return file;
}

const PROGRAM = `#!/usr/bin/env node
require('node:http').createServer((_, response) => response.end('tiny')).listen(process.env.PORT);
`;
mkdirSync(join(folder, 'bin'));
writeFileSync(join(folder, 'bin/serve'), PROGRAM);
chmodSync(join(folder, 'bin/serve'), 0o755);
const TINY = { command: ['serve'], workingDirectory: '.', programs: 'bin', listeningSeconds: 2 };

const cloud = simulatedCloud(['--scenario', fileOf({ tiny: TINY })]);

test('the base service runs the image that the scenario brings', async () => {
  expect(cloud.simulator.image).toMatch(/\/tiny:1\.0\.0$/);
  const { services = [] } = await cloud.aws.ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  expect(services[0]).toMatchObject({ runningCount: 1, desiredCount: 1 });
});

test('the images of the usual scenario are there as well', () => {
  expect(Object.keys(readScenario(fileOf({ tiny: TINY }), SHOP).images)).toEqual([...Object.keys(SHOP.images), 'tiny']);
});

test.each([
  [{ ...TINY, command: 'serve' }, 'images.tiny to have a command'],
  [{ ...TINY, listeningSeconds: 'soon' }, 'images.tiny.listeningSeconds to be a number'],
])('an image like %j is refused', (image, naming) => {
  expect(() => readScenario(fileOf({ tiny: image }), SHOP)).toThrow(naming);
});
