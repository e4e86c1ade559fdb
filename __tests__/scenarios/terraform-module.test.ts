import { GetDistributionCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeServicesCommand, type RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import { life } from '../support/life.ts';
import { type ScenarioStage, scenarioStage } from '../support/stage.ts';

/** The foundation that https://github.com/u11d-com/terraform-aws-medusajs makes, without a change to it. */
const FLAGS = ['--scenario', 'packages/simulator/scenarios/terraform-aws-medusajs.json'];
const NAME = 'shop-prod-backend';
const stage = scenarioStage(FLAGS);

/** The resources that the module made and Terraform looks after. */
async function theirs({ endpoint }: ScenarioStage) {
  const { cloudfront, ecs, loadBalancing } = awsClients(endpoint);
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  const distribution = DistributionList?.Items?.find(({ Comment }) => Comment === 'Shop-Prod-Backend');
  const { Distribution, ETag } = await cloudfront.send(new GetDistributionCommand({ Id: distribution?.Id }));
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: NAME, services: [NAME] }));
  const { TargetGroups } = await loadBalancing.send(new DescribeTargetGroupsCommand({ Names: [`${NAME}-tg`] }));
  return { Distribution, ETag, TargetGroups, service: { ...services[0], events: [] } };
}

const own = { database: 'isolated' };
let before: Awaited<ReturnType<typeof theirs>>;

life("the life of a preview on the module's foundation", (step) => {
  step('is made of the base as it is, with the VPC origin that is there and a database of its own', async () => {
    before = await theirs(stage);
    expect(stage.baseService).toBe(`${NAME}/${NAME}`);
    const play = await stage.act(own);
    expect(play.log).toContain(`load balancer ${NAME}-lb is internet-facing, and unreachable only because`);
    expect(play.log).toContain(`kept    VPC origin ${NAME}-lb`);
    expect(play.outputs).toMatchObject({ action: 'created', cluster: NAME, service: 'shop-pr-42' });
    expect(namesOf(play.writes)).not.toContain('cloudfront:CreateVpcOrigin');
    expect(namesOf(play.writes)).not.toContain('ec2:AuthorizeSecurityGroupIngress');
    const { body } = await stage.view(`${play.outputs.url}/`);
    expect(JSON.parse(body)).toMatchObject({ image: { tag: 'v1' }, variables: { MEDUSA_RUN_MIGRATION: 'true' } });
    expect((await stage.databases()).map(({ name }) => name)).toEqual(['shop_pr_42']);
  });

  step('writes nothing where nothing changed', async () => {
    const play = await stage.act(own);
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
  });

  step('takes a new image, and less of a machine, although its container has limits of its own', async () => {
    const play = await stage.act({ ...own, image: stage.imageOf('v2'), cpu: '512', memory: '1024' });
    expect(play.outputs.action).toBe('updated');
    const inputs = play.writes
      .filter(({ operation }) => operation === 'RegisterTaskDefinition')
      .map(({ input }) => input);
    const [{ containerDefinitions, ...task } = {}] = inputs as Partial<RegisterTaskDefinitionCommandInput>[];
    expect(task).toMatchObject({ cpu: '512', memory: '1024' });
    const [container] = containerDefinitions ?? [];
    expect(container).not.toHaveProperty('cpu');
    expect(container).not.toHaveProperty('memory');
  });

  step('goes without a trace, and nothing of the module was ever touched', async () => {
    const play = await stage.act({ ...own, mode: 'destroy' });
    expect(play.outputs.action).toBe('destroyed');
    expect(await stage.databases()).toEqual([]);
    expect(await theirs(stage)).toEqual(before);
  });
});

test('a preview that shares the database is warned of the migration that its image runs at each start', async () => {
  const warning = 'MEDUSA_RUN_MIGRATION is true, and the database is that of the base service';
  expect((await stage.act({ mode: 'plan' })).log).toContain(warning);
  expect((await stage.act({ mode: 'plan', variables: 'MEDUSA_RUN_MIGRATION=false' })).log).not.toContain(warning);
  expect((await stage.act({ ...own, mode: 'plan' })).log).not.toContain(warning);
});

const inPlace = { 'base-service': '', service: `${NAME}/${NAME}`, environment: 'staging' };

life("the life of the module's service in place", (step) => {
  step('gets an address beside its own, which stays as it is', async () => {
    const { Distribution, ETag, TargetGroups } = await theirs(stage);
    const play = await stage.act(inPlace);
    expect(play.exitCode).toBe(0);
    expect(play.outputs).toMatchObject({ action: 'created', cluster: NAME, service: NAME });
    expect(play.log).toContain(`kept    VPC origin ${NAME}-lb`);
    expect(await theirs(stage)).toMatchObject({ Distribution, ETag, TargetGroups });
    for (const host of [play.outputs.url, `https://${Distribution?.DomainName}`]) {
      const { body } = await stage.view(`${host}/`);
      expect(JSON.parse(body)).toMatchObject({ image: { tag: 'v1' } });
    }
  });

  step('is written nothing where nothing changed', async () => {
    const play = await stage.act(inPlace);
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
  });

  step('takes a new image, and nothing else', async () => {
    const play = await stage.act({ ...inPlace, image: stage.imageOf('v2') });
    expect(play.outputs.action).toBe('updated');
    expect(namesOf(play.writes.filter(isOfService))).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
  });
});

/** All but one-off tasks. */
function isOfService({ operation }: JournalEntry): boolean {
  return operation !== 'RunTask';
}
