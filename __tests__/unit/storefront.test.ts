// An environment without a database: what its inputs have to say, and what is described of it.
import { describe, expect, test } from '@jest/globals';
import { describeWarnings } from '../../src/checks/warnings.ts';
import { describeTaskDefinition } from '../../src/environment/task-definition.ts';
import { readingOf, SMALLEST, service, taskDefinition, type WrittenInputs } from '../support/build.ts';
import { described, problemsOf } from '../support/described.ts';

const STOREFRONT: WrittenInputs = { database: 'none', 'task-definition': 'storefront:7' };
const URL = 'https://d111111abcdef8.cloudfront.net';
const WEB = { name: 'web', image: 'storefront:base', portMappings: [{ containerPort: 8000 }] };
const DEFINITION = taskDefinition({ family: 'storefront', containerDefinitions: [WEB] });
/** The foundation as it is found for one: what leads to the base service's container says nothing. */
const FOUND = { baseTaskDefinition: DEFINITION, balanced: undefined };

describe('a copy without a database', () => {
  test.each<[string, WrittenInputs, RegExp[]]>([
    [
      'needs a task definition',
      { 'task-definition': '' },
      [/^task-definition: missing\. With "database: none" nothing/],
    ],
    ['inherits no secrets', { 'inherit-secrets': 'JWT_SECRET' }, [/^inherit-secrets: with "database: none" nothing/]],
    ['is good with both', {}, []],
  ])('%s', (_, written, expected) => {
    const { problemsToDeploy } = readingOf({ ...SMALLEST, ...STOREFRONT, ...written });
    expect(problemsToDeploy).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  test('in place needs neither', () => {
    const written = { ...SMALLEST, 'base-service': '', service: 'shop/web', database: 'none' };
    expect(readingOf(written).problemsToDeploy).toEqual([]);
  });

  test('has nothing of Medusa, and of the base service its place', () => {
    const baseService = service({
      enableExecuteCommand: true,
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }],
      serviceRegistries: [{ registryArn: 'arn:r' }],
    });
    expect(described(STOREFRONT, { ...FOUND, baseService })).toMatchObject({
      isStorefront: true,
      isSealed: false,
      database: undefined,
      migrateCommand: '',
      entry: { container: 'web', port: 8000 },
      targets: { protocol: 'HTTP', healthCheck: { path: '/', codes: '200-399' } },
      networkConfiguration: baseService.networkConfiguration,
      capacityProviderStrategy: baseService.capacityProviderStrategy,
      enableExecuteCommand: false,
      leftBehind: [],
      preload: { hasOwnSecrets: false, isHttpsAware: true, isOptional: true },
    });
  });

  test('listens where Next.js does, unless the container or an input says otherwise', () => {
    const silent = taskDefinition({ containerDefinitions: [{ name: 'web' }] });
    const found = { ...FOUND, baseTaskDefinition: silent };
    expect(described(STOREFRONT, found).entry.port).toBe(3000);
    expect(described({ ...STOREFRONT, container: 'web:80' }, found).entry.port).toBe(80);
  });

  test('may be asked for its health elsewhere, and is well with the same statuses', () => {
    const written = { ...STOREFRONT, 'health-check-path': '/api/health' };
    expect(described(written, FOUND).targets.healthCheck).toEqual({ path: '/api/health', codes: '200-399' });
  });

  test('gets the variables and the preload that it is given, and no others', () => {
    const environment = described({ ...STOREFRONT, variables: 'SELF={url}' }, FOUND);
    const { containerDefinitions: [web] = [] } = describeTaskDefinition(environment, URL);
    expect(web?.environment?.map(({ name }) => name)).toEqual(['NODE_OPTIONS', 'SELF']);
    expect(web?.environment?.[1]).toEqual({ name: 'SELF', value: URL });
    expect(web?.secrets).toEqual([]);
  });

  test('keeps a NODE_OPTIONS that is a secret, and is refused nothing for it', () => {
    const secrets = [{ name: 'NODE_OPTIONS', valueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/o' }];
    const containerDefinitions = [{ ...WEB, secrets }];
    const found = { ...FOUND, baseTaskDefinition: taskDefinition({ containerDefinitions }) };
    expect(problemsOf(STOREFRONT, found)).toEqual([]);
    const environment = described(STOREFRONT, found);
    expect(describeWarnings(environment, describeTaskDefinition(environment, URL), undefined)).toEqual([]);
  });

  test('is warned of credentials that anybody may read, and of nothing else', () => {
    const environment = described({ ...STOREFRONT, 'desired-count': '2', variables: 'API_SECRET=hunter2' }, FOUND);
    expect(describeWarnings(environment, describeTaskDefinition(environment, URL), undefined)).toEqual([
      expect.stringMatching(/^API_SECRET: readable by everyone/),
    ]);
  });
});
