import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { describeWarnings } from '../../src/checks/warnings.ts';
import { describeDatabase } from '../../src/environment/database.ts';
import type { Environment } from '../../src/environment/environment.ts';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { environment, identity, service, type WrittenInputs } from '../support/build.ts';

type Named = Record<string, string>;

interface Case {
  variables?: Named;
  secrets?: Named;
  written?: WrittenInputs;
  /** How many tasks the service has, where there is one. */
  count?: number;
  container?: ContainerDefinition;
  isNoindex?: boolean;
  protocol?: 'HTTP' | 'HTTPS';
  others?: ContainerDefinition[];
  /** True where Medusa is led to a database of the environment's own. */
  isIsolated?: boolean;
  isInServiceConnect?: boolean;
  unknownMembers?: string[];
  isAdopted?: boolean;
}

const SECRETS = { JWT_SECRET: 'arn:j', COOKIE_SECRET: 'arn:c' };

const PRELOADED = {
  NODE_OPTIONS: describeNodeOptions('', {
    isHttpsAware: true,
    isNoindex: true,
    hasOwnSecrets: false,
    environment: 'acme/shop:shop pr-42',
  }),
};
const WORKER = { name: 'worker', secrets: [{ name: 'DATABASE_URL', valueFrom: 'arn:d' }] };
const BACKUP = { name: 'backup', environment: [{ name: 'DATABASE_URL', value: 'postgres://u:hunter2@db/medusa' }] };

function warningsOf({ variables = {}, secrets = SECRETS, written = {}, count, container, ...rest }: Case) {
  const { isNoindex = true, protocol = 'HTTP', others = [], isIsolated = false } = rest;
  const { isInServiceConnect = false, isAdopted = false } = rest;
  const medusa: ContainerDefinition = {
    name: 'medusa',
    environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    secrets: Object.entries(secrets).map(([name, valueFrom]) => ({ name, valueFrom })),
    ...container,
  };
  const sidecar = { name: 'proxy', environment: [{ name: 'PROXY_PASSWORD', value: 'hunter2' }] };
  const over: Partial<Environment> = {
    isAdopted,
    isBaseInServiceConnect: isInServiceConnect,
    unknownMembers: rest.unknownMembers ?? [],
    migrateCommand: written['migrate-command'] ?? '',
    preload: {
      isHttpsAware: protocol === 'HTTP',
      isNoindex,
      hasOwnSecrets: false,
      environment: 'acme/shop:shop pr-42',
    },
    isSealed: isIsolated,
    base: { containerDefinitions: [medusa] },
    database: isIsolated ? describeDatabase(identity()) : undefined,
  };
  const observed = count === undefined ? undefined : service({ desiredCount: count });
  return describeWarnings(
    environment(over, written),
    { family: 'shop', containerDefinitions: [sidecar, medusa, ...others] },
    observed,
  );
}

test.each<[string, Case, RegExp]>([
  ['development', { variables: { NODE_ENV: 'development' } }, /^NODE_ENV is development: .+ Set NODE_ENV=production/],
  [
    'a password in a URL',
    { variables: { DATABASE_URL: 'postgres://u:hunter2@db/medusa' } },
    /^DATABASE_URL: readable by everyone/,
  ],
  [
    'a password alone in a URL',
    { variables: { REDIS_URL: 'redis://:hunter2@cache' } },
    /^REDIS_URL: readable by everyone/,
  ],
  [
    'passwords by their names',
    { variables: { DB_PASSWORD: 'hunter2', API_SECRET: 'hunter2' } },
    /^DB_PASSWORD, API_SECRET: /,
  ],
  [
    'a key by its name',
    { variables: { S3_SECRET_ACCESS_KEY: 'hunter2' } },
    /^S3_SECRET_ACCESS_KEY: .+ set its ARN in "secrets"/,
  ],
  ['no JWT_SECRET', { secrets: { COOKIE_SECRET: 'arn:c' } }, /^JWT_SECRET: missing\. .+ in "secrets"\.$/],
  ['neither secret', { secrets: {} }, /^JWT_SECRET, COOKIE_SECRET: missing\. /],
  [
    'two tasks without Redis',
    { written: { 'desired-count': '2' } },
    /^desired-count: 2 tasks without Redis .+ REDIS_URL/,
  ],
  ['a service that has three', { count: 3 }, /^desired-count: 3 tasks without Redis /],
  ['the root as health check', { written: { 'health-check-path': '/' } }, /^health-check-path: .+ Use \/health\.$/],
  [
    'a container that keeps the database of the base',
    { isIsolated: true, others: [WORKER, BACKUP] },
    /^container worker \(DATABASE_URL\), backup \(DATABASE_URL\): keeps its image, .+ "task-definition", or set "database: shared"\.$/,
  ],
  [
    'a container that keeps the Redis of the base',
    {
      isIsolated: true,
      others: [{ name: 'jobs', environment: [{ name: 'QUEUE_REDIS_URL', value: 'redis://cache' }] }],
    },
    /^container jobs \(QUEUE_REDIS_URL\): keeps its image/,
  ],
  [
    'a base whose names the copy does not know',
    { isInServiceConnect: true },
    /^base-service: it uses Service Connect, but its copy does not\. .+ in "variables" or "secrets"\.$/,
  ],
  [
    'one-off tasks outside of Service Connect',
    { isInServiceConnect: true, isAdopted: true, written: { 'migrate-command': 'npx medusa db:migrate' } },
    /^service: it uses Service Connect, but its one-off tasks do not\. /,
  ],
  [
    'a service that cannot sleep',
    { isAdopted: true, written: { 'sleep-after': '4h' } },
    /^sleep-after: a service that somebody else made does not sleep\. Leave it out\.$/,
  ],
  [
    'several tasks, which a sweep leaves awake',
    { secrets: { ...SECRETS, REDIS_URL: 'arn:r' }, written: { 'sleep-after': '4h', 'desired-count': '2' } },
    /^sleep-after: a sweep puts nothing to sleep that runs more than one task\.$/,
  ],
  [
    'a member that is newer than the SDK',
    { unknownMembers: ['containerDefinitions[0].trustedExecution'] },
    /^task-definition: .+ has containerDefinitions\[0\]\.trustedExecution, which this version .+ is without it\.$/,
  ],
  [
    'an address that leads to the database of the base, beside DATABASE_URL',
    {
      isIsolated: true,
      variables: { DB_HOST: 'db', DB_NAME: 'medusa', DB_USER: 'medusa' },
      secrets: { ...SECRETS, DATABASE_URL: 'arn:d', ERP_DATABASE_URL: 'arn:e' },
    },
    /^DB_HOST, DB_NAME, ERP_DATABASE_URL: set in addition to DATABASE_URL, .+ its migrations .+ databaseUrl: process\.env\.DATABASE_URL/,
  ],
  [
    'a start line that keeps the preload away',
    {
      variables: PRELOADED,
      container: { command: ['sh', '-c', 'NODE_OPTIONS=--max-old-space-size=512 medusa start'] },
    },
    /^"command" of container medusa overwrites NODE_OPTIONS, .+ NODE_OPTIONS="\$NODE_OPTIONS --max-old-space-size=512"\.$/,
  ],
  [
    'NODE_OPTIONS as a secret',
    { secrets: { ...SECRETS, NODE_OPTIONS: 'arn:n' } },
    /^NODE_OPTIONS is a secret, .+: logins to the admin do not last, and search engines may index the preview\. Set it in "variables" instead\.$/,
  ],
])('%s is worth a warning of one line, which gives nothing away', (_, worth, expected) => {
  const warnings = warningsOf(worth);
  expect(warnings).toEqual([expect.stringMatching(expected)]);
  expect(warnings.join()).not.toMatch(/\n|hunter2/);
});

