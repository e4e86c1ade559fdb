import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest } from '../../harness/pull-request.ts';
import { registerLikeBase } from '../support/base-definition.ts';
import { type Play, scenarioStage } from '../support/stage.ts';
import { stopService } from '../support/stopped-service.ts';

const stage = scenarioStage();

/** The input is left out: a copy gets a database of its own. */
const OWN = {
  database: '',
  'migrate-command': `node -p '"migrating " + process.env.DATABASE_URL.split("/").at(-1)' && medusa db:migrate`,
};
const MARK = 'medusa-preview acme/shop:shop pr-42';

function tasksRun({ writes }: Play): number {
  return namesOf(writes).filter((name) => name === 'ecs:RunTask').length;
}

test('a copy gets a database of its own, which migrations and service use, and which goes with it', async () => {
  const made = await stage.act(OWN);
  expect(made.exitCode).toBe(0);
  expect(tasksRun(made)).toBe(1);
  expect(made.log).toContain('+ created database shop_pr_42');
  expect(made.log).toContain('migrating shop_pr_42?sslmode=no-verify');
  expect(await stage.databases()).toEqual([
    {
      host: 'shop-db.internal',
      name: 'shop_pr_42',
      source: 'template0',
      comment: MARK,
      mayBeConnectedTo: true,
      hasTables: true,
      keys: [{ token: made.outputs['publishable-key'], type: 'publishable' }],
    },
  ]);
  const again = await stage.act(OWN);
  expect(again.outputs.action).toBe('unchanged');
  expect(again.writes).toEqual([]);
  // The next image migrates it, and it is not made again.
  const updated = await stage.act({ ...OWN, image: stage.imageOf('v2') });
  expect(updated.outputs.action).toBe('updated');
  expect(tasksRun(updated)).toBe(1);
  const gone = await stage.act({ ...OWN, mode: 'destroy' });
  expect(gone.exitCode).toBe(0);
  expect(gone.log).toContain('- removed database shop_pr_42');
  expect(await stage.databases()).toEqual([]);
});

test('a plan names it, and makes none', async () => {
  const plan = await stage.act({ ...OWN, mode: 'plan' });
  expect(plan.log).toContain('+ create database shop_pr_42');
  expect(plan.writes).toEqual([]);
  await stage.act(OWN);
  await changePullRequest(stage, 42, { state: 'closed' });
  const removal = await stage.act({ ...OWN, mode: 'plan' });
  expect(removal.log).toContain('- remove database shop_pr_42');
  expect(await stage.databases()).toHaveLength(1);
});

test('a sweep drops it, without being given the base service', async () => {
  await stage.act(OWN);
  await changePullRequest(stage, 42, { state: 'closed' });
  const sweep = await stage.act(
    { mode: 'sweep', database: '', 'base-service': '' },
    { event: { name: 'schedule', payload: {} } },
  );
  expect(sweep.exitCode).toBe(0);
  expect(await stage.databases()).toEqual([]);
});

test('with "database: shared" there is none, nothing is migrated, and a removal leaves one that was made', async () => {
  const shared = await stage.act({ database: 'shared' });
  expect(shared.exitCode).toBe(0);
  expect(tasksRun(shared)).toBe(0);
  expect(await stage.databases()).toEqual([]);
  await stage.act({ ...OWN, database: 'isolated' });
  expect((await stage.act({ ...OWN, database: 'shared', mode: 'destroy' })).exitCode).toBe(0);
  expect((await stage.databases()).map(({ name }) => name)).toEqual(['shop_pr_42']);
});

test('one whose making was cut off is dropped by a removal that has only the base service to go by', async () => {
  await stage.fault({ service: 'ecs', operation: 'CreateService', kind: 'deny' });
  expect((await stage.act(OWN)).exitCode).toBe(1);
  expect(await stage.databases()).toHaveLength(1);
  const lost = await stage.act({ ...OWN, 'base-service': '', mode: 'destroy' });
  expect(lost.exitCode).toBe(1);
  expect(lost.log).toContain('Set "base-service" to the service that the environment was copied from');
  expect((await stage.act({ ...OWN, mode: 'destroy' })).exitCode).toBe(0);
  expect(await stage.databases()).toEqual([]);
});

