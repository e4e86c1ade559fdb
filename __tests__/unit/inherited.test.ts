import { describe, expect, test } from '@jest/globals';
import {
  type Heir,
  renderInherited,
  sharedLogins,
  takeSecrets,
  unknownSecrets,
} from '../../src/environment/inherited.ts';
import { goodInputs } from '../support/build.ts';

const secretsOf = (...names: string[]) => names.map((name) => ({ name, valueFrom: `arn:${name}` }));
const variablesOf = (...names: string[]) => names.map((name) => ({ name, value: 'hunter2' }));

function heir(over: Partial<Heir> = {}, secrets: string[] = [], variables: string[] = []): Heir {
  const medusa = { name: 'medusa', secrets: secretsOf(...secrets), environment: variablesOf(...variables) };
  return {
    base: { containerDefinitions: [medusa] },
    container: 'medusa',
    variables: [],
    secrets: [],
    isSealed: true,
    ...over,
  };
}

describe('the secrets of the base', () => {
  const base = {
    containerDefinitions: [
      { name: 'medusa', secrets: secretsOf('A', 'B') },
      { name: 'proxy', secrets: secretsOf('C') },
      { name: 'x' },
    ],
  };
  const taken = (inherited: 'all' | string[]) =>
    takeSecrets(base, inherited).containerDefinitions?.map(({ secrets }) => secrets?.map(({ name }) => name));

  test('are taken over as they are named, from every container', () => {
    expect(taken('all')).toEqual([['A', 'B'], ['C'], undefined]);
    expect(taken([])).toEqual([[], [], undefined]);
    expect(taken(['B', 'C'])).toEqual([['B'], ['C'], undefined]);
  });

  test('are known by name where they are asked for', () => {
    expect(unknownSecrets(base, ['A', 'C', 'D'])).toEqual(['D']);
    expect(unknownSecrets(base, 'all')).toEqual([]);
  });
});

describe('what is taken over', () => {
  test('is listed by name, with what looks live, and never by value', () => {
    const lines = renderInherited(
      heir({}, ['DATABASE_URL', 'JWT_SECRET', 'STRIPE_API_KEY'], ['NODE_ENV', 'S3_BUCKET', 'SMTP_HOST']),
    );
    expect(lines).toEqual([
      'secrets DATABASE_URL, JWT_SECRET (derived), STRIPE_API_KEY (payment)',
      'variables NODE_ENV, S3_BUCKET (storage), SMTP_HOST (mail)',
    ]);
  });

  test('is neither what is given nor what leads to a Redis of its own', () => {
    const given = { secrets: [{ name: 'STRIPE_API_KEY', value: 'arn:other' }] };
    expect(renderInherited(heir(given, ['STRIPE_API_KEY', 'REDIS_URL'], ['MEDUSA_WORKER_MODE']))).toEqual([]);
  });

  test('is all there is where the data is that of the base', () => {
    expect(renderInherited(heir({ isSealed: false }, ['JWT_SECRET', 'REDIS_URL']))).toEqual([
      'secrets JWT_SECRET, REDIS_URL',
    ]);
  });

  test('names volumes that outlive the task', () => {
    const volumes = [
      { name: 'uploads', efsVolumeConfiguration: { fileSystemId: 'fs-1' } },
      { name: 'scratch' },
      { name: 'host', host: { sourcePath: '/data' } },
    ];
    expect(renderInherited(heir({ base: { volumes } }))).toEqual(['volumes host (/data), uploads (fs-1)']);
  });
});

test('names of logins that are not derived are known, unless the environment gives its own', () => {
  const names = ['JWT_SECRET', 'COOKIE_SECRET', 'ADMIN_JWT_KEY', 'SESSION_SALT', 'OTHER'];
  expect(sharedLogins(heir({}, names))).toEqual(['ADMIN_JWT_KEY', 'SESSION_SALT']);
  expect(sharedLogins(heir({ variables: [{ name: 'ADMIN_JWT_KEY', value: 'x' }] }, names))).toEqual(['SESSION_SALT']);
  expect(sharedLogins(heir({ isSealed: false }, names))).toEqual([]);
});

test.each<[string, 'all' | string[]]>([
  ['all', 'all'],
  ['none', []],
  ['STRIPE_API_KEY, S3_KEY\nJWT_SECRET', ['STRIPE_API_KEY', 'S3_KEY', 'JWT_SECRET']],
])('inherit-secrets: %j', (text, expected) => {
  expect(goodInputs({ 'inherit-secrets': text }).inheritedSecrets).toEqual(expected);
});
