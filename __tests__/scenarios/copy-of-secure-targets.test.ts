// A base service whose container speaks TLS with the load balancer, and has a health check of its own.
import type { CreateServiceCommandInput, RunTaskCommandInput } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], {
  loadBalancer: {
    targets: {
      Protocol: 'HTTPS',
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPath: '/healthz',
      Matcher: { HttpCode: '200-299' },
    },
  },
  base: {
    variables: { ...SHOP.base.variables, SPEAKS_TLS: 'true' },
    settings: { platformVersion: '1.4.0', availabilityZoneRebalancing: 'DISABLED' },
  },
});

function inputOf<Input>({ writes }: Play, operation: string): Input | undefined {
  return writes.find((write) => write.operation === operation)?.input as Input | undefined;
}

life('a copy of a service whose targets speak TLS', (step) => {
  step('is spoken with and looked at as its base is', async () => {
    const play = await stage.act({ database: 'isolated' });
    expect(play.log).not.toContain('::error::');
    expect(play.outputs.action).toBe('created');
    const { loadBalancing } = awsClients(stage.endpoint);
    const { TargetGroups = [] } = await loadBalancing.describeTargetGroups({ Names: ['shop-pr-42'] });
    expect(TargetGroups).toMatchObject([
      {
        Protocol: 'HTTPS',
        ProtocolVersion: 'HTTP1',
        HealthCheckProtocol: 'HTTPS',
        HealthCheckPath: '/healthz',
        Matcher: { HttpCode: '200-299' },
      },
    ]);
    expect((await stage.view(`${play.outputs.url}/health`)).status).toBe(200);
    const onFargate = { platformVersion: '1.4.0' };
    expect(inputOf<RunTaskCommandInput>(play, 'RunTask')).toMatchObject(onFargate);
    const service = inputOf<CreateServiceCommandInput>(play, 'CreateService');
    expect(service).toMatchObject({ ...onFargate, availabilityZoneRebalancing: 'DISABLED' });
    expect(service).not.toHaveProperty('placementConstraints');
  });

  step('a second run writes nothing', async () => {
    expect((await stage.act({ database: 'isolated' })).writes).toEqual([]);
  });

  step('a path that is asked for answers 200, by the same protocol', async () => {
    const play = await stage.act({ database: 'isolated', 'health-check-path': '/health' });
    expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:ModifyTargetGroup']);
    expect(play.writes[0]?.input).toMatchObject({
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPath: '/health',
      Matcher: { HttpCode: '200' },
    });
  });
});
