import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { describeDatabase, describeDatabaseCommand } from '../../src/environment/database.ts';
import { commandBehind, shellCommand } from '../../src/rollout/entry-point.ts';
import { identity } from '../support/build.ts';

const LINE = `npx medusa db:migrate && echo "it's done"`;
/** Of `RunTask`, with all that is around them. */
const LONGEST_OVERRIDES = 8192;

test.each([
  [['sh', '-c']],
  [['/bin/sh', '-c', '--']],
  [['/bin/bash', '-lc']],
  [['bash', '-e', '-o', 'pipefail', '-c']],
  [['bash', '--login', '-c']],
  [['tini', '--', '/bin/sh', '-ec']],
  [['/usr/bin/env', 'bash', '-c']],
])('%j gets the line itself', (entryPoint) => {
  expect(commandBehind({ entryPoint }, shellCommand(LINE))).toEqual([LINE]);
});

test.each([
  [undefined],
  [[] as string[]],
  [['docker-entrypoint.sh']],
  [['tini', '--']],
  [['node', '-c']],
  [['sh', '-e']],
  [['sh', '/entry.sh', '-c']],
  [['sh', '-c', 'exec "$@"', '--']],
])('%j gets the command as it is', (entryPoint) => {
  const command = shellCommand(LINE);
  expect(commandBehind({ entryPoint }, command)).toEqual(command);
});

test.each(['sh', 'bash'])('%s hands on each word as it is', (shell) => {
  const words = ['', "it's", '$HOME `id` $(id)', 'two\nlines', '"a\\b"', '*', "''"];
  const [line = ''] = commandBehind({ entryPoint: [shell, '-c'] }, [
    process.execPath,
    '--eval',
    'console.log(JSON.stringify(process.argv.slice(1)))',
    '--',
    ...words,
  ]);
  expect(JSON.parse(execFileSync(shell, ['-c', line], { encoding: 'utf8' }))).toEqual(words);
});

test.each([undefined, ['sh', '-c']])('the script of a database is short enough behind %j', (entryPoint) => {
  const longest = 'x'.repeat(100);
  const database = describeDatabase(identity({ repository: `${'o'.repeat(39)}/${longest}`, environment: longest }));
  const source = { template: 't'.repeat(63), base: 'b'.repeat(63) };
  const command = commandBehind({ entryPoint }, describeDatabaseCommand('create', database, source));
  const overrides = { containerOverrides: [{ name: 'c'.repeat(255), command }] };
  expect(JSON.stringify(overrides).length).toBeLessThanOrEqual(LONGEST_OVERRIDES);
});
