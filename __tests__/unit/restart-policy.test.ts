import type { ContainerRestartPolicy } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { problemsOfRestartPolicy } from '../../src/environment/restart.ts';
import { describeTaskDefinition } from '../../src/environment/task-definition.ts';
import {
  FAILURE_EXIT_CODES,
  MAX_DATABASE_EXIT_CODE,
  MIN_DATABASE_EXIT_CODE,
  SUCCESS_EXIT_CODE,
} from '../../src/tasks/steps.ts';
import { environment } from '../support/build.ts';

/** The policy that the container gets whose base has this one. */
function policyOf(restartPolicy: ContainerRestartPolicy, name = 'medusa'): ContainerRestartPolicy | undefined {
  const bases = [{ name: 'medusa' }, { name: 'proxy', image: 'nginx:1' }];
  const containerDefinitions = bases.map((each) => (each.name === name ? { ...each, restartPolicy } : each));
  const { containerDefinitions: described = [] } = describeTaskDefinition(
    environment({ base: { containerDefinitions } }),
    'https://d111111abcdef8.cloudfront.net',
  );
  return described.find((each) => each.name === name)?.restartPolicy;
}

test('a restart policy of Medusa does not repeat a one-off task, whatever that ends with', () => {
  const policy = policyOf({ enabled: true, restartAttemptPeriod: 60, ignoredExitCodes: [0, 42, 99] });
  expect(policy).toMatchObject({ enabled: true, restartAttemptPeriod: 60 });
  const steps = Object.values(FAILURE_EXIT_CODES);
  const codes = [MIN_DATABASE_EXIT_CODE, MAX_DATABASE_EXIT_CODE, SUCCESS_EXIT_CODE, ...steps];
  expect(policy?.ignoredExitCodes).toEqual(expect.arrayContaining([0, 99, ...codes]));
  expect(policy?.ignoredExitCodes).toHaveLength(25);
});

test('it stays as it is where it is off, and of another container', () => {
  expect(policyOf({ enabled: false })).toEqual({ enabled: false });
  expect(policyOf({ enabled: true }, 'proxy')).toEqual({ enabled: true });
});

test('one with more exit codes than AWS takes is a problem', () => {
  const ignoredExitCodes = Array.from({ length: 50 }, (_, index) => 100 + index);
  const restartPolicy = policyOf({ enabled: true, ignoredExitCodes });
  expect(problemsOfRestartPolicy({ name: 'medusa', restartPolicy })).toEqual([
    expect.stringMatching(
      /^task-definition: container medusa: .+ has 73 exit codes, with those of one-off tasks, 41 to 63/,
    ),
  ]);
  expect(problemsOfRestartPolicy({ name: 'medusa', restartPolicy: { enabled: true, ignoredExitCodes } })).toEqual([]);
  expect(problemsOfRestartPolicy({ name: 'medusa' })).toEqual([]);
});
