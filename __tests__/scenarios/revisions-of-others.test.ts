// A service that is updated in place, in whose family a tool such as Terraform registers revisions and leaves the service as it is.
import { expect } from '@jest/globals';
import { openGateway } from '../../harness/chaos/gateway.ts';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const FAMILY = 'shop-medusa';
const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };

/** Registers the first revision of the family once more, with a variable. */
async function register(name: string): Promise<void> {
  const { ecs } = awsClients(stage.endpoint);
  const { taskDefinition = {} } = await ecs.describeTaskDefinition({ taskDefinition: `${FAMILY}:1` });
  const { networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities } = taskDefinition;
  const containerDefinitions = taskDefinition.containerDefinitions?.map((container) => ({
    ...container,
    environment: [...(container.environment ?? []), { name, value: 'on' }],
  }));
  await ecs.registerTaskDefinition({
    ...{ networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities, containerDefinitions },
    family: FAMILY,
  });
}

async function variablesOf(play: Play): Promise<Record<string, string>> {
  expect(play.log).not.toContain('::error::');
  return JSON.parse((await stage.view(`${play.outputs.url}/`)).body).variables;
}

life('a service in place whose family others register in', (step) => {
  step('is made of the newest revision of others, though the service runs one of ours', async () => {
    expect(await variablesOf(await stage.act(IN_PLACE))).not.toHaveProperty('FIRST');
    await register('FIRST');
    expect(await variablesOf(await stage.act(IN_PLACE))).toHaveProperty('FIRST');
    expect((await stage.act(IN_PLACE)).writes).toEqual([]);
  });

  step('also where the family is named, and its newest revision is ours by now', async () => {
    const named = { ...IN_PLACE, 'task-definition': FAMILY };
    expect((await stage.act(named)).writes).toEqual([]);
    await register('SECOND');
    const variables = await variablesOf(await stage.act(named));
    expect(variables).toHaveProperty('SECOND');
    expect(variables).not.toHaveProperty('FIRST');
  });

  step('one that is registered just before ours is the base of the next run', async () => {
    const gateway = await openGateway(stage.endpoint, async ({ name, number }, when) => {
      if (name === 'ecs:RegisterTaskDefinition' && number === 1 && when !== 'after') await register('THIRD');
      return undefined;
    });
    const variables = { AWS_ENDPOINT_URL: gateway.endpoint };
    const raced = await stage.act({ ...IN_PLACE, variables: 'OWN=1' }, { variables }).finally(gateway.close);
    expect(await variablesOf(raced)).not.toHaveProperty('THIRD');
    expect(await variablesOf(await stage.act({ ...IN_PLACE, variables: 'OWN=1' }))).toMatchObject({
      OWN: '1',
      THIRD: 'on',
    });
  });

  step('a revision that is named stays what it is, and the newest is found again after it', async () => {
    const pinned = await variablesOf(await stage.act({ ...IN_PLACE, 'task-definition': `${FAMILY}:1` }));
    expect(pinned).not.toHaveProperty('THIRD');
    const play = await stage.act(IN_PLACE);
    expect(await variablesOf(play)).toHaveProperty('THIRD');
    expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
  });

  step('one that was deregistered again is none', async () => {
    await register('FOURTH');
    const { ecs } = awsClients(stage.endpoint);
    const { taskDefinition: fourth } = await ecs.describeTaskDefinition({ taskDefinition: FAMILY });
    await ecs.deregisterTaskDefinition({ taskDefinition: fourth?.taskDefinitionArn });
    expect((await stage.act(IN_PLACE)).writes).toEqual([]);
  });
});
