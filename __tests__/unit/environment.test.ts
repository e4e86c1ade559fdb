import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { problemsOfWorkload } from '../../src/checks/workload.ts';
import { describeEnvironment } from '../../src/environment/environment.ts';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { describeWorkload } from '../../src/environment/workload.ts';
import type { Foundation } from '../../src/foundation/foundation.ts';
import { ownerTags } from '../../src/identity.ts';
import {
  foundation,
  goodInputs,
  identity,
  listener,
  service,
  taskDefinition,
  type WrittenInputs,
} from '../support/build.ts';

const COPY: WrittenInputs = {};
const IN_PLACE: WrittenInputs = { 'base-service': '', service: 'shop/medusa' };
const OURS = Object.entries(ownerTags(identity())).map(([key, value]) => ({ key, value }));

function described(written: WrittenInputs = COPY, over: Partial<Foundation> = {}, pullRequest?: number) {
  const inputs = goodInputs(written);
  const [medusa] = taskDefinition().containerDefinitions ?? [];
  const environment = [{ name: 'DATABASE_URL', value: 'postgres://db/medusa' }];
  const baseTaskDefinition = taskDefinition({ containerDefinitions: [{ ...medusa, environment }] });
  const request = { identity: identity(), inputs, pullRequest };
  const found = foundation({ baseTaskDefinition, ...over });
  return describeEnvironment(request, describeWorkload(request, found).workload, found);
}

function problemsOf(...asked: Parameters<typeof described>): string[] {
  return problemsOfWorkload(described(...asked));
}

describe('a copy', () => {
  test('is a service of its own in the cluster of its base, with a family of its own', () => {
    expect(described()).toMatchObject({
      reference: { cluster: 'shop', service: 'shop-pr-42' },
      isAdopted: false,
      family: 'shop-pr-42',
      container: 'medusa',
      entry: { container: 'medusa', port: 9000 },
    });
  });

  test('takes network, capacity and port from its base', () => {
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }];
    const loadBalancers = [{ targetGroupArn: 'arn:t', containerName: 'medusa', containerPort: 8080 }];
    const baseService = service({ capacityProviderStrategy, loadBalancers });
    expect(described(COPY, { baseService })).toMatchObject({
      networkConfiguration: baseService.networkConfiguration,
      capacityProviderStrategy,
      entry: { container: 'medusa', port: 8080 },
    });
  });

  test('takes what the inputs say before what its base says', () => {
    const written = {
      subnets: 'subnet-0a',
      'security-groups': 'sg-0a',
      'capacity-provider': 'FARGATE',
      container: 'medusa:7000',
    };
    expect(described(written)).toMatchObject({
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'], assignPublicIp: 'DISABLED' },
      },
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      entry: { container: 'medusa', port: 7000 },
    });
  });

  test('may take the subnets from the inputs and the rest of the network from its base', () => {
    const base = { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' as const };
    const baseService = service({ networkConfiguration: { awsvpcConfiguration: base } });
    expect(described({ subnets: 'subnet-0a' }, { baseService }).networkConfiguration).toEqual({
      awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' },
    });
  });

  test('says nothing of a network or a capacity that nobody names', () => {
    const { networkConfiguration: _, ...baseService } = service({ capacityProviderStrategy: [] });
    expect(described(COPY, { baseService })).toMatchObject({
      networkConfiguration: undefined,
      capacityProviderStrategy: undefined,
    });
  });
});

describe('a service in place', () => {
  test('that somebody else made is adopted, with its own name and family', () => {
    expect(described(IN_PLACE)).toMatchObject({
      reference: { cluster: 'shop', service: 'medusa' },
      isAdopted: true,
      family: 'medusa',
    });
  });

  test('that somebody else made gets a family of ours where the file names none', () => {
    const { family: _, ...baseTaskDefinition } = taskDefinition();
    expect(described(IN_PLACE, { baseTaskDefinition }).family).toBe('shop-pr-42');
  });

  test('that another environment of ours made is adopted as well: it is not this one', () => {
    const tags = Object.entries(ownerTags(identity({ environment: 'qa' }))).map(([key, value]) => ({ key, value }));
    expect(described(IN_PLACE, { baseService: service({ tags }) }).isAdopted).toBe(true);
  });

  test.each([
    ['that we made', service({ tags: OURS })],
    ['that is not there yet', undefined],
  ])('%s is ours, with a family of ours', (_, baseService) => {
    expect(described(IN_PLACE, { baseService })).toMatchObject({
      reference: { cluster: 'shop', service: 'medusa' },
      isAdopted: false,
      family: 'shop-pr-42',
    });
  });

  test('that is not there yet listens where Medusa does unless the input says otherwise', () => {
    expect(described(IN_PLACE, { baseService: undefined }).entry.port).toBe(9000);
  });
});

