import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { afterAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { registerLikeBase } from '../support/base-definition.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const folder = mkdtempSync(join(tmpdir(), 'entry-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
});

/** A preview with a database of its own, of a container that starts so. */
async function deploy(change: Partial<ContainerDefinition>, inputs: Record<string, string> = {}): Promise<Play> {
  const family = 'started-otherwise';
  await registerLikeBase(stage, { family, containers: (medusa) => [{ ...medusa, ...change }] });
  return stage.act({
    'task-definition': family,
    database: '',
    'migrate-command': 'medusa db:migrate && echo "migrated $1"',
    'setup-command': 'echo filled',
    ...inputs,
  });
}

/** A script of the image, with the command behind it. */
const scripted = (script: string) => ({ entryPoint: ['sh', '-c', script, 'entry.sh'], command: ['medusa', 'start'] });

function runs({ writes }: Play): number {
  return namesOf(writes).filter((name) => name === 'ecs:RunTask').length;
}

async function databases(): Promise<string[]> {
  return (await stage.databases()).map(({ name }) => name);
}

function expectRefused(play: Play, ...sentences: string[]): void {
  expect(play.exitCode).toBe(1);
  for (const sentence of sentences) expect(play.log).toContain(sentence);
  expect(namesOf(play.writes)).not.toContain('ecs:CreateService');
  expect(runs(play)).toBe(1);
}

test('one that migrates before it passes the command on makes its first deploy, in one task', async () => {
  const script = 'set -e; medusa db:migrate; exec "$@"';
  const play = await deploy(scripted(script));
  expect(play.exitCode).toBe(0);
  expect(runs(play)).toBe(1);
  for (const line of ['+ created database shop_pr_42', '| migrated', '| filled']) expect(play.log).toContain(line);
  // Its own migration had nothing to do with it: it ended before it began.
  expect(play.log.match(/Migrations completed/g)).toHaveLength(1);
  const gone = await stage.act({ database: '', mode: 'destroy' });
  expect(gone.exitCode).toBe(0);
  expect(await databases()).toEqual([]);
});

test('one that is a Node program, and passes the command on, makes its first deploy as well', async () => {
  const program = join(folder, 'pass-on.cjs');
  const passOn = `const { spawnSync } = require('node:child_process');
    const [program, ...words] = process.argv.slice(2);
    process.exit(spawnSync(program, words, { stdio: 'inherit' }).status);`;
  writeFileSync(program, passOn);
  const play = await deploy(
    { entryPoint: ['node', program], command: ['medusa', 'start'], portMappings: [] },
    { 'wait-for': 'none' },
  );
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('+ created database shop_pr_42');
});

const PASS_ON = 'Make it run the command that it is given, for example by ending the script with exec "$@"';

test('one that starts the server in the place of the command is found out at once, and its good end is no success', async () => {
  const play = await deploy({ entryPoint: ['sh', '-c', 'exec medusa start'], command: [] });
  expectRefused(
    play,
    'create-database, migrate-command and setup-command did not begin: the entry point of the task definition does not pass the command on',
    PASS_ON,
  );
  expect(await databases()).toEqual([]);
});

const SHELL = { entryPoint: ['sh', '-ec'], command: ['medusa start'] };

test('one that is a shell stops the run where a migration fails', async () => {
  const inputs = { 'migrate-command': 'echo "it\'s bad"; exit 7', 'setup-command': '', database: 'shared' };
  expectRefused(await deploy(SHELL, inputs), "| it's bad", 'migrate-command failed: exit code 7.');
});

test('one that is a shell has its database made, migrated, filled and dropped', async () => {
  const made = await deploy(SHELL);
  expect(made.exitCode).toBe(0);
  for (const line of ['database "shop_pr_42": created', 'migrated', 'filled']) expect(made.log).toContain(`| ${line}`);
  expect(await databases()).toEqual(['shop_pr_42']);
  expect((await deploy(SHELL, { mode: 'destroy' })).exitCode).toBe(0);
  expect(await databases()).toEqual([]);
});

test('one that joins the words with blanks for another shell does not take them apart', async () => {
  for (const shell of ['sh -c', 'sh -ec']) {
    const play = await deploy(scripted(`exec ${shell} "$*"`), { environment: shell.replace(' -', '') });
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain('| filled');
  }
});

