import {
  type DefaultCacheBehavior,
  type DistributionConfig,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import {
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { ModifyTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { findTargetGroupArn } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
let first: Play;

life('a preview that others change', (step) => {
  step('a preview is up', async () => {
    first = await stage.act();
    expect(first.exitCode).toBe(0);
  });

  step('drift in a field that we own is repaired, a field that we do not own survives', async (sentence) => {
    const { cloudfront } = awsClients(stage.endpoint);
    const Id = first.outputs['distribution-id'];
    const { DistributionConfig: before, ETag } = await cloudfront.send(new GetDistributionConfigCommand({ Id }));
    const drifted: DistributionConfig = {
      ...(before as DistributionConfig),
      HttpVersion: 'http2',
      Comment: 'edited by hand',
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: {
        ...(before?.DefaultCacheBehavior as DefaultCacheBehavior),
        ForwardedValues: {
          QueryString: false,
          QueryStringCacheKeys: { Quantity: 0 },
          Headers: { Quantity: 0 },
          Cookies: { Forward: 'whitelist', WhitelistedNames: { Quantity: 1, Items: ['cart'] } },
        },
        DefaultTTL: 60,
        MaxTTL: 60,
      },
      Logging: { Enabled: true, IncludeCookies: false, Bucket: 'logs.s3.amazonaws.com', Prefix: 'edge' },
    };
    await cloudfront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: drifted }));

    const play = await stage.act();

    expect(play.transcript).toMatchSnapshot(sentence);
    expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution']);
    expect(play.outputs.action).toBe('updated');
    const { DistributionConfig: after } = await cloudfront.send(new GetDistributionConfigCommand({ Id }));
    expect(after).toEqual({ ...before, DefaultRootObject: 'index.html', Logging: drifted.Logging });
  });

  step('drift of the target group and of the service is repaired', async (sentence) => {
    const { loadBalancing, ecs } = awsClients(stage.endpoint);
    const TargetGroupArn = await findTargetGroupArn(stage, 'shop-pr-42');
    await loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath: '/elsewhere' }));
    await ecs.send(
      new UpdateServiceCommand({ cluster: 'shop', service: 'shop-pr-42', healthCheckGracePeriodSeconds: 7 }),
    );

    const play = await stage.act();

    expect(play.transcript).toMatchSnapshot(sentence);
    expect(namesOf(play.writes).sort()).toEqual(['ecs:UpdateService', 'elasticloadbalancing:ModifyTargetGroup']);
  });

  step('a service that somebody moved to another task definition is brought back', async (sentence) => {
    const { ecs } = awsClients(stage.endpoint);
    await ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'shop-pr-42', taskDefinition: 'shop-medusa' }));

    const play = await stage.act();

    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(0);
    expect(play.outputs['task-definition-arn']).toBe(first.outputs['task-definition-arn']);
  });

  step('a revision that another tool copied with our tags and another image is not taken for ours', async () => {
    const { ecs } = awsClients(stage.endpoint);
    const ours = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'shop-pr-42', include: ['TAGS'] }));
    const { family, cpu, memory, networkMode, executionRoleArn, taskRoleArn, requiresCompatibilities } =
      ours.taskDefinition ?? {};
    const containerDefinitions = ours.taskDefinition?.containerDefinitions?.map((container) => ({
      ...container,
      image: stage.imageOf('v9'),
    }));
    const copy = {
      family,
      cpu,
      memory,
      networkMode,
      executionRoleArn,
      taskRoleArn,
      requiresCompatibilities,
      containerDefinitions,
    };
    await ecs.send(new RegisterTaskDefinitionCommand({ ...copy, tags: ours.tags }));
    await ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'shop-pr-42', taskDefinition: family }));

    const play = await stage.act();

    expect(play.outputs.action).toBe('updated');
    expect(play.log).toContain('~ updated task definition shop-pr-42: medusa.image');
  });
});