describe('tasks', () => {
  test.each([
    ['on Fargate where nobody says otherwise', service(), 'FARGATE'],
    ['on Fargate for a service that is not there yet', undefined, 'FARGATE'],
    ['where those of the base run', service({ launchType: 'EC2' }), 'EC2'],
  ])('run %s', (_, baseService, launchType) => {
    const written = baseService === undefined ? IN_PLACE : COPY;
    expect(described(written, { baseService }).launchType).toBe(launchType);
  });

  test.each([
    ['bridge', taskDefinition({ networkMode: 'bridge' })],
    ['bridge', { family: 'medusa', containerDefinitions: [{ name: 'medusa' }] }],
  ])('without an address of their own cannot be reached: %s (%#)', (mode, baseTaskDefinition) => {
    expect(problemsOf(COPY, { baseTaskDefinition })[0]).toMatch(
      new RegExp(`^task-definition: medusa has the network mode ${mode}\\. .+ use awsvpc\\.$`),
    );
  });
});

describe('the grace period', () => {
  test.each([
    ['at least two minutes', undefined, 120],
    ['at least two minutes, where the base has less', 30, 120],
    ["the base's, where it has more", 300, 300],
  ])('is %s', (_, healthCheckGracePeriodSeconds, expected) => {
    const baseService = service(healthCheckGracePeriodSeconds === undefined ? {} : { healthCheckGracePeriodSeconds });
    expect(described(COPY, { baseService }).healthCheckGracePeriodSeconds).toBe(expected);
  });
});

describe('the preload', () => {
  test.each([
    ['HTTP', true],
    ['HTTPS', false],
  ] as const)('behind an %s listener says https: %s', (Protocol, isHttpsAware) => {
    const { preload } = described(COPY, { listener: listener({ Protocol }) });
    expect(preload).toMatchObject({ isHttpsAware, environment: 'acme/shop:shop pr-42' });
  });

  test.each([
    ['for a pull request', {}, 42, true],
    ['for a long-lived environment', {}, undefined, false],
    ['where it is asked for', { noindex: 'true' }, undefined, true],
    ['where it is refused', { noindex: 'false' }, 42, false],
  ])('keeps search engines away %s: %#', (...[, written, pullRequest, isNoindex]) => {
    expect(described(written, {}, pullRequest).preload.isNoindex).toBe(isNoindex);
  });
});

