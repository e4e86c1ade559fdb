import { TagResourceCommand } from '@aws-sdk/client-cloudfront';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
let first: Play;

const IN_PLACE = { 'base-service': '', service: 'shop/medusa' };
/** The removal of a copy takes the role of previews. */
const AS_PREVIEWS = { variables: { AWS_ACCESS_KEY_ID: 'simulated' } };

async function tagDistribution(service: string): Promise<void> {
  const Tags = { Items: [{ Key: 'medusa-preview:service', Value: service }] };
  const Resource = `arn:aws:cloudfront::123456789012:distribution/${first.outputs['distribution-id']}`;
  await awsClients(stage.endpoint).cloudfront.send(new TagResourceCommand({ Resource, Tags }));
}

life('a preview whose service moves', (step) => {
  step('a deploy to another service is refused before the first write', async () => {
    first = await stage.act();
    const play = await stage.act(IN_PLACE);
    expect(play.exitCode).toBe(1);
    expect(play.writes).toEqual([]);
    expect(play.log).toContain(
      'service: pr-42 runs as shop/shop-pr-42, and would now run as shop/medusa. Run once with "mode: destroy", then deploy again: the address changes.',
    );
  });

  step('a copy in another cluster is refused before the first write', async () => {
    await tagDistribution('shop2/shop-pr-42');
    const play = await stage.act();
    expect(play.exitCode).toBe(1);
    expect(play.writes).toEqual([]);
    expect(play.log).toContain(
      'base-service: pr-42 runs as shop2/shop-pr-42, and its copy would now be shop/shop-pr-42. Run once with "mode: destroy", then deploy again',
    );
    await tagDistribution('shop/shop-pr-42');
    expect((await stage.act()).writes).toEqual([]);
  });

  step(
    'a removal with the new input takes the old service away, twice if need be, and then the move is made',
    async () => {
      const removal = await stage.act({ ...IN_PLACE, mode: 'destroy' }, AS_PREVIEWS);
      expect(removal.outputs.action).toBe('destroyed');
      const { ecs } = awsClients(stage.endpoint);
      const { services = [] } = await ecs.send(
        new DescribeServicesCommand({ cluster: 'shop', services: ['shop-pr-42', 'medusa'] }),
      );
      expect(services.filter(({ status }) => status !== 'INACTIVE').map(({ serviceName }) => serviceName)).toEqual([
        'medusa',
      ]);
      expect((await stage.act({ ...IN_PLACE, mode: 'destroy' }, AS_PREVIEWS)).writes).toEqual([]);
      expect((await stage.act(IN_PLACE)).outputs.service).toBe('medusa');
      expect((await stage.act(IN_PLACE)).writes).toEqual([]);
    },
  );
});
