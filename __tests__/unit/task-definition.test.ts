import { type ContainerDefinition, RegisterTaskDefinitionRequest$, TaskDefinition$ } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Environment } from '../../src/environment/environment.ts';
import { REDIS_CONTAINER, REDIS_IMAGE } from '../../src/environment/redis.ts';
import { describeTaskDefinition, digestOf } from '../../src/environment/task-definition.ts';
import { environment, IMAGE, taskDefinition, type WrittenInputs } from '../support/build.ts';

const URL = 'https://d111111abcdef8.cloudfront.net';

const SHARED: Partial<Environment> = {
  preload: { isHttpsAware: false, isNoindex: false, hasOwnSecrets: false, environment: 'acme/shop:shop pr-42' },
  isSealed: false,
  database: undefined,
  stopTimeoutSeconds: undefined,
};

function described(over: Partial<Environment> = {}, written: WrittenInputs = {}, url = URL) {
  return describeTaskDefinition(environment({ ...SHARED, ...over }, written), url);
}

describe('a Redis of its own', () => {
  const CONTAINER = { name: 'medusa', image: 'old', essential: true };
  const withRedis = { ...CONTAINER, secrets: [{ name: 'REDIS_URL', valueFrom: 'arn:redis' }] };
  const own = (over: Partial<Environment>) => described({ isSealed: true, ...over }).containerDefinitions ?? [];

  test('stands beside Medusa, which waits for its start, in the place of the one of the base', () => {
    const [medusa, redis, ...others] = own({ base: baseOf(withRedis) });
    expect(medusa).toMatchObject({ dependsOn: [{ containerName: REDIS_CONTAINER, condition: 'START' }], secrets: [] });
    expect(medusa?.environment).toContainEqual({ name: 'REDIS_URL', value: 'redis://127.0.0.1:6379' });
    expect(medusa?.environment).toContainEqual({ name: 'MEDUSA_PREVIEW', value: 'pr-42' });
    expect(redis).toMatchObject({ name: REDIS_CONTAINER, image: REDIS_IMAGE, essential: false });
    expect(others).toEqual([]);
  });

  test('is one for Medusa and a worker beside it', () => {
    const worker = { ...withRedis, name: 'worker' };
    const containers = own({ base: baseOf(CONTAINER, worker), siblings: ['worker'] });
    expect(containers.map(({ name, dependsOn = [] }) => [name, dependsOn.length])).toEqual([
      ['medusa', 1],
      ['worker', 1],
      [REDIS_CONTAINER, 0],
    ]);
  });

  test.each<[string, Partial<Environment>]>([
    ['the base has none', { base: baseOf(CONTAINER) }],
    ['its data is that of the base', { base: baseOf(withRedis), isSealed: false }],
    ['one is given', { base: baseOf(withRedis), secrets: [{ name: 'REDIS_URL', value: 'arn:other' }] }],
  ])('is not there where %s', (_, over) => {
    expect(own(over).map(({ name }) => name)).toEqual(['medusa']);
  });

  test('is not there twice in the copy of a copy', () => {
    const base = describedBase(own({ base: baseOf(withRedis) }));
    expect(own({ base })).toEqual(own({ base: baseOf(withRedis) }));
  });

  function describedBase(containers: ContainerDefinition[]) {
    return baseOf(...containers);
  }
});

/** A base of these containers. */
function baseOf(...containerDefinitions: ContainerDefinition[]) {
  return taskDefinition({ containerDefinitions });
}

