import { expect, test } from '@jest/globals';
import { overwritesNodeOptions } from '../../src/environment/start-line.ts';

test.each([
  ['sh', '-c', 'NODE_OPTIONS=--max-old-space-size=512 exec medusa start'],
  ['sh', '-c', 'export NODE_OPTIONS="--max-old-space-size=512"; medusa start'],
  ['sh', '-c', 'cd /app&&NODE_OPTIONS= medusa start'],
  ['env', 'NODE_OPTIONS=--inspect', 'medusa', 'start'],
  ['npx', 'cross-env', 'NODE_OPTIONS=--inspect', 'medusa', 'start'],
  ['sh', '-c', 'unset NODE_OPTIONS; medusa start'],
  ['env', '-i', 'PATH=/bin', 'medusa', 'start'],
  ['env', '-u', 'NODE_OPTIONS', 'medusa', 'start'],
  ['env', '--unset=NODE_OPTIONS', 'medusa', 'start'],
])('%s %s %s %s keeps the preload away', (...words) => {
  expect(overwritesNodeOptions({ command: words })).toBe('command');
  expect(overwritesNodeOptions({ entryPoint: words, command: ['medusa', 'start'] })).toBe('entryPoint');
});

test.each([
  [[]],
  [['medusa', 'start']],
  [['sh', '-c', 'NODE_OPTIONS="$NODE_OPTIONS --max-old-space-size=512" exec medusa start']],
  [['sh', '-c', 'export NODE_OPTIONS="--inspect $'.concat('{NODE_OPTIONS}"; medusa start')]],
  [['sh', '-c', 'MY_NODE_OPTIONS=--inspect medusa start']],
  [['node', '--max-old-space-size=512', 'medusa', 'start']],
  [['env', 'NODE_ENV=production', 'medusa', 'start']],
])('%j does not', (command) => {
  expect(overwritesNodeOptions({ command })).toBeUndefined();
});
