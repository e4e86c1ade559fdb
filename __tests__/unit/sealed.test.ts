import { expect, test } from '@jest/globals';
import { problemsOfSeal } from '../../src/checks/sealed.ts';
import type { Environment } from '../../src/environment/environment.ts';
import { environment } from '../support/build.ts';

const PEM = '-----BEGIN PRIVATE KEY-----';
const REDIS = [{ name: 'REDIS_URL', valueFrom: 'arn:redis' }];

function problems(over: Partial<Environment> = {}) {
  const medusa = { name: 'medusa', secrets: REDIS };
  return problemsOfSeal(environment({ base: { containerDefinitions: [medusa] }, ...over }));
}

test('a copy as it should be has none', () => {
  expect(problems()).toEqual([]);
  expect(problems({ desiredCount: 1 })).toEqual([]);
});

test('two tasks are refused where each would have its own Redis, and only there', () => {
  expect(problems({ desiredCount: 2 })).toEqual([
    expect.stringMatching(/^desired-count: 2 tasks would each have their own Redis/),
  ]);
  expect(problems({ desiredCount: 2, isSealed: false })).toEqual([]);
  expect(problems({ desiredCount: 2, secrets: [{ name: 'REDIS_URL', value: 'arn:other' }] })).toEqual([]);
});

test('Node options that are a secret are refused, since nothing could be derived', () => {
  const medusa = { name: 'medusa', secrets: [{ name: 'NODE_OPTIONS', valueFrom: 'arn:o' }] };
  const hidden = { base: { containerDefinitions: [medusa] }, database: undefined };
  expect(problems(hidden)).toEqual([expect.stringMatching(/^variables: NODE_OPTIONS is a secret/)]);
  expect(problems({ ...hidden, variables: [{ name: 'NODE_OPTIONS', value: '' }] })).toEqual([]);
  expect(problems({ ...hidden, isSealed: false })).toEqual([]);
});

test('a key pair is refused without being shown', () => {
  const [problem, ...others] = problems({ variables: [{ name: 'JWT_SECRET', value: PEM }] });
  expect(problem).toMatch(/^variables: JWT_SECRET is a key pair in PEM/);
  expect([others, problem?.includes(PEM)]).toEqual([[], false]);
});

test('everything that is wrong is there at once', () => {
  const all = problems({
    desiredCount: 3,
    variables: [{ name: 'COOKIE_SECRET', value: PEM }],
    unknownSecrets: ['A', 'B'],
  });
  expect(all).toHaveLength(3);
  expect(all).toContain('inherit-secrets: the base service has no secret A, B. Check the names.');
});
