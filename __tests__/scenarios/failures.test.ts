import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

life('a preview meets one failure after another', (step) => {
  step('a preview is up', async () => {
    expect((await stage.act()).exitCode).toBe(0);
  });

  step('a migration that fails leaves the service as it was, and shows exit code and last lines', async (sentence) => {
    const play = await stage.act({
      image: stage.imageOf('v2'),
      'migrate-command': 'echo relation product does not exist; exit 3',
    });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('exit code 3');
    expect(play.log).toContain('relation product does not exist');
    expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:RunTask']);
  });

  step(
    'a rollout that crashes is reported with its reason and its log, and the last good version stays up',
    async () => {
      const play = await stage.act({ image: stage.imageOf('crash') });
      expect(play.exitCode).toBe(1);
      expect(play.log).toContain('the rollout of shop-pr-42 failed');
      expect(play.log).toContain('medusa ended with exit code 1');
      expect(play.log).toContain('Could not resolve module: Product');
      const { body } = await stage.view(`${play.outputs.url}/`);
      expect(JSON.parse(body).image.tag).toBe('v1');
    },
  );

  step('an image that cannot be pulled is reported as such', async () => {
    const play = await stage.act({ image: stage.imageOf('missing') });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('CannotPullContainerError');
  });

  step('access denied names the operation and the IAM action to add', async (sentence) => {
    await stage.fault({ service: 'ecs', operation: 'RegisterTaskDefinition', kind: 'deny' });
    const play = await stage.act({ image: stage.imageOf('v3') });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('Add ecs:RegisterTaskDefinition to the policy');
  });

  step('throttling heals by itself', async () => {
    await stage.control('DELETE', 'faults');
    await stage.fault({ service: '*', operation: '*', kind: 'throttle', after: 3, times: 2 });
    const play = await stage.act();
    expect(play.exitCode).toBe(0);
    expect((await stage.journal()).filter(({ fault }) => fault === 'throttle')).toHaveLength(2);
  });

  step('a failure of the runner to read the pull request says which permission helps', async (sentence) => {
    await stage.fault({ service: 'github', operation: 'pulls/get', kind: 'deny' });
    const play = await stage.act({ mode: 'auto' });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(1);
  });

  step('after all of this, the next good run repairs what is left', async () => {
    const play = await stage.act({ image: stage.imageOf('v4') });
    expect(play.exitCode).toBe(0);
    const { ecs } = awsClients(stage.endpoint);
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster: 'shop', services: ['shop-pr-42'] }),
    );
    expect(services[0]?.deployments).toHaveLength(1);
  });
});
