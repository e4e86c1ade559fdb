import { describe, expect, test } from '@jest/globals';
import { ownerTags } from '../../src/identity.ts';
import { identity, listener, service, taskDefinition } from '../support/build.ts';
import { COPY, described, IN_PLACE, problemsOf } from '../support/described.ts';

const OURS = Object.entries(ownerTags(identity())).map(([key, value]) => ({ key, value }));

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
      new RegExp(`^task-definition: medusa has the network mode ${mode}\\. .+ requires awsvpc\\.$`),
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
