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
    siblings: [],
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

  test('is what each container has, and derived where all that have it run the image of Medusa', () => {
    const worker = { name: 'worker', secrets: secretsOf('JWT_SECRET', 'QUEUE_KEY') };
    const proxy = { name: 'proxy', secrets: secretsOf('COOKIE_SECRET', 'REDIS_URL') };
    const medusa = { name: 'medusa', secrets: secretsOf('JWT_SECRET', 'COOKIE_SECRET', 'REDIS_URL') };
    const several = heir({ base: { containerDefinitions: [medusa, worker, proxy] }, siblings: ['worker'] });
    expect(renderInherited(several)).toEqual(['secrets COOKIE_SECRET, JWT_SECRET (derived), QUEUE_KEY, REDIS_URL']);
    expect(sharedLogins(several)).toEqual(['COOKIE_SECRET']);
  });

  test('is not what each environment gets anew', () => {
    const names = ['MEDUSA_BACKEND_URL', 'MEDUSA_PREVIEW', 'MEDUSA_PREVIEW_DATABASE_SCRIPT', 'PORT'];
    expect(renderInherited(heir({}, [], names))).toEqual(['variables PORT']);
  });

  test('has the mode of the worker where the address of a Redis is given', () => {
    const given = { secrets: [{ name: 'REDIS_URL', value: 'arn:other' }] };
    const names = ['MEDUSA_WORKER_MODE', 'CACHE_REDIS_URL'];
    expect(renderInherited(heir(given, ['REDIS_URL'], names))).toEqual(['variables MEDUSA_WORKER_MODE']);
  });

  test.each([
    ['PAYPAL_CLIENT_ID', 'payment'],
    ['MEDUSA_STRIPE_KEY', 'payment'],
    ['EMAIL_FROM', 'mail'],
    ['AWS_SES_REGION', 'mail'],
    ['DO_SPACES_KEY', 'storage'],
    ['AWS_SECRET_ACCESS_KEY', 'AWS'],
  ])('%s looks like %s', (name, kind) => {
    expect(renderInherited(heir({}, [name]))).toEqual([`secrets ${name} (${kind})`]);
  });

  test.each(['SESSION_NAME', 'STRIPES', 'MAILBOXES', 'SQUARED_IMAGES', 'AWS_REGION'])('%s looks like none', (name) => {
    expect(renderInherited(heir({}, [name]))).toEqual([`secrets ${name}`]);
  });

  test('names files of variables, whose contents are not read', () => {
    const file = 'arn:aws:s3:::shop/medusa.env';
    const medusa = { name: 'medusa', environmentFiles: [{ type: 's3' as const, value: file }] };
    expect(renderInherited(heir({ base: { containerDefinitions: [medusa] } }))).toEqual([`environment files ${file}`]);
  });

  test('names volumes that outlive the task', () => {
    const volumes = [
      { name: 'uploads', efsVolumeConfiguration: { fileSystemId: 'fs-1' } },
      { name: 'scratch' },
      { name: 'bucket', s3filesVolumeConfiguration: { fileSystemArn: 'arn:aws:s3files:fs-2' } },
      { name: 'host', host: { sourcePath: '/data' } },
      { name: 'own', dockerVolumeConfiguration: { scope: 'task' as const } },
      { name: 'kept', dockerVolumeConfiguration: { scope: 'shared' as const } },
    ];
    expect(renderInherited(heir({ base: { volumes } }))).toEqual([
      'volumes bucket (arn:aws:s3files:fs-2), host (/data), kept (shared by the machine), uploads (fs-1)',
    ]);
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