test('a container beside Medusa that keeps the database of the base is warned of, before anything is registered', async () => {
  await registerLikeBase(stage, {
    family: 'with-worker',
    containers: (medusa) => [medusa, { ...medusa, image: 'worker:1', name: 'worker', portMappings: [] }],
  });
  const inputs = { mode: 'plan', 'task-definition': 'with-worker', container: 'medusa' };
  const isolated = await stage.act({ ...OWN, ...inputs });
  expect(isolated.log).toContain('::warning::container worker (DATABASE_URL, REDIS_URL): keeps its image');
  const shared = await stage.act({ ...inputs, database: 'shared' });
  expect(shared.log).not.toContain('container worker');
});

describe('what it begins with', () => {
  test('is nothing where no template is named, also while nobody is connected to the base', async () => {
    await stopService(stage, 'medusa');
    const play = await stage.act(OWN);
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain('database "shop_pr_42": created empty');
    expect(await stage.databases()).toMatchObject([{ name: 'shop_pr_42', source: 'template0' }]);
  });

  test("is the base's own with template:base, while nobody is connected to that", async () => {
    await stopService(stage, 'medusa');
    const play = await stage.act({ ...OWN, database: 'template:base' });
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain('create database shop_pr_42 from that of the base service');
    expect(await stage.databases()).toMatchObject([{ name: 'shop_pr_42', source: 'medusa' }]);
    expect((await stage.act({ ...OWN, mode: 'destroy' })).log).toContain('- removed database shop_pr_42');
  });

  test('is that of template:NAME', async () => {
    const play = await stage.act({ ...OWN, database: 'template:template1' });
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain('create database shop_pr_42 from template1');
    expect(await stage.databases()).toMatchObject([{ name: 'shop_pr_42', source: 'template1' }]);
  });

  test('is nothing, on the server of a DATABASE_URL that is given', async () => {
    const given = { ...OWN, variables: 'DATABASE_URL=postgres://previews@previews.internal:5432/postgres' };
    expect((await stage.act(given)).exitCode).toBe(0);
    expect(await stage.databases()).toMatchObject([
      { host: 'previews.internal', name: 'shop_pr_42', source: 'template0' },
    ]);
    expect((await stage.act({ ...OWN, mode: 'destroy' })).exitCode).toBe(0);
    expect(await stage.databases()).toEqual([]);
  });
});

describe('a run is refused, and says what to do,', () => {
  test('where the base is connected to the database that is to be copied', async () => {
    const play = await stage.act({ ...OWN, database: 'template:base' });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('source database "medusa" is being accessed by other users');
    expect(play.log).toContain('a running service is connected to its own. Set "database" to template:NAME');
    expect(namesOf(play.writes)).not.toContain('ecs:CreateService');
    expect(await stage.databases()).toEqual([]);
  });

  test('where a database of that name is not ours', async () => {
    const other = { ...OWN, name: 'shop-pr', environment: '42' };
    expect((await stage.act(other)).exitCode).toBe(0);
    expect((await stage.act({ ...other, mode: 'destroy', database: 'shared' })).exitCode).toBe(0);
    const second = await stage.act(OWN);
    expect(second.exitCode).toBe(1);
    expect(second.log).toContain('does not belong to this environment, and was not changed');
    expect(second.log).toContain('Drop that database yourself, or choose another "name"');
    expect((await stage.databases()).map(({ comment }) => comment)).toEqual(['medusa-preview acme/shop:shop-pr 42']);
  });

  test('where the template does not exist', async () => {
    const play = await stage.act({ ...OWN, database: 'template:nowhere' });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('database "nowhere" does not exist');
    expect(play.log).toContain('Set "database" to template:NAME with the name of a database on the same server');
    expect(namesOf(play.writes)).not.toContain('ecs:CreateService');
  });

  test('where the container has no DATABASE_URL', async () => {
    const family = 'without-database';
    await registerLikeBase(stage, { family, containers: (medusa) => [{ ...medusa, environment: [], secrets: [] }] });
    const play = await stage.act({ ...OWN, 'task-definition': 'without-database' });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('has no DATABASE_URL, so it cannot be given a database of its own');
    expect(play.writes).toEqual([]);
  });
});