test('one that fails by itself is reported with its exit code and its log', async () => {
  const play = await deploy(scripted('echo "no such file: secrets.env" >&2; exit 2'));
  expectRefused(
    play,
    '| no such file: secrets.env',
    'ended with exit code 2, or does not pass the command on unchanged',
    PASS_ON,
  );
});

test('one that hides the exit code of the command is reported so', async () => {
  const play = await deploy(scripted('"$@"; exit 0'));
  expectRefused(
    play,
    'create-database, migrate-command and setup-command began, but the entry point of the task definition returned exit code 0 instead of theirs',
    'Make it exit with the exit code of the command',
  );
});

const LOST = 'the preload did not arrive';

test.each([
  ['overwrites NODE_OPTIONS', 'export NODE_OPTIONS=--max-old-space-size=512; exec "$@"', LOST],
  ['clears NODE_OPTIONS', 'unset NODE_OPTIONS; exec "$@"', LOST],
  ['clears all variables', 'exec env -i PATH="$PATH" "$@"', 'the entry point of the image clears the variables'],
])('one that %s is refused before anything is made or migrated', async (_, script, cause) => {
  const play = await deploy(scripted(script));
  expectRefused(play, 'create-database failed: exit code 5', cause);
  expect(play.log).not.toContain('Migrations completed');
  expect(await databases()).toEqual([]);
});

test('one that comes with a later image is refused before that migrates', async () => {
  expect((await deploy(scripted('exec "$@"'))).exitCode).toBe(0);
  const play = await deploy(scripted('unset NODE_OPTIONS; exec "$@"'));
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('check-database failed: exit code 50');
  expect(play.log).not.toContain('Migrations completed');
});

test('an image in which node is Bun is refused with words', async () => {
  const { programs } = fakeBun();
  const play = await deploy(scripted(`PATH=${programs}:$PATH; exec "$@"`));
  expectRefused(play, 'create-database failed: exit code 51: node is Bun in this image');
  expect(await databases()).toEqual([]);
});

/** Ignores NODE_OPTIONS and the words behind --eval, as Bun does. */
function fakeBun(): { programs: string } {
  const prelude = "data:text/javascript,Object.defineProperty(process.versions,'bun',{value:'1.3.0'})";
  const script = `#!/bin/sh\nunset NODE_OPTIONS\nexec ${process.execPath} --import "${prelude}" "$1" "$2" "$3"\n`;
  writeFileSync(join(folder, 'node'), script, { mode: 0o755 });
  symlinkSync('/bin/sh', join(folder, 'sh'));
  return { programs: folder };
}

test('a migration that finds another database ends red, and the service is not made', async () => {
  const beside = { environment: [{ name: 'DB_NAME', value: 'medusa' }] };
  const play = await deploy(beside);
  expectRefused(
    play,
    'Migrations completed',
    'check-tables failed: exit code 52: Medusa used another database: its configuration does not read DATABASE_URL',
    'clear variables such as DB_HOST with "variables"',
  );
  expect(play.log).not.toContain('| filled');
});

test.each([
  ['migrate-command', 7],
  ['setup-command', 8],
])('%s that fails is reported by its name and its exit code, and what went before it is done', async (step, code) => {
  const play = await deploy({}, { [step]: `medusa db:migrate; exit ${code}` });
  expectRefused(play, `${step} failed: exit code ${code}.`, '+ created database shop_pr_42');
  // The next run makes no database and fills it, once.
  const again = await deploy({});
  expect(again.exitCode).toBe(0);
  expect(again.log).not.toContain('created database');
  expect(again.log).toContain('> ran     one-off task setup-command');
});

test('commands that are too long for a task are refused with their length, before anything is written', async () => {
  const play = await deploy({}, { 'setup-command': `echo ${'x'.repeat(9000)}` });
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(
    /migrate-command, setup-command: together they are \d+ characters too long: AWS accepts 8192/,
  );
  expect(play.writes).toEqual([]);
  const long = await stage.act({ database: '', 'migrate-command': `medusa db:migrate; : ${'x'.repeat(5000)}` });
  expect(long.exitCode).toBe(0);
});