describe('the described task definition', () => {
  test('is the base with our family, image and variables', () => {
    expect(described()).toEqual({
      family: 'shop-pr-42',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      executionRoleArn: 'arn:aws:iam::123456789012:role/medusa-execution',
      cpu: '512',
      memory: '1024',
      containerDefinitions: [
        {
          name: 'medusa',
          image: IMAGE,
          environment: [
            { name: 'ADMIN_CORS', value: URL },
            { name: 'AUTH_CORS', value: URL },
            { name: 'MEDUSA_BACKEND_URL', value: URL },
            { name: 'STORE_CORS', value: URL },
          ],
          secrets: [],
          portMappings: [{ containerPort: 9000 }],
        },
      ],
    });
  });

  test('has the task role of the base, the one that is named, or none', () => {
    const base = taskDefinition({ taskRoleArn: 'arn:base' });
    const roles = [undefined, 'arn:named', ''].map((taskRoleArn) => described({ base, taskRoleArn }).taskRoleArn);
    expect(roles).toEqual(['arn:base', 'arn:named', undefined]);
  });

  test('gives Medusa, and no other container, its time to end', () => {
    const base = baseOf(
      { name: 'medusa', image: 'medusa:base', stopTimeout: 120 },
      { name: 'sidecar', stopTimeout: 90 },
    );
    const timesOf = (stopTimeoutSeconds: number | undefined) =>
      described({ base, stopTimeoutSeconds }).containerDefinitions?.map(({ stopTimeout }) => stopTimeout);
    expect(timesOf(10)).toEqual([10, 90]);
    expect(timesOf(undefined)).toEqual([120, 90]);
  });

  test('holds no member that AWS returns and does not take', () => {
    const membersOf = (schema: typeof TaskDefinition$) =>
      [...NormalizedSchema.of(schema).structIterator()].map(([name]) => name);
    const returned = Object.fromEntries(membersOf(TaskDefinition$).map((name) => [name, 'x']));
    const base = { ...taskDefinition(), ...returned, containerDefinitions: [{ name: 'medusa' }], tags: [] };
    const accepted = membersOf(RegisterTaskDefinitionRequest$).filter((name) => name !== 'tags');
    expect(Object.keys(described({ base: base as typeof base & { status: 'ACTIVE' } })).sort()).toEqual(
      accepted.sort(),
    );
  });

  test('has the sizes that were asked for', () => {
    expect(described({}, { cpu: '1024', memory: '2048' })).toMatchObject({ cpu: '1024', memory: '2048' });
    expect(described({}, { memory: '2048' })).toMatchObject({ cpu: '512', memory: '2048' });
  });

  test('has no limits of the container that stand against them', () => {
    const limits = { cpu: 1024, memory: 512, memoryReservation: 256 };
    const base = baseOf({ name: 'medusa', image: 'x', ...limits }, { name: 'sidecar', ...limits });
    const limitsOf = (written: Record<string, string>) =>
      described({ base }, written).containerDefinitions?.map(({ cpu, memory, memoryReservation }) => [
        cpu,
        memory,
        memoryReservation,
      ]);
    expect(limitsOf({})).toEqual([Object.values(limits), Object.values(limits)]);
    expect(limitsOf({ memory: '2048' })).toEqual([[1024, undefined, undefined], Object.values(limits)]);
    expect(limitsOf({ cpu: '256' })).toEqual([[undefined, 512, 256], Object.values(limits)]);
  });

  test('leaves the other containers alone', () => {
    const sidecar = { name: 'proxy', image: 'envoy:1', environment: [{ name: 'B', value: '2' }], essential: false };
    const { containerDefinitions } = described({ base: baseOf(sidecar, { name: 'medusa', image: 'x' }) });
    expect(containerDefinitions?.[0]).toEqual(sidecar);
    expect(containerDefinitions?.[1]).toMatchObject({ name: 'medusa', image: IMAGE });
  });

  test('and another of its image get the image and the variables; a proxy in front of them only the port', () => {
    const base = baseOf({ name: 'medusa' }, { name: 'worker', stopTimeout: 60 }, { name: 'nginx', image: 'nginx:1' });
    const parts = { base, siblings: ['worker'], entry: { container: 'nginx', port: 80 }, stopTimeoutSeconds: 10 };
    const [medusa, worker, nginx] = described(parts, { variables: 'A=1', cpu: '1024' }).containerDefinitions ?? [];
    expect(medusa).not.toHaveProperty('portMappings');
    expect(worker).toEqual({ ...medusa, name: 'worker', stopTimeout: 60 });
    expect(medusa).toMatchObject({ image: IMAGE, environment: expect.arrayContaining([{ name: 'A', value: '1' }]) });
    expect(nginx).toEqual({ name: 'nginx', image: 'nginx:1', portMappings: [{ containerPort: 80, protocol: 'tcp' }] });
  });

  test('keeps what else the base says of the container', () => {
    const container = { name: 'medusa', image: 'x', command: ['npm', 'start'], stopTimeout: 30, essential: true };
    const [medusa] = described({ base: baseOf(container) }).containerDefinitions ?? [];
    expect(medusa).toMatchObject({ command: ['npm', 'start'], stopTimeout: 30, essential: true });
  });

  test.each([
    ['is there already', 9000, [{ containerPort: 9000, name: 'web' }], [{ containerPort: 9000, name: 'web' }]],
    [
      'is not there',
      8080,
      [{ containerPort: 9000 }],
      [{ containerPort: 9000 }, { containerPort: 8080, protocol: 'tcp' }],
    ],
    [
      'is there beside another',
      9000,
      [{ containerPort: 1 }, { containerPort: 9000 }],
      [{ containerPort: 1 }, { containerPort: 9000 }],
    ],
    ['is the first', 9000, undefined, [{ containerPort: 9000, protocol: 'tcp' }]],
  ])('has the port once, where it %s', (...[, port, portMappings, expected]) => {
    const base = baseOf({ name: 'medusa', ...(portMappings && { portMappings }) });
    expect(described({ base, entry: { container: 'medusa', port } }).containerDefinitions?.[0]?.portMappings).toEqual(
      expected,
    );
  });

  test('does not change the base', () => {
    const base = taskDefinition();
    described({ base }, { cpu: '1024', variables: 'A=1' });
    expect(base).toEqual(taskDefinition());
  });
});

