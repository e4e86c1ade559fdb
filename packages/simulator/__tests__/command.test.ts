// Shows the simulator as a command: its ready line, its flags, and that it leaves nothing behind.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getOctokit } from '@actions/github';
import { afterAll, expect, test } from '@jest/globals';
import { readFlags } from '../flags.ts';
import { spawnSimulator, startSimulator } from '../process.ts';
import { eventually } from './support/eventually.ts';

/** Runs the command to its end. */
async function run(...flags: string[]) {
  const child = spawnSimulator(flags);
  const [output, complaint, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, complaint, exitCode };
}

interface ListedProcess {
  pid: number;
  parent: number;
}

/** The processes that run on this machine, without those that have ended and only wait to be collected. */
function runningProcesses(): ListedProcess[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  const processes = rows.map((row) => row.trim().split(/\s+/)).filter(([, , status]) => !status?.startsWith('Z'));
  return processes.map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

function descendantsOf(pid: number, running = runningProcesses()): number[] {
  const children = running.filter(({ parent }) => parent === pid).map((child) => child.pid);
  return [...children, ...children.flatMap((child) => descendantsOf(child, running))];
}

/** Rejects with those that still run where some never go. */
async function untilGone(pids: number[]): Promise<void> {
  await eventually(
    async () => runningProcesses().flatMap(({ pid }) => (pids.includes(pid) ? [pid] : [])),
    (left) => left.length === 0,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string): string {
  files += 1;
  const file = join(folder, `scenario-${files}.json`);
  writeFileSync(file, content);
  return file;
}

test('it says where it is, ends on SIGTERM, and takes its children along', async () => {
  const simulator = await startSimulator();
  expect(simulator).toMatchObject({
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    baseService: 'shop/medusa',
    image: expect.any(String),
  });
  expect(readFileSync(simulator.ca, 'utf8')).toContain('BEGIN CERTIFICATE');
  const children = descendantsOf(simulator.pid);
  expect(children.length).toBeGreaterThan(0);
  expect(await simulator.stop()).toBe(0);
  await untilGone(children);
  expect(existsSync(simulator.ca)).toBe(false);
});

test('it ends with the parent that opened a channel to it', async () => {
  const child = spawnSimulator(['--port', '0']);
  await once(child.stdout, 'data');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.each([
  { flags: ['--colour', 'red'], naming: '--colour' },
  { flags: ['--port', 'http'], naming: '--port' },
  { flags: ['--port', '70000'], naming: '--port' },
  { flags: ['--time-scale', '0'], naming: '--time-scale' },
  { flags: ['--latency', '-5'], naming: '--latency' },
  { flags: ['--region', 'Ireland'], naming: '--region' },
  { flags: ['--scenario', '/no/such/file'], naming: '/no/such/file' },
  { flags: ['--scenario', fileOf('{')], naming: 'is not JSON' },
  { flags: ['--scenario', fileOf('{"loadbalancer":{}}')], naming: 'unknown member loadbalancer' },
  { flags: ['--scenario', fileOf('{"base":{"colour":"red"}}')], naming: 'unknown member colour' },
  { flags: ['--scenario', fileOf('{"loadBalancer":{"scheme":"public"}}')], naming: 'loadBalancer.scheme' },
])('what cannot be is refused with a sentence that names it: $naming', ({ flags, naming }) => {
  expect(() => readFlags(flags)).toThrow(naming);
});

test('a wrong flag ends the command with one sentence and nothing on its output', async () => {
  const { output, complaint, exitCode } = await run('--colour', 'red');
  expect({ output, complaint, exitCode }).toEqual({
    output: '',
    complaint: "Unknown option '--colour'.\n",
    exitCode: 2,
  });
});

test('a port that is taken is named, and nothing is left running', async () => {
  const simulator = await startSimulator();
  const { port } = new URL(simulator.endpoint);
  const { complaint, exitCode } = await run('--port', port);
  await simulator.stop();
  expect({ complaint, exitCode }).toEqual({
    complaint: `Port ${port} is in use; choose another with --port.\n`,
    exitCode: 1,
  });
});

test('--help names every flag', async () => {
  const { output, exitCode } = await run('--help');
  expect(exitCode).toBe(0);
  for (const flag of ['port', 'time-scale', 'latency', 'region', 'scenario', 'journal', 'policy'])
    expect(output).toContain(`--${flag}`);
});

test('a scenario brings its faults and pull requests, and the journal is also written to its file', async () => {
  const scenario = fileOf(
    JSON.stringify({
      faults: [{ service: 'github', operation: 'repos/get', kind: 'deny' }],
      pullRequests: [{ number: 7, labels: ['preview'] }],
    }),
  );
  const journal = `${scenario}.journal`;
  const simulator = await startSimulator(['--scenario', scenario, '--journal', journal]);
  const octokit = getOctokit('ghs_workflow', { baseUrl: `${simulator.endpoint}/github` });
  const repository = { owner: 'acme', repo: 'shop' };
  await expect(octokit.rest.repos.get(repository)).rejects.toMatchObject({ status: 403 });
  expect((await octokit.rest.pulls.get({ ...repository, pull_number: 7 })).data.labels).toHaveLength(1);
  await simulator.stop();
  const operations = readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).operation);
  expect(operations).toEqual(['repos/get', 'pulls/get']);
});
