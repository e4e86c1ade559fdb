import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';

import { afterAll, expect } from '@jest/globals';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], {}, { values: { 'TASK-ROLE': '*' } });
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
afterAll(() => rmSync(workspace, { recursive: true }));
/** A service that is created takes the role of previews. */
const variables = { AWS_ACCESS_KEY_ID: 'simulated' };
let inputs: Record<string, string>;
const ROLE = 'arn:aws:iam::123456789012:role/staging-task';

/** The service as a file, as `aws ecs describe-task-definition` prints it, and what else it is made from. */
async function describeBase(): Promise<void> {
  const { ecs } = awsClients(stage.endpoint);
  const { services: [base] = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: 'shop', services: ['medusa'] }),
  );
  const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: base?.taskDefinition }));
  const taskDefinition = { ...described.taskDefinition, taskRoleArn: ROLE };
  writeFileSync(join(workspace, 'task.json'), JSON.stringify({ taskDefinition }));
  const { listener } = await findRouting(stage);
  const network = base?.networkConfiguration?.awsvpcConfiguration;
  inputs = {
    'base-service': '',
    service: 'shop/staging',
    environment: 'staging',
    'task-definition': 'task.json',
    subnets: network?.subnets?.join(', ') ?? '',
    'security-groups': network?.securityGroups?.join('\n') ?? '',
    'listener-arn': String(listener.ListenerArn),
  };
}

life('the life of a service that is made in place', (step) => {
  step(
    'a service that does not exist yet is made from the file, with a way of its own through the load balancer',
    async (sentence) => {
      await describeBase();
      const play = await stage.act(inputs, { workspace, variables });
      expect(play.transcript).toMatchSnapshot(sentence);
      expect(play.outputs).toMatchObject({ action: 'created', service: 'staging' });
      const { body } = await stage.view(`${play.outputs.url}/`);
      expect(JSON.parse(body).headers).toMatchObject({ 'x-medusa-preview': 'shop-staging' });
      const { ecs } = awsClients(stage.endpoint);
      const made = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'shop-staging' }));
      expect(made.taskDefinition?.taskRoleArn).toBe(ROLE);
    },
  );

  step('a second run with nothing changed writes nothing', async () => {
    const play = await stage.act(inputs, { workspace, variables });
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
  });

  step('it is ours, so it sleeps, and its deploy finds its load balancer all the same', async () => {
    const put = (mode: string) => stage.act({ mode, environment: 'staging', 'base-service': '', image: '' });
    await put('sleep');
    const play = await stage.act({ ...inputs, 'listener-arn': '' }, { workspace, variables });
    expect(play.outputs.action).toBe('unchanged');
    expect(play.log).toContain('Asleep since ');
    expect((await put('wake')).outputs.action).toBe('woken');
  });

  step('it is ours, so a removal takes it away; name and environment are enough for that', async (sentence) => {
    const play = await stage.act({ mode: 'destroy', environment: 'staging', 'base-service': '', image: '' });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(0);
    const { ecs } = awsClients(stage.endpoint);
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: ['staging'] }));
    expect(services.filter(({ status }) => status !== 'INACTIVE')).toEqual([]);
  });
});