describe('the digest', () => {
  const digest = digestOf(described());

  test('is the same in each run, so that nothing is registered twice', () => {
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
    expect(digestOf({ family: 'a', containerDefinitions: [] })).toBe(
      digestOf({ containerDefinitions: [], family: 'a' }),
    );
    expect(digestOf(described())).toBe(digest);
  });

  test.each([
    ['another revision of the same base', { base: taskDefinition({ revision: 8, taskDefinitionArn: 'x:8' }) }],
    ['empty lists, which AWS adds to its answers', { base: taskDefinition({ volumes: [], placementConstraints: [] }) }],
    [
      'empty lists in a container',
      { base: baseOf({ mountPoints: [], name: 'medusa', portMappings: [{ containerPort: 9000 }], volumesFrom: [] }) },
    ],
    ['tags of the base', { base: { ...taskDefinition(), tags: [{ key: 'a', value: 'b' }] } }],
  ])('is not changed by %s', (_, over) => {
    expect(digestOf(described(over))).toBe(digest);
  });

  test('is not changed by the order of members, at any depth', () => {
    const options = { 'awslogs-group': '/shop', 'awslogs-region': 'eu-west-1' };
    const reversed = Object.fromEntries(Object.entries(options).reverse());
    const withOptions = (logOptions: Record<string, string>) =>
      digestOf({
        family: 'a',
        containerDefinitions: [{ name: 'b', logConfiguration: { logDriver: 'awslogs', options: logOptions } }],
      });
    expect(withOptions(reversed)).toBe(withOptions(options));
  });

  test('is not changed by the order in which variables are written', () => {
    expect(digestOf(described({}, { variables: 'A=1\nB=2' }))).toBe(digestOf(described({}, { variables: 'B=2\nA=1' })));
  });

  test.each<[string, Partial<Environment>, WrittenInputs]>([
    ['another image', {}, { image: 'medusa:v2' }],
    ['another variable', {}, { variables: 'A=1' }],
    [
      'another preload',
      { preload: { isHttpsAware: true, isNoindex: false, hasOwnSecrets: false, environment: 'acme/shop:shop pr-42' } },
      {},
    ],
    ['another size', {}, { cpu: '1024' }],
    ['another family', { family: 'shop-pr-43' }, {}],
    ['another command', { base: baseOf({ name: 'medusa', command: ['a', 'b'] }) }, {}],
  ])('is changed by %s', (_, over, written) => {
    expect(digestOf(described(over, written))).not.toBe(digest);
  });

  test('is changed by another URL', () => {
    expect(digestOf(described({}, {}, 'https://d222222abcdef8.cloudfront.net'))).not.toBe(digest);
  });

  test('is changed by the order of a command', () => {
    const withCommand = (command: string[]) => digestOf(described({ base: baseOf({ name: 'medusa', command }) }));
    expect(withCommand(['a', 'b'])).not.toBe(withCommand(['b', 'a']));
  });
});
