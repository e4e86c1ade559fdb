import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { readTaskDefinitionSource } from '../../src/request/task-definition-file.ts';
import { filesFrom } from '../support/build.ts';

const DEFINITION = { family: 'medusa', containerDefinitions: [{ name: 'web' }, { name: 'proxy' }] };

function read(file: string, container?: string) {
  return readTaskDefinitionSource('ecs/medusa.json', filesFrom({ 'ecs/medusa.json': file }), container);
}

function problemsOf(definition: object, container?: string): string[] {
  try {
    read(JSON.stringify(definition), container);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

test.each([
  ['medusa'],
  ['medusa:7'],
  ['m'],
  ['m'.repeat(255)],
  ['medusa_web-1:12'],
  ['arn:aws:ecs:eu-west-1:123456789012:task-definition/medusa:7'],
  ['arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/medusa:7'],
  ['arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task-definition/medusa'],
])('%s is the name of a registered one, and no file is read', (name) => {
  expect(readTaskDefinitionSource(name, filesFrom({}), undefined)).toEqual({ kind: 'registered', name });
});

test('a name that is longer than AWS allows is taken for a path', () => {
  const name = 'm'.repeat(256);
  expect(() => readTaskDefinitionSource(name, filesFrom({}), undefined)).toThrow(`${name} cannot be read`);
});

describe('a file', () => {
  test.each([
    ['as "aws ecs register-task-definition" takes it', JSON.stringify(DEFINITION)],
    ['as "aws ecs describe-task-definition" prints it', JSON.stringify({ taskDefinition: DEFINITION, tags: [] })],
    ['with line ends of Windows', JSON.stringify(DEFINITION, undefined, 2).replaceAll('\n', '\r\n')],
    ['with a mark of the byte order', `\uFEFF${JSON.stringify(DEFINITION)}`],
  ])('%s is read', (_, text) => {
    expect(read(text)).toEqual({ kind: 'file', path: 'ecs/medusa.json', definition: DEFINITION });
  });

  test.each([['ecs/medusa.JSON'], ['ecs/medusa'], ['./medusa']])('may also be at %s', (path) => {
    const source = readTaskDefinitionSource(path, filesFrom({ [path]: JSON.stringify(DEFINITION) }), undefined);
    expect(source).toEqual({ kind: 'file', path, definition: DEFINITION });
  });

  test.each([
    ['empty', ''],
    ['YAML', 'family: medusa'],
    ['cut off', '{"family": "medusa"'],
    ['with a comment', '{} // medusa'],
  ])('that is %s is not JSON', (_, text) => {
    expect(() => read(text)).toThrow(/^ecs\/medusa\.json is not JSON: .+\. Write a task definition in JSON\.$/s);
  });

  test.each([
    ['null', null],
    ['a list', [DEFINITION]],
    ['a text', 'medusa'],
    ['without containers', { family: 'medusa' }],
    ['with an empty list of containers', { containerDefinitions: [] }],
    ['with containers by name', { containerDefinitions: { web: {} } }],
    ['with a container without name', { containerDefinitions: [{ name: 'web' }, {}] }],
    ['with a container that is null', { containerDefinitions: [null] }],
    [
      'with a variable that is a text',
      { containerDefinitions: [{ name: 'web', environment: [{ name: 'A' }, 'B=1'] }] },
    ],
    ['with variables by name', { containerDefinitions: [{ name: 'web', environment: { A: '1' } }] }],
    ['with secrets by name', { containerDefinitions: [{ name: 'web', secrets: { A: 'arn' } }] }],
    ['with ports as numbers', { containerDefinitions: [{ name: 'web', portMappings: [9000] }] }],
    [
      'with a port that is a text',
      { containerDefinitions: [{ name: 'web', portMappings: [{ containerPort: '9000' }] }] },
    ],
    [
      'with a value that is a number',
      { containerDefinitions: [{ name: 'web', environment: [{ name: 'A', value: 1 }] }] },
    ],
    [
      'with a value that is null',
      { containerDefinitions: [{ name: 'web', environment: [{ name: 'A', value: null }] }] },
    ],
    [
      'with a variable of two lines',
      { containerDefinitions: [{ name: 'web', environment: [{ name: 'A\n::error::' }] }] },
    ],
    ['with a secret that has no name', { containerDefinitions: [{ name: 'web', secrets: [{ valueFrom: 'arn' }] }] }],
    ['with a container of two words', { containerDefinitions: [{ name: 'web `server`' }] }],
    ['of a family of two words', { ...DEFINITION, family: 'my shop' }],
    ['of a network that is none', { ...DEFINITION, networkMode: { toString: 1 } }],
  ])('that is %s is not a task definition', (_, content) => {
    expect(() => read(JSON.stringify(content))).toThrow(
      'ecs/medusa.json is not a task definition. Give it containerDefinitions, each with a name; environment, secrets and portMappings are lists, and the value of a variable is a text: "1", not 1.',
    );
  });

  test('may have members that are null, which are left out', () => {
    const nulls = { environment: null, secrets: null, portMappings: [{ containerPort: null }], environmentFiles: null };
    const written = {
      family: null,
      networkMode: null,
      volumes: null,
      containerDefinitions: [{ name: 'web', ...nulls }],
    };
    const definition = { containerDefinitions: [{ name: 'web', portMappings: [{}] }] };
    expect(read(JSON.stringify(written))).toEqual({ kind: 'file', path: 'ecs/medusa.json', definition });
  });

  test('may have members that AWS returns and does not take back, and tags, which are ours to give', () => {
    const definition = { ...DEFINITION, revision: 7, registeredAt: '2026-01-01', tags: { owner: 'us' } };
    expect(read(JSON.stringify(definition))).toMatchObject({ definition });
  });

  test('with members that are unknown is refused with their paths, and with what else is wrong', () => {
    const containerDefinitions = [{ name: 'web', enviroment: [], healthcheck: {}, portMappings: [{ port: 1 }] }];
    expect(problemsOf({ cpu: 512, containerDefinitions, futureThing: true })).toEqual([
      'cpu is a number and must be a text.',
      'ecs/medusa.json has members that this version of the action does not know, so they would be lost: futureThing, containerDefinitions[0].enviroment, containerDefinitions[0].healthcheck (healthCheck), containerDefinitions[0].portMappings[0].port. Correct their spelling or their place, or take them out.',
    ]);
  });

  test('as CloudFormation writes it is refused with the names that are right', () => {
    expect(problemsOf({ Family: 'medusa', ContainerDefinitions: [{ Name: 'web' }] })).toEqual([
      expect.stringContaining('is not a task definition'),
      expect.stringContaining('Family (family), ContainerDefinitions (containerDefinitions)'),
    ]);
  });

  test.each([
    [{ ...DEFINITION, cpu: 512 }, ['cpu is a number and must be a text.']],
    [
      { ...DEFINITION, cpu: 512, volumes: {} },
      ['volumes is an object and must be a list.', 'cpu is a number and must be a text.'],
    ],
    [
      { containerDefinitions: [{ name: 'web', environment: { A: '1' } }] },
      [
        expect.stringContaining('is not a task definition'),
        'containerDefinitions[0].environment is an object and must be a list.',
      ],
    ],
  ])('with members that are not of their types is refused with each: %j', (definition, problems) => {
    expect(problemsOf(definition)).toEqual(problems);
  });

  test('with very many of them is refused with some', () => {
    const command = new Array(50).fill(1);
    const problems = problemsOf({ containerDefinitions: [{ name: 'web', command }] });
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('… and 30 more of this kind.');
  });

  test('is refused with its types together with the container that it lacks', () => {
    expect(problemsOf({ ...DEFINITION, cpu: 512 }, 'medusa')).toEqual([
      expect.stringContaining('has no container "medusa"'),
      'cpu is a number and must be a text.',
    ]);
  });

  test('that is nested deeper than any is refused', () => {
    const nested = (levels: number) =>
      `{"containerDefinitions":[{"name":"web"}],"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(() => read(nested(19))).toThrow('does not know, so they would be lost: x.');
    expect(() => read(nested(20))).toThrow('ecs/medusa.json is nested too deeply for a task definition.');
    expect(() => read(nested(100_000))).toThrow('ecs/medusa.json is nested too deeply for a task definition.');
  });

  test.each([
    ['{"password": hunter2}', "Unexpected token 'h' is not valid JSON"],
    ['hunter2', "Unexpected token 'h' is not valid JSON"],
    ['{"a": "hunter2', 'Unterminated string in JSON at position 14 (line 1 column 15)'],
  ])('that is no JSON (%s) is refused without a piece of it, which may be secret', (text, reason) => {
    expect(() => read(text)).toThrow(`ecs/medusa.json is not JSON: ${reason}. Write a task definition in JSON.`);
  });

  test('that is missing is refused with the reason and both ways to name one', () => {
    expect(() => readTaskDefinitionSource('gone.json', filesFrom({}), undefined)).toThrow(
      "gone.json cannot be read: ENOENT: no such file or directory, open 'gone.json'. Give the path of a JSON file in the workspace, or family:revision.",
    );
  });

  test('with a member that objects have anyway is refused as with any other that is unknown', () => {
    const text = '{"__proto__": {"x": 1}, "containerDefinitions": [{"name": "web"}]}';
    expect(() => read(text)).toThrow('so they would be lost: __proto__.');
  });
});

describe('the container', () => {
  test('may be any of the file', () => {
    expect(read(JSON.stringify(DEFINITION), 'proxy')).toMatchObject({ kind: 'file' });
  });

  test.each([['medusa'], ['WEB'], ['__proto__']])('%s is not among them, and the names are listed', (container) => {
    expect(() => read(JSON.stringify(DEFINITION), container)).toThrow(
      `ecs/medusa.json has no container "${container}". It has web, proxy; name one of them in "container".`,
    );
  });
});
