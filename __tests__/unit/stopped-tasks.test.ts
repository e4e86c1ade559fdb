import type { ContainerDefinition, Task } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { maskOf } from '../../src/environment/mask.ts';
import { logGroupOf } from '../../src/tasks/logs.ts';
import { renderStop } from '../../src/tasks/stopped-tasks.ts';

describe('how a task ended', () => {
  test.each<[string, Task, string]>([
    [
      'with an exit code',
      {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containers: [{ name: 'medusa', exitCode: 1 }],
      },
      'EssentialContainerExited: Essential container in task exited; medusa ended with exit code 1',
    ],
    [
      'out of memory',
      {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containers: [
          { name: 'medusa', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
          { name: 'proxy', exitCode: 0 },
        ],
      },
      'EssentialContainerExited: Essential container in task exited; medusa ended with exit code 137 (OutOfMemoryError: Container killed due to memory usage)',
    ],
    [
      'before it ran',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'CannotPullContainerError: not found',
        containers: [{ name: 'medusa', reason: 'CannotPullContainerError: not found' }],
      },
      'TaskFailedToStart: CannotPullContainerError: not found; medusa never ran',
    ],
    [
      'in a sentence, which gets its full stop elsewhere',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'check the path.',
        containers: [{ name: 'medusa', reason: 'path' }],
      },
      'TaskFailedToStart: check the path; medusa never ran',
    ],
    ['well', { stoppedReason: 'Scaled in', containers: [{ name: 'medusa', exitCode: 0 }] }, 'stopped: Scaled in'],
    ['in silence', {}, 'stopped: no reason given'],
  ])('%s', (_, task, text) => {
    expect(renderStop(task, maskOf({}))).toBe(text);
  });
});

test('a reason is shown without the plain credentials of any container, and the names as they are', () => {
  const environment = [{ name: 'DB_PASSWORD', value: 'medusa' }];
  const task: Task = {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'cannot run psql -W medusa',
    containers: [{ name: 'medusa', reason: 'not found: psql -W medusa' }],
  };
  expect(renderStop(task, maskOf({ containerDefinitions: [{ name: 'proxy' }, { environment }] }))).toBe(
    'TaskFailedToStart: cannot run psql -W ***; medusa never ran (not found: psql -W ***)',
  );
});

describe('the log group', () => {
  const options = { 'awslogs-group': '/shop' };

  test.each<[string, ContainerDefinition, string | undefined]>([
    ['is that of CloudWatch Logs', { logConfiguration: { logDriver: 'awslogs', options } }, '/shop'],
    ['is not known of another driver', { logConfiguration: { logDriver: 'awsfirelens', options } }, undefined],
    ['is not known without options', { logConfiguration: { logDriver: 'awslogs' } }, undefined],
    ['is not known where nothing is logged', {}, undefined],
  ])('%s', (_, container, group) => {
    expect(logGroupOf(container)).toBe(group);
  });
});
