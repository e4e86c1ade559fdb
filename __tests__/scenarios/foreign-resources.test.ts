import { CreateDistributionWithTagsCommand } from '@aws-sdk/client-cloudfront';
import { CreateServiceCommand, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { describeDistribution } from '../../src/resources/distribution-config.ts';
import { NO_ROUTE } from '../../src/resources/rule-priorities.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

test('a service with our name that is not ours is refused before the first write, and never removed', async () => {
  const { ecs } = awsClients(stage.endpoint);
  const { services: [base] = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: 'shop', services: ['medusa'] }),
  );
  const { networkConfiguration, taskDefinition } = base ?? {};
  const serviceName = 'shop-pr-7';
  const settings = { cluster: 'shop', serviceName, taskDefinition, networkConfiguration, desiredCount: 0 };
  await ecs.send(new CreateServiceCommand({ ...settings, launchType: 'FARGATE' }));

  const deploy = await stage.act({ environment: 'pr-7' });
  expect(deploy.transcript).toMatchSnapshot();
  expect(deploy.exitCode).toBe(1);
  expect(deploy.writes).toEqual([]);

  const destroy = await stage.act({ environment: 'pr-7', mode: 'destroy' });
  expect(destroy.transcript).toMatchSnapshot();
  expect(destroy.writes).toEqual([]);
});

test('a distribution with our mark that is not ours is refused before the first write, and never removed', async () => {
  const other = await stage.act({ environment: 'pr-8' });
  const { cloudfront } = awsClients(stage.endpoint);
  const config = describeDistribution({
    comment: 'Medusa preview acme/shop:shop pr-9',
    vpcOriginId: String(other.outputs['vpc-origin-id']),
    originDomain: 'internal-shop.eu-west-1.elb.amazonaws.com',
    idleTimeoutSeconds: 60,
    route: NO_ROUTE,
    webAclArn: undefined,
    gateArn: undefined,
  });
  await cloudfront.send(
    new CreateDistributionWithTagsCommand({
      DistributionConfigWithTags: {
        DistributionConfig: { CallerReference: 'by hand', ...config },
        Tags: { Items: [{ Key: 'medusa-preview:owner', Value: 'somebody/else:shop' }] },
      },
    }),
  );

  const deploy = await stage.act({ environment: 'pr-9' });
  expect(deploy.transcript).toMatchSnapshot();
  expect(deploy.exitCode).toBe(1);
  expect(deploy.writes).toEqual([]);

  const destroy = await stage.act({ environment: 'pr-9', mode: 'destroy' });
  expect(destroy.exitCode).toBe(0);
  expect(destroy.writes).toEqual([]);
});