test.each<[string, Case]>([
  [
    'a service in place that is in Service Connect, and runs no one-off task',
    { isInServiceConnect: true, isAdopted: true },
  ],
  ['a container that shares the database with Medusa', { others: [WORKER] }],
  [
    'an address beside DATABASE_URL that the user gave',
    { isIsolated: true, variables: { DB_HOST: '', DB_NAME: 'mine' }, written: { variables: 'DB_HOST=\nDB_NAME=mine' } },
  ],
  ['an address beside DATABASE_URL where the database is shared', { variables: { DB_HOST: 'db' } }],
  [
    'a start line that passes the options on',
    { variables: PRELOADED, container: { command: ['sh', '-c', 'NODE_OPTIONS="$NODE_OPTIONS --x" medusa start'] } },
  ],
  [
    'a start line that sets options where nothing was added',
    { container: { command: ['env', 'NODE_OPTIONS=--x', 'medusa'] } },
  ],
  ['a database of its own', { isIsolated: true, variables: { DATABASE_URL: 'postgres://db/medusa' } }],
  ['an ordinary environment', { variables: { NODE_ENV: 'production', DATABASE_URL: 'postgres://db/medusa' } }],
  ['a user without a password', { variables: { DATABASE_URL: 'postgres://medusa@db/medusa' } }],
  ['a URL with a port and a path', { variables: { S3_URL: 'https://s3.example:443/a@b' } }],
  ['a password that is empty', { variables: { SMTP_PASSWORD: '' } }],
  [
    'a name that says where a secret is',
    { variables: { STRIPE_SECRET: 'arn:aws:secretsmanager:eu-west-1:1:secret:s' } },
  ],
  ['a key that is public', { variables: { PUBLISHABLE_KEY: 'pk_1', S3_ACCESS_KEY_ID: 'AKIA1' } }],
  ['two tasks with Redis', { written: { 'desired-count': '2' }, secrets: { ...SECRETS, REDIS_URL: 'arn:r' } }],
  ['two tasks with Redis by another name', { count: 2, variables: { EVENTS_REDIS_URL: 'redis://cache' } }],
  ['one task that was asked for, of a service that has two', { written: { 'desired-count': '1' }, count: 2 }],
  [
    'variables in files that we cannot read',
    { secrets: {}, count: 2, container: { environmentFiles: [{ value: 'arn:f', type: 's3' }] } },
  ],
  [
    'NODE_OPTIONS as a secret with nothing to add',
    { secrets: { ...SECRETS, NODE_OPTIONS: 'arn:n' }, isNoindex: false, protocol: 'HTTPS' },
  ],
])('%s is worth none', (_, ordinary) => {
  expect(warningsOf(ordinary)).toEqual([]);
});

test('each is reported, beside the others', () => {
  const written = { 'desired-count': '2', 'health-check-path': '/' };
  const variables = { NODE_ENV: 'development', DB_PASSWORD: 'hunter2' };
  expect(warningsOf({ variables, secrets: {}, written })).toHaveLength(5);
});
