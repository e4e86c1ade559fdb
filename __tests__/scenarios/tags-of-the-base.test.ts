// Tags of the base service and its task definition, which cost allocation and policies of an organization go by.
import type { Tag } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const BASE = { Project: 'shop', Environment: 'production', ManagedBy: 'terraform' };

/** Tags of others, without what AWS adds. */
function foreign(tags: Tag[] = []): Record<string, string> {
  const others = tags.filter(({ key = '' }) => !key.startsWith('medusa-preview:') && !key.startsWith('aws:'));
  return Object.fromEntries(others.map(({ key = '', value = '' }) => [key, value]));
}

async function observe(service: string) {
  const { ecs } = awsClients(stage.endpoint);
  const include = ['TAGS' as const];
  const { services: [made] = [] } = await ecs.describeServices({ cluster: 'shop', services: [service], include });
  const definition = await ecs.describeTaskDefinition({ taskDefinition: made?.taskDefinition, include });
  const { taskArns = [] } = await ecs.listTasks({ cluster: 'shop', serviceName: service });
  const { tasks: [task] = [] } = await ecs.describeTasks({ cluster: 'shop', tasks: taskArns, include });
  return { arn: made?.serviceArn, service: foreign(made?.tags), definition, task: foreign(task?.tags) };
}

const oneOffTags = ({ writes }: Play) =>
  foreign((writes.find(({ operation }) => operation === 'RunTask')?.input as { tags?: Tag[] } | undefined)?.tags);

life('the tags of a copy', (step) => {
  step('are those of its base, on the service, the task definition and every task', async () => {
    const play = await stage.act({ database: 'isolated' });
    const made = await observe('shop-pr-42');
    expect(made.service).toEqual(BASE);
    expect(foreign(made.definition.tags)).toEqual(BASE);
    expect(made.task).toEqual(BASE);
    expect(oneOffTags(play)).toEqual(BASE);
  });

  step('one that somebody adds stays, and nothing is written for it', async () => {
    const { ecs } = awsClients(stage.endpoint);
    const { arn, definition } = await observe('shop-pr-42');
    for (const resourceArn of [arn, definition.taskDefinition?.taskDefinitionArn])
      await ecs.tagResource({ resourceArn, tags: [{ key: 'Audited', value: 'yes' }] });
    expect((await stage.act({ database: 'isolated' })).writes).toEqual([]);
    expect((await observe('shop-pr-42')).service).toEqual({ ...BASE, Audited: 'yes' });
  });

  step('one that the base gets comes to the copy without a rollout', async () => {
    const { ecs } = awsClients(stage.endpoint);
    const base = await observe('medusa');
    const tags = [{ key: 'CostCenter', value: '42' }];
    await ecs.tagResource({ resourceArn: base.arn, tags });
    await ecs.tagResource({ resourceArn: base.definition.taskDefinition?.taskDefinitionArn, tags });
    const play = await stage.act({ database: 'isolated' });
    expect(namesOf(play.writes).sort()).toEqual(['ecs:TagResource', 'ecs:TagResource']);
    expect(play.log).toContain('~ updated task definition shop-pr-42: tags.CostCenter');
    const made = await observe('shop-pr-42');
    expect(made.service).toEqual({ ...BASE, Audited: 'yes', CostCenter: '42' });
    expect(foreign(made.definition.tags)).toEqual({ ...BASE, Audited: 'yes', CostCenter: '42' });
    expect((await stage.act({ database: 'isolated' })).writes).toEqual([]);
  });
});

life('the tags of a service in place', (step) => {
  const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'exit 0' };

  step('reach the tasks from a revision of ours as from the one before', async () => {
    const { ecs } = awsClients(stage.endpoint);
    const { definition } = await observe('medusa');
    await ecs.tagResource({
      resourceArn: definition.taskDefinition?.taskDefinitionArn,
      tags: [{ key: 'CostCenter', value: '42' }],
    });
    await ecs.updateService({ cluster: 'shop', service: 'medusa', propagateTags: 'TASK_DEFINITION' });
    const play = await stage.act(inPlace);
    expect(play.exitCode).toBe(0);
    const made = await observe('medusa');
    expect(foreign(made.definition.tags)).toEqual({ ...BASE, CostCenter: '42' });
    expect(made.task).toEqual({ ...BASE, CostCenter: '42' });
    expect(made.service).toEqual(BASE);
    expect(oneOffTags(play)).toEqual({ ...BASE, CostCenter: '42' });
    expect((await stage.act(inPlace)).writes).toEqual([]);
  });
});
