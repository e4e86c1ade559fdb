import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { problemsOfWorkload } from '../../src/checks/workload.ts';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { taskDefinition, type WrittenInputs } from '../support/build.ts';
import { COPY, described, IN_PLACE, problemsOf } from '../support/described.ts';

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
    ['is for a copy that is given a server', { variables: URL }, database],
    ['is not for one that shares what it is given', { variables: URL, database: 'shared' }, undefined],
    ['is not for a copy that shares', { database: 'shared' }, undefined],
    ['is not for a service in place', IN_PLACE, undefined],
  ])('%s', (_, written, expected) => {
    const environment = described(written);
    expect(environment.database).toEqual(expected);
    expect(environment.preload.database).toBe(expected === undefined ? undefined : database.name);
  });

  test.each<[string, string | undefined, object]>([
    ['nothing', undefined, {}],
    ['nothing', 'isolated', {}],
    ['a template', 'template:shop_template', { template: 'shop_template' }],
    ["the base's own, wherever its address leads", 'template:base', { isAddressCopied: true }],
  ])('begins with %s: %s', (_, written = '', source) => {
    expect(described({ database: written }).databaseSource).toEqual(source);
  });

  test("is no copy of the base's own on a server that is given", () => {
    expect(problemsOf({ database: 'template:base', variables: URL })).toEqual([
      expect.stringMatching(/^database: template:base is .+ Use template:NAME, or omit DATABASE_URL\.$/),
    ]);
    expect(problemsOf({ database: 'template:shop', variables: URL })).toEqual([]);
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
    ['keeps it beside that of a copy', COPY, { preloaded: 'shop_pr_42', baseDatabase: 'shop_staging' }],
    ['gives way to the address of the user', { variables: OTHER, database: 'shared' }, {}],
    ['gives way to the server of the user', { variables: OTHER }, { preloaded: 'shop_pr_42' }],
  ])('%s', (_, written, { preloaded, baseDatabase }) => {
    const environment = described(written, { baseTaskDefinition });
    expect(environment.preload.database).toBe(preloaded);
    expect(environment.baseDatabase).toBe(baseDatabase);
  });

  test('has it copied only where that is asked for', () => {
    expect(described(COPY, { baseTaskDefinition }).databaseSource).toEqual({});
    const { databaseSource } = described({ database: 'template:base' }, { baseTaskDefinition });
    expect(databaseSource).toEqual({ template: 'shop_staging' });
  });

  test('is not shared where NODE_OPTIONS is a secret, so that nothing could lead to it', () => {
    const written = { database: 'shared', secrets: SECRET };
    expect(problemsOf(written, { baseTaskDefinition })).toEqual([
      expect.stringMatching(/^database: NODE_OPTIONS is a secret, .+ shop_staging, .+ DATABASE_URL in "secrets"\.$/),
    ]);
    expect(described({ ...written, variables: OTHER }, { baseTaskDefinition }).baseDatabase).toBeUndefined();
    // Its logins would still be those of the base service.
    expect(problemsOf({ ...written, variables: OTHER }, { baseTaskDefinition })).toEqual([
      expect.stringMatching(/^variables: NODE_OPTIONS is a secret, so the preload, which derives secrets /),
    ]);
  });
});

describe('the command that migrates', () => {
  const MIGRATE = 'npx medusa db:migrate --execute-safe-links';
  const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db';
  const SHARED = { database: 'shared' };

  test.each<[string, WrittenInputs, string]>([
    ["Medusa's for a copy, which has a database of its own", COPY, MIGRATE],
    ['none for a copy that shares the database of its base', SHARED, ''],
    [
      "Medusa's for a copy whose variables name a database",
      { ...SHARED, variables: 'DATABASE_URL=postgres://x' },
      MIGRATE,
    ],
    ["Medusa's for a copy whose secrets name a database", { ...SHARED, secrets: `DATABASE_URL=${SECRET}` }, MIGRATE],
    ["Medusa's for a service in place", IN_PLACE, MIGRATE],
    ['the one that was asked for', { 'migrate-command': 'npm run up' }, 'npm run up'],
    ['none where none was asked for', { ...IN_PLACE, 'migrate-command': 'none' }, ''],
  ])('is %s', (_, written, command) => {
    expect(described(written).migrateCommand).toBe(command);
  });
});
