import { RegisterTaskDefinitionRequest$ } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { typeErrors, unknownMembers, withoutNulls } from '../../src/request/schema-check.ts';

const errorsOf = (definition: unknown) => typeErrors(RegisterTaskDefinitionRequest$, definition);
const errorsOfContainer = (container: object) =>
  errorsOf({ containerDefinitions: [{ name: 'web' }, { name: 'medusa', ...container }] });

const WHOLE = {
  family: 'medusa',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  ephemeralStorage: { sizeInGiB: 30 },
  volumes: [
    { name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED' } } },
  ],
  runtimePlatform: { cpuArchitecture: 'X86_64' },
  containerDefinitions: [
    {
      name: 'medusa',
      cpu: 0,
      essential: true,
      command: ['npm', 'start'],
      environment: [{ name: 'A', value: '1' }],
      environmentFiles: [{ value: 'arn:aws:s3:::x/y.env', type: 's3' }],
      dockerLabels: { b: '1' },
      healthCheck: { command: ['CMD-SHELL', 'true'], interval: 5 },
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/medusa' }, secretOptions: [] },
      linuxParameters: { initProcessEnabled: true },
      ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 2048 }],
    },
  ],
};

test.each([
  ['a whole one', WHOLE],
  ['an empty one', {}],
  ['members that AWS prints and does not take, and some that it never heard of', { ...WHOLE, revision: 7, x: [null] }],
])('%s is as it has to be', (_, definition) => {
  expect(errorsOf(definition)).toEqual([]);
});

describe('unknown members are named with their paths', () => {
  test.each([
    ['none of a whole one', WHOLE, []],
    ['at the top', { ...WHOLE, futureThing: true }, ['futureThing']],
    [
      'of a container, with the name that is meant where only the case differs',
      { containerDefinitions: [{ name: 'web' }, { name: 'medusa', enviroment: [], healthcheck: {} }] },
      ['containerDefinitions[1].enviroment', 'containerDefinitions[1].healthcheck (healthCheck)'],
    ],
    [
      'at any depth',
      { volumes: [{ efsVolumeConfiguration: { authorizationConfig: { iam: 'ENABLED', user: 1 } } }] },
      ['volumes[0].efsVolumeConfiguration.authorizationConfig.user'],
    ],
    [
      'in another place than theirs',
      { containerDefinitions: [{ taskRoleArn: 'x' }] },
      ['containerDefinitions[0].taskRoleArn'],
    ],
    ['but not the keys of a map', { containerDefinitions: [{ dockerLabels: { anything: 'x' } }] }, []],
    ['but not inside of what is not of its type', { containerDefinitions: { x: 1 }, volumes: ['x'] }, []],
    ['without what a workflow command could be', { '\n::error::': 1, ['__proto__']: 1, x: 1 }, ['…', '__proto__', 'x']],
  ])('%s', (_, definition, paths) => {
    expect(unknownMembers(RegisterTaskDefinitionRequest$, definition)).toEqual(paths);
  });
});

describe('is reported with its path, what it is and what it has to be', () => {
  test.each([
    [{ cpu: 512 }, 'cpu is a number and must be a text.'],
    [{ volumes: {} }, 'volumes is an object and must be a list.'],
    [{ requiresCompatibilities: 'FARGATE' }, 'requiresCompatibilities is a text and must be a list.'],
    [{ ephemeralStorage: { sizeInGiB: '30' } }, 'ephemeralStorage.sizeInGiB is a text and must be a number.'],
    [
      { ephemeralStorage: { sizeInGiB: Number.POSITIVE_INFINITY } },
      'ephemeralStorage.sizeInGiB is too large and must be a number.',
    ],
    [{ runtimePlatform: [] }, 'runtimePlatform is a list and must be an object.'],
    [{ enableFaultInjection: 'true' }, 'enableFaultInjection is a text and must be true or false.'],
    [{ family: true }, 'family is true or false and must be a text.'],
  ])('%j', (definition, problem) => {
    expect(errorsOf(definition)).toEqual([problem]);
  });

  test.each([
    [{ command: 'npm start' }, 'command is a text and must be a list.'],
    [{ command: ['npm', 1] }, 'command[1] is a number and must be a text.'],
    [{ command: [null] }, 'command[0] is null and must be a text.'],
    [{ healthCheck: 'CMD true' }, 'healthCheck is a text and must be an object.'],
    [{ mountPoints: 'x' }, 'mountPoints is a text and must be a list.'],
    [{ mountPoints: [{ readOnly: 'no' }] }, 'mountPoints[0].readOnly is a text and must be true or false.'],
    [{ dockerLabels: ['a'] }, 'dockerLabels is a list and must be an object.'],
    [{ dockerLabels: { 'com.example/a': 1 } }, 'dockerLabels["com.example/a"] is a number and must be a text.'],
    [{ dockerLabels: { '\n::error::': 1 } }, 'dockerLabels[…] is a number and must be a text.'],
    [{ essential: 'yes' }, 'essential is a text and must be true or false.'],
  ])('of a container: %j', (container, problem) => {
    expect(errorsOfContainer(container)).toEqual([`containerDefinitions[1].${problem}`]);
  });

  test('together with all others', () => {
    expect(errorsOf({ cpu: 512, memory: 1024, containerDefinitions: [{ links: {} }] })).toEqual([
      'containerDefinitions[0].links is an object and must be a list.',
      'cpu is a number and must be a text.',
      'memory is a number and must be a text.',
    ]);
  });
});

test('members that are null are left out, whatever they are called and however deep; items of lists are not', () => {
  const written = JSON.parse('{"a":null,"b":{"c":null,"__proto__":{"d":null}},"e":[{"f":null},null,0,""],"g":false}');
  expect(JSON.stringify(withoutNulls(written))).toBe('{"b":{"__proto__":{}},"e":[{},null,0,""],"g":false}');
  expect(withoutNulls(null)).toBeNull();
});
