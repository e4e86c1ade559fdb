import { describe, expect, test } from '@jest/globals';
import { describeEnvironment } from '../../src/environment/environment.ts';
import type { Foundation } from '../../src/environment/foundation.ts';
import { ownerTags } from '../../src/environment/identity.ts';
import type { Target } from '../../src/request/inputs.ts';
import {
  failureOf,
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
  const target = inputs.target as Target;
  return describeEnvironment({ identity: identity(), inputs, target, pullRequest }, foundation(over));
}

describe('a copy', () => {
  test('is a service of its own in the cluster of its base, with a family of its own', () => {
    expect(described()).toMatchObject({
      reference: { cluster: 'shop', service: 'shop-pr-42' },
      isAdopted: false,
      family: 'shop-pr-42',
      container: 'medusa',
      containerPort: 9000,
    });
  });

  test('takes network, capacity and port from its base', () => {
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }];
    const loadBalancers = [{ targetGroupArn: 'arn:t', containerName: 'medusa', containerPort: 8080 }];
    const baseService = service({ capacityProviderStrategy, loadBalancers });
    expect(described(COPY, { baseService })).toMatchObject({
      networkConfiguration: baseService.networkConfiguration,
      capacityProviderStrategy,
      containerPort: 8080,
    });
  });

  test('takes what the inputs say before what its base says', () => {
    const written = {
      subnets: 'subnet-0a',
      'security-groups': 'sg-0a',
      'capacity-provider': 'FARGATE',
      'container-port': '7000',
    };
    expect(described(written)).toMatchObject({
      networkConfiguration: {
        awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'], assignPublicIp: 'DISABLED' },
      },
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      containerPort: 7000,
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

  test('that is not there yet listens where Medusa does unless told otherwise', () => {
    expect(described(IN_PLACE, { baseService: undefined }).containerPort).toBe(9000);
  });

  test('without anything to start from asks for a task definition', async () => {
    const error = await failureOf(() => described(IN_PLACE, { baseTaskDefinition: undefined }));
    expect(error.message).toBe('task-definition: missing. The service has none to start from.');
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
  ])('without an address of their own cannot be reached: %s (%#)', async (mode, baseTaskDefinition) => {
    const error = await failureOf(() => described(COPY, { baseTaskDefinition }));
    expect(error.message).toMatch(
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
    ['auto', 'HTTP', true],
    ['auto', 'HTTPS', false],
    ['on', 'HTTPS', true],
    ['off', 'HTTP', false],
  ] as const)('says https: %s, behind an %s listener: %s', (httpsAware, Protocol, isHttpsAware) => {
    const { preload } = described({ 'https-aware': httpsAware }, { listener: listener({ Protocol }) });
    expect(preload.isHttpsAware).toBe(isHttpsAware);
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

describe('the command that migrates', () => {
  const MIGRATE = 'npx medusa db:migrate --execute-safe-links';
  const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db';

  test.each<[string, WrittenInputs, string]>([
    ['none for a copy, which shares the database of its base', COPY, ''],
    ["Medusa's for a copy whose variables name a database", { variables: 'DATABASE_URL=postgres://x' }, MIGRATE],
    ["Medusa's for a copy whose secrets name a database", { secrets: `DATABASE_URL=${SECRET}` }, MIGRATE],
    ["Medusa's for a service in place", IN_PLACE, MIGRATE],
    ['the one that was asked for', { 'migrate-command': 'npm run up' }, 'npm run up'],
    ['none where none was asked for', { ...IN_PLACE, 'migrate-command': 'none' }, ''],
  ])('is %s', (_, written, command) => {
    expect(described(written).migrateCommand).toBe(command);
  });
});
