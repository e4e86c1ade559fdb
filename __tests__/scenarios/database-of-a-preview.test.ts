import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';
import { stopService } from '../support/stopped-service.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
  const made = await stage.act(
    { environment: 'staging', database: '', 'migrate-command': 'none' },
    { event: { name: 'workflow_dispatch', payload: {} } },
  );
  expect(made.exitCode).toBe(0);
});
afterAll(() => stage.stop());

/** The base service is an environment itself, with a database of its own. */
const STAGED = {
  'base-service': 'shop/shop-staging',
  'migrate-command': `node -p '"uses " + process.env.DATABASE_URL.split("/").at(-1)' && medusa db:migrate`,
};
const STAGING = { name: 'shop_staging', comment: 'medusa-preview acme/shop:shop staging' };

test('with "database: shared" a preview of it uses that one, has none of its own, and leaves it', async () => {
  const { ecs } = awsClients(stage.endpoint);
  const made = await stage.act({ ...STAGED, database: 'shared' });
  expect(made.exitCode).toBe(0);
  expect(made.log).toContain('| uses shop_staging?');
  const { taskDefinition, tags = [] } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: 'shop-pr-42', include: ['TAGS'] }),
  );
  const [{ environment = [] } = {}] = taskDefinition?.containerDefinitions ?? [];
  expect(environment.find(({ name }) => name === 'NODE_OPTIONS')?.value).toMatch(/&database=shop_staging&/);
  expect(tags.map(({ key }) => key)).not.toContain('medusa-preview:database');
  // Not even a removal without that input drops it.
  const gone = await stage.act({ ...STAGED, database: '', mode: 'destroy' });
  expect(gone.exitCode).toBe(0);
  expect(gone.log).not.toContain('removed database');
  expect(namesOf(gone.writes)).not.toContain('ecs:RunTask');
  expect(namesOf(gone.writes)).not.toContain('ecs:TagResource');
  expect(await stage.databases()).toMatchObject([STAGING]);
});

test('with "database: template:base" a preview of it gets a copy of that one, once nobody is connected to it', async () => {
  const early = await stage.act({ ...STAGED, database: 'template:base' });
  expect(early.exitCode).toBe(1);
  expect(early.log).toContain('source database "shop_staging" is being accessed by other users');
  await stopService(stage, 'shop-staging');
  const made = await stage.act({ ...STAGED, database: 'template:base' });
  expect(made.log).toContain('| uses shop_pr_42?');
  expect(await stage.databases()).toMatchObject([{ name: 'shop_pr_42', source: 'shop_staging' }, STAGING]);
  const gone = await stage.act({ ...STAGED, database: '', mode: 'destroy' });
  expect(gone.log).toContain('- removed database shop_pr_42');
  expect(await stage.databases()).toMatchObject([STAGING]);
});
