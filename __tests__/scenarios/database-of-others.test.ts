import {
  DeleteServiceCommand,
  DescribeTaskDefinitionCommand,
  ListTagsForResourceCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

/** The input is left out: a copy gets a database of its own. */
const OWN = { database: '', 'migrate-command': 'none' };
const OWNER = 'medusa-preview:owner';

/** In the family of the environment: the newest revision, with all of its tags but the owner, and leading elsewhere. */
async function registerOther() {
  const { ecs } = awsClients(stage.endpoint);
  const { taskDefinition: ours, tags: ourTags = [] } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: 'shop-pr-42', include: ['TAGS'] }),
  );
  const {
    family,
    networkMode,
    cpu,
    memory,
    executionRoleArn,
    containerDefinitions: [medusa, ...others] = [],
  } = ours ?? {};
  const elsewhere = { name: 'DATABASE_URL', value: 'postgres://them:hunter2@other.internal:5432/theirs' };
  const tags = ourTags.map(({ key, value }) => ({ key, value: key === OWNER ? 'acme/other:shop' : value }));
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      networkMode,
      cpu,
      memory,
      executionRoleArn,
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [
        { ...medusa, secrets: [], environment: [...(medusa?.environment ?? []), elsewhere] },
        ...others,
      ],
      tags,
    }),
  );
  return { resourceArn: String(taskDefinition?.taskDefinitionArn), tags };
}

test.each(['that runs', 'that is gone'])(
  'a removal of a service %s leaves the revision of somebody else alone',
  async (service) => {
    const { ecs } = awsClients(stage.endpoint);
    expect((await stage.act(OWN)).exitCode).toBe(0);
    const { resourceArn, tags } = await registerOther();
    if (service === 'that is gone') {
      await ecs.send(new DeleteServiceCommand({ cluster: 'shop', service: 'shop-pr-42', force: true }));
    }
    const gone = await stage.act({ ...OWN, mode: 'destroy' });
    expect(gone.exitCode).toBe(0);
    expect(gone.log).toContain('- removed database shop_pr_42');
    expect(await stage.databases()).toEqual([]);
    expect(namesOf(gone.writes.filter(({ input }) => JSON.stringify(input).includes(resourceArn)))).toEqual([]);
    const left = await ecs.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(left.tags).toEqual(expect.arrayContaining(tags));
  },
);
