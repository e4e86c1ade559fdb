import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { commandBehind } from '../../src/tasks/entry-point.ts';

const LINE = `npx medusa db:migrate && echo "it's done"`;

test.each([
  [['sh', '-c']],
  [['/bin/sh', '-c', '--']],
  [['/bin/bash', '-lc']],
  [['bash', '-e', '-o', 'pipefail', '-c']],
  [['bash', '--login', '-c']],
  [['tini', '--', '/bin/sh', '-ec']],
  [['/usr/bin/env', 'bash', '-c']],
])('%j gets the line itself', (entryPoint) => {
  expect(commandBehind({ entryPoint }, ['sh', '-c', LINE])).toEqual([LINE]);
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
  const command = ['sh', '-c', LINE];
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