describe('a database of its own', () => {
  const database = { name: 'shop_pr_42', mark: 'medusa-preview acme/shop:shop pr-42' };
  const URL = 'DATABASE_URL=postgres://medusa@db/medusa';
  const NODE_OPTIONS = { name: 'NODE_OPTIONS', valueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/options' };

  function basedOn(container: ContainerDefinition, written: WrittenInputs = COPY) {
    const baseTaskDefinition = taskDefinition({ containerDefinitions: [{ name: 'medusa', ...container }] });
    return described(written, { baseTaskDefinition });
  }

  test.each<[string, WrittenInputs, object | undefined]>([
    ['is for a copy', COPY, database],
    ['is not for a copy that is given one', { variables: URL }, undefined],
    ['is for one that asks for both', { variables: URL, database: 'isolated' }, database],
    ['is not for a copy that shares', { database: 'shared' }, undefined],
    ['is not for a service in place', IN_PLACE, undefined],
  ])('%s', (_, written, expected) => {
    const environment = described(written);
    expect(environment.database).toEqual(expected);
    expect(environment.preload.database).toBe(expected === undefined ? undefined : database.name);
  });

  test('needs a DATABASE_URL to know its server by', () => {
    expect(problemsOfWorkload(basedOn({ environment: [] }))).toEqual([
      expect.stringMatching(/^database: container medusa of .+ has no DATABASE_URL/),
    ]);
    const shared = basedOn({ environment: [] }, { database: 'shared' });
    expect(shared.database).toBeUndefined();
    expect(problemsOfWorkload(shared)).toEqual([]);
  });

  test('is refused where NODE_OPTIONS is a secret, so that nothing could lead to it', () => {
    const container = {
      environment: [{ name: 'DATABASE_URL', value: 'postgres://db/medusa' }],
      secrets: [NODE_OPTIONS],
    };
    expect(problemsOfWorkload(basedOn(container))).toEqual([
      expect.stringMatching(/^database: NODE_OPTIONS is a secret/),
    ]);
  });
});

describe('a base service that is an environment with a database of its own', () => {
  const staged = describeNodeOptions('', { ...described(COPY).preload, database: 'shop_staging' });
  const baseTaskDefinition = taskDefinition({
    containerDefinitions: [
      {
        name: 'medusa',
        environment: [
          { name: 'DATABASE_URL', value: 'postgres://db/medusa' },
          { name: 'NODE_OPTIONS', value: staged },
        ],
      },
    ],
  });
  const SECRET = 'NODE_OPTIONS=arn:aws:ssm:eu-west-1:123456789012:parameter/options';
  const OTHER = 'DATABASE_URL=postgres://medusa@other/medusa';

  test.each<[string, WrittenInputs, { preloaded?: string; baseDatabase?: string }]>([
    ['shares it', { database: 'shared' }, { preloaded: 'shop_staging', baseDatabase: 'shop_staging' }],
    ['keeps it in place', IN_PLACE, { preloaded: 'shop_staging', baseDatabase: 'shop_staging' }],
    ['has it copied', COPY, { preloaded: 'shop_pr_42', baseDatabase: 'shop_staging' }],
    ['gives way to the address of the user', { variables: OTHER }, {}],
    [
      'has nothing to copy on the server of the user',
      { variables: OTHER, database: 'isolated' },
      { preloaded: 'shop_pr_42' },
    ],
  ])('%s', (_, written, { preloaded, baseDatabase }) => {
    const environment = described(written, { baseTaskDefinition });
    expect(environment.preload.database).toBe(preloaded);
    expect(environment.baseDatabase).toBe(baseDatabase);
  });

  test('is not shared where NODE_OPTIONS is a secret, so that nothing could lead to it', () => {
    const written = { database: 'shared', secrets: SECRET };
    expect(problemsOf(written, { baseTaskDefinition })).toEqual([
      expect.stringMatching(/^database: NODE_OPTIONS is a secret, .+ shop_staging, .+ DATABASE_URL in "secrets"\.$/),
    ]);
    expect(described({ ...written, variables: OTHER }, { baseTaskDefinition }).baseDatabase).toBeUndefined();
    expect(problemsOf({ ...written, variables: OTHER }, { baseTaskDefinition })).toEqual([]);
  });
});

describe('the command that migrates', () => {
  const MIGRATE = 'npx medusa db:migrate --execute-safe-links';
  const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db';

  test.each<[string, WrittenInputs, string]>([
    ["Medusa's for a copy, which has a database of its own", COPY, MIGRATE],
    ['none for a copy that shares the database of its base', { database: 'shared' }, ''],
    ["Medusa's for a copy whose variables name a database", { variables: 'DATABASE_URL=postgres://x' }, MIGRATE],
    ["Medusa's for a copy whose secrets name a database", { secrets: `DATABASE_URL=${SECRET}` }, MIGRATE],
    ["Medusa's for a service in place", IN_PLACE, MIGRATE],
    ['the one that was asked for', { 'migrate-command': 'npm run up' }, 'npm run up'],
    ['none where none was asked for', { ...IN_PLACE, 'migrate-command': 'none' }, ''],
  ])('is %s', (_, written, command) => {
    expect(described(written).migrateCommand).toBe(command);
  });
});
