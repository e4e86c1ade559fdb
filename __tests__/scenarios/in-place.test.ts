import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging' };

life('the life of a service in place', (step) => {
  step('a service that is named is updated in place, after its migration, and gets a URL', async (sentence) => {
    const play = await stage.act({ ...inPlace, variables: 'FEATURE=on' });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(0);
    const { body } = await stage.view(`${play.outputs.url}/`);
    expect(JSON.parse(body)).toMatchObject({ image: { tag: 'v1' }, variables: { FEATURE: 'on' } });
  });

  step('a second run with nothing changed writes nothing', async () => {
    const play = await stage.act({ ...inPlace, variables: 'FEATURE=on' });
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
  });

  step('a variable that is no longer asked for goes away', async () => {
    const play = await stage.act({ ...inPlace, 'migrate-command': 'none' });
    expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
    const { body } = await stage.view(`${play.outputs.url}/`);
    expect(JSON.parse(body).variables).not.toHaveProperty('FEATURE');
  });

  step(
    'nor does it stay where the task definition is named by its family, whose newest revision is ours by now',
    async () => {
      const named = { ...inPlace, 'migrate-command': 'none', 'task-definition': 'shop-medusa' };
      expect((await stage.act({ ...named, variables: 'FEATURE=on' })).exitCode).toBe(0);
      const play = await stage.act(named);
      const { body } = await stage.view(`${play.outputs.url}/`);
      expect(JSON.parse(body).variables).not.toHaveProperty('FEATURE');
    },
  );

  step('a removal takes the URL away and leaves the service to whom it belongs', async (sentence) => {
    const play = await stage.act({ ...inPlace, mode: 'destroy' });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution', 'cloudfront:DeleteDistribution']);
    const { ecs } = awsClients(stage.endpoint);
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: ['medusa'] }));
    expect(services[0]).toMatchObject({ status: 'ACTIVE', runningCount: 1 });
  });
});
