// Shows that each task has a Redis of its own, on a loopback interface of its own, and that the server is a real one where the
// machine has it, else the stand-in.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntilTasksStopped } from '@aws-sdk/client-ecs';
import { afterAll, expect, test } from '@jest/globals';
import { takeFreePort } from '../runtime/ports.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const PROGRAM = join(import.meta.dirname, '../stand-in/bin/redis-server');
const PROGRAMS_OF_ITS_SHELL = ['dirname', 'tr', 'grep', 'paste', 'node'];
const folder = mkdtempSync(join(tmpdir(), 'redis-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cloud = simulatedCloud();

/** Counts in the Redis at its address, as soon as that listens. */
const COUNTER = `const { hostname, port } = new URL(process.env.REDIS_URL);
const ask = () => require('node:net').connect(port, hostname).on('error', () => setTimeout(ask, 20))
  .on('data', (reply) => { console.log('counted ' + reply); process.exit(0); })
  .write('*2\\r\\n$4\\r\\nINCR\\r\\n$4\\r\\nruns\\r\\n');
ask();`;

test('tasks that run at once count in a Redis each', async () => {
  const { ecs, logs } = cloud.aws;
  const { services: [base] = [] } = await ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  const { taskDefinition = {} } = await ecs.describeTaskDefinition({ taskDefinition: base?.taskDefinition });
  const { networkMode, cpu, memory, executionRoleArn, containerDefinitions: [medusa] = [] } = taskDefinition;
  const { image, logConfiguration } = medusa ?? {};
  await ecs.registerTaskDefinition({
    ...{ family: 'counter', networkMode, cpu, memory, executionRoleArn },
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [
      {
        name: 'redis',
        image: 'public.ecr.aws/docker/library/redis:7',
        command: ['redis-server', '--port', '6379', '--save', ''],
      },
      {
        ...{ name: 'counter', image, logConfiguration },
        command: ['node', '-e', COUNTER],
        environment: [{ name: 'REDIS_URL', value: 'redis://127.0.0.1:6379' }],
        dependsOn: [{ containerName: 'redis', condition: 'START' }],
      },
    ],
  });
  const { networkConfiguration } = base ?? {};
  const { tasks = [] } = await ecs.runTask({
    ...{ cluster: 'shop', taskDefinition: 'counter', count: 3, launchType: 'FARGATE', networkConfiguration },
  });
  const arns = tasks.map(({ taskArn }) => String(taskArn));
  await waitUntilTasksStopped({ client: ecs, maxWaitTime: 60, minDelay: 1 }, { cluster: 'shop', tasks: arns });
  const { events = [] } = await logs.filterLogEvents({ logGroupName: '/shop/medusa', filterPattern: 'counted' });
  expect(events.map(({ message }) => message)).toEqual(['counted :1', 'counted :1', 'counted :1']);
});

/** Where `programs` are all that there is. */
function pathWith(name: string, programs: Record<string, string>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const program of PROGRAMS_OF_ITS_SHELL) {
    symlinkSync(execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim(), join(path, program));
  }
  for (const [program, script] of Object.entries(programs)) {
    writeFileSync(join(path, program), script);
    chmodSync(join(path, program), 0o755);
  }
  return path;
}

test.each(['redis-server', 'valkey-server'])('the image runs %s where the machine has it', (name) => {
  const PATH = pathWith(name, { [name]: '#!/bin/sh\necho the real one, "$@"' });
  const written = execFileSync(PROGRAM, ['--port', '1'], { env: { PATH }, encoding: 'utf8' });
  expect(written).toBe('the real one, --port 1\n');
});

test('and a stand-in where it has none', async () => {
  const port = await takeFreePort(new Set());
  const server = spawn(PROGRAM, ['--port', String(port)], {
    env: { PATH: pathWith('none', {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  await once(server.stdout, 'data');
  const socket = connect(port, '127.0.0.1');
  socket.write('*1\r\n$4\r\nPING\r\n');
  expect(String(await once(socket, 'data'))).toBe('+PONG\r\n');
  socket.destroy();
  server.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
