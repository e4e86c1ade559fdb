import { AuthorizeSecurityGroupIngressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { DeleteServiceCommand, DescribeServicesCommand, type Service, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage, untilCalled } from '../support/stage.ts';

/** With the VPC origin of the load balancer, so that each scenario takes but a moment. */
const stage = scenarioStage([], { hasVpcOrigin: true });
const SERVICE = 'shop-pr-42';

async function findService(name = SERVICE): Promise<Service> {
  const { ecs } = awsClients(stage.endpoint);
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: [name] }));
  return services[0] ?? {};
}

/** Everything that the failed step says, as a person reads it. */
function complaint({ exitCode, log }: Play): string {
  expect(exitCode).toBe(1);
  const error = log.split('\n').find((line) => line.startsWith('::error::')) ?? '';
  return error.replaceAll('%0A', '\n').replaceAll('%25', '%').replace('::error::', '');
}

/** While the action runs: what somebody else does once it has made that call. */
async function meanwhile(operation: string, inputs: Record<string, string>, change: () => Promise<unknown>) {
  const since = (await stage.journal()).length;
  const running = stage.act(inputs);
  await untilCalled(stage, operation, { since });
  await change();
  return running;
}

async function breakerOf(service: string) {
  const { enable, rollback } = (await findService(service)).deploymentConfiguration?.deploymentCircuitBreaker ?? {};
  return { enable, rollback };
}

describe('the first rollout', () => {
  test('of a backend that crashes: stopped, and there is nothing to go back to', async () => {
    const said = complaint(await stage.act({ environment: 'crash', image: stage.imageOf('crash') }));
    expect(said).toMatch(
      /^the rollout of shop-crash failed: ECS stopped it, and there was no revision to roll back to: tasks failed to start\.\nIts tasks: 3 x EssentialContainerExited: .*; medusa ended with exit code 1\n/,
    );
    expect(said.match(/3 x EssentialContainerExited/g)).toHaveLength(1);
    expect(said).toContain(
      'Last log lines of medusa:\n  | info:    Starting server...\n  | error:   Could not resolve',
    );
    expect(said).toContain(
      'In the console: https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/services/shop-crash/health?region=eu-west-1\n',
    );
    expect(said).toMatch(/The application exited: see its log\.$/);
    expect(await breakerOf('shop-crash')).toEqual({ enable: true, rollback: false });
    // A second one, while none has completed, has nothing to go back to either.
    const again = complaint(await stage.act({ environment: 'crash', image: stage.imageOf('crash') }));
    expect(again).toContain('ECS stopped it, and there was no revision to roll back to');
    expect(await breakerOf('shop-crash')).toEqual({ enable: true, rollback: false });
  });

  test.each([
    {
      what: 'an image that is not there',
      tag: 'missing',
      words: /3 x TaskFailedToStart: CannotPullContainerError/,
      remedy: /The image does not exist/,
    },
    {
      what: 'too little memory',
      tag: 'oom',
      words: /OutOfMemoryError: container killed/,
      remedy: /ran out of memory: raise "memory"/,
    },
    {
      what: 'a backend that answers the health check with an error',
      tag: 'unhealthy',
      words:
        /is unhealthy in \(target group shop-unhealthy\) due to \(reason Health checks failed with these codes: \[500\]\)/,
      remedy: /answers the health check with an error/,
    },
    {
      what: 'a backend that never listens',
      tag: 'hang',
      words: /is unhealthy in \(target group shop-hang\) due to \(reason Health checks failed\)/,
      remedy:
        /Nothing accepts the connection of the health check: check the port, which "container" can set as name:port/,
    },
    {
      what: 'a health path that is not there',
      tag: 'no-health',
      words: /Health checks failed with these codes: \[404\]/,
      remedy: /set "health-check-path" to one that answers 200/,
    },
  ])('of $what says so, and what to do', async ({ tag, words, remedy }) => {
    const said = complaint(await stage.act({ environment: tag, image: stage.imageOf(tag) }));
    expect(said).toMatch(words);
    expect(said).toMatch(remedy);
  });

  test('with a secret that is not there says so, and what to do', async () => {
    const secrets = 'API_KEY=arn:aws:secretsmanager:eu-west-1:123456789012:secret:nowhere-AbCdEf';
    const said = complaint(await stage.act({ environment: 'secret', secrets }));
    expect(said).toMatch(/ResourceInitializationError: .*secret/);
    expect(said).toMatch(/check the ARNs in "secrets"/);
  });
});

life('later rollouts', (step) => {
  step('that crashes is rolled back, and distinguished from success', async () => {
    await stage.act();
    const play = await stage.act({ image: stage.imageOf('crash') });
    const said = complaint(play);
    expect(play.outputs['task-definition-arn']).toMatch(/:task-definition\/shop-pr-42:1$/);
    expect(said).toMatch(
      /^the rollout of shop-pr-42 failed: ECS rolled it back to shop-pr-42:1, which is still running: tasks failed/,
    );
    expect(await breakerOf('shop-pr-42')).toEqual({ enable: true, rollback: true });
  });

  step('that is never begun, since its migration fails, leaves the output at what serves', async () => {
    const play = await stage.act({ image: stage.imageOf('v2'), 'migrate-command': 'exit 3' });
    expect(complaint(play)).toContain('migrate-command failed: exit code 3');
    expect(play.outputs['task-definition-arn']).toMatch(/:task-definition\/shop-pr-42:1$/);
  });

  step('that another deployment overtakes is distinguished from a rollback', async () => {
    const { taskDefinition } = await findService();
    const play = await meanwhile('ecs:UpdateService', { image: stage.imageOf('hang') }, () =>
      awsClients(stage.endpoint).ecs.send(
        new UpdateServiceCommand({ cluster: 'shop', service: SERVICE, taskDefinition, forceNewDeployment: true }),
      ),
    );
    const said = complaint(play);
    expect(said).toMatch(/^the rollout of shop-pr-42 failed: another deployment, of shop-pr-42:1, replaced it\.\n/);
    expect(said).toMatch(/Another deployment of this service is in progress\. Re-run the job when it has completed\.$/);
  });

  step('while the service is deleted says so', async () => {
    const play = await meanwhile('ecs:UpdateService', { image: stage.imageOf('hang') }, () =>
      awsClients(stage.endpoint).ecs.send(new DeleteServiceCommand({ cluster: 'shop', service: SERVICE, force: true })),
    );
    expect(complaint(play)).toMatch(/^service shop-pr-42 was deleted while it was being rolled out\n/);
  });
});

life('a rollout that the reply of AWS does not show', (step) => {
  step('is found by a look, and followed', async () => {
    await stage.act();
    await stage.fault({ service: 'ecs', operation: 'UpdateService', kind: 'omit', member: 'service.deployments' });
    const said = complaint(await stage.act({ image: stage.imageOf('crash') }));
    expect(said).toMatch(
      /^the rollout of shop-pr-42 failed: ECS rolled it back to shop-pr-42:1, which is still running/,
    );
  });

  step('nor any look, is never taken for done', async () => {
    const fault = { service: 'ecs', kind: 'omit' } as const;
    await stage.fault({ ...fault, operation: 'UpdateService', member: 'service.deployments' });
    await stage.fault({ ...fault, operation: 'DescribeServices', member: 'services.0.deployments', times: 99 });
    const said = complaint(await stage.act({ image: stage.imageOf('v2') }));
    await stage.control('DELETE', 'faults');
    expect(said).toMatch(
      /^the rollout of shop-pr-42 cannot be followed: AWS shows no deployment of arn:\S+:task-definition\/shop-pr-42:\d+\n/,
    );
  });
});

describe('a security group that does not admit the load balancer', () => {
  test('is what a health check without an answer is traced to', async () => {
    const { networkConfiguration } = await findService('medusa');
    const [GroupId] = networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [];
    const { ec2 } = awsClients(stage.endpoint);
    const { SecurityGroups: [group] = [] } = await ec2.describeSecurityGroups({ GroupIds: [String(GroupId)] });
    const IpPermissions = group?.IpPermissions;
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    const said = complaint(await stage.act());
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    expect(said).toMatch(/due to \(reason Request timed out\)/);
    expect(said).toMatch(/the security group of the tasks must allow the load balancer/);
  });
});

const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };

describe('a service that is not ours', () => {
  test('without a circuit breaker crashes for ever: reported as a crash loop', async () => {
    const said = complaint(await stage.act({ ...inPlace, image: stage.imageOf('crash') }));
    expect(said).toMatch(/^the rollout of medusa failed: its tasks keep failing, and ECS keeps replacing them\.\n/);
    expect(said).toMatch(/medusa ended with exit code 1/);
  });

  test('with a circuit breaker that does not roll back keeps what ran before beside it, which is named', async () => {
    const deploymentCircuitBreaker = { enable: true, rollback: false };
    const { ecs } = awsClients(stage.endpoint);
    await ecs.updateService({
      ...{ cluster: 'shop', service: 'medusa' },
      deploymentConfiguration: { deploymentCircuitBreaker },
    });
    const play = await stage.act({ ...inPlace, image: stage.imageOf('crash') });
    expect(complaint(play)).toMatch(
      /^the rollout of medusa failed: ECS stopped it without a rollback, and shop-medusa:1 is still running: tasks failed/,
    );
    expect(play.outputs['task-definition-arn']).toMatch(/:task-definition\/shop-medusa:1$/);
    const { deployments = [] } = await findService('medusa');
    expect(deployments.map(({ rolloutState }) => rolloutState)).toEqual(['FAILED', 'COMPLETED']);
  });
});

describe('a service that is not ours and takes its time', () => {
  // Its tasks drain for five minutes: so long that a second run finds it at work, however slow this machine is.
  const slow = scenarioStage(['--time-scale', '20'], { hasVpcOrigin: true });

  test('an equal deployment that is under way is awaited, and starts no second one', async () => {
    const running = slow.act({ ...inPlace, image: slow.imageOf('v2') });
    await untilCalled(slow, 'ecs:UpdateService');
    const second = await slow.act({ ...inPlace, image: slow.imageOf('v2') });
    expect([(await running).exitCode, second.exitCode]).toEqual([0, 0]);
    expect(namesOf(second.writes)).toEqual([]);
    expect(second.log).toContain('::group::Rollout of medusa');
  });
});
