import type { Deployment, Service, ThresholdConfiguration } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { maskOf } from '../../src/environment/mask.ts';
import { watchDeployment } from '../../src/rollout/ending.ts';
import { eventsOf, logEvents } from '../../src/rollout/service-events.ts';
import { remedyFor } from '../../src/tasks/remedies.ts';
import { renderStops } from '../../src/tasks/stopped-tasks.ts';
import { stillness } from '../support/build.ts';

const OURS = 'ecs-svc/1';
const ours = (over: Partial<Deployment> = {}): Deployment => ({
  id: OURS,
  status: 'PRIMARY',
  rolloutState: 'IN_PROGRESS',
  desiredCount: 1,
  ...over,
});
const other = (over: Partial<Deployment> = {}): Deployment => ({
  id: 'ecs-svc/0',
  status: 'ACTIVE',
  runningCount: 1,
  ...over,
});
const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };
function breakerAt(thresholdConfiguration: ThresholdConfiguration): Service {
  return {
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true, thresholdConfiguration } },
  };
}
const failedEvent = {
  events: [{ message: `(service s) (deployment ${OURS}) deployment failed: tasks failed to start.` }],
};

interface Row {
  what: string;
  service: Service;
  standing: object;
}

test.each<Row>([
  { what: 'completed', service: { deployments: [ours({ rolloutState: 'COMPLETED' })] }, standing: { is: 'completed' } },
  {
    what: 'under way',
    service: { deployments: [ours({ pendingCount: 1 }), other()] },
    standing: { is: 'pending', progress: '0 of 1 tasks running, 1 starting, 1 of the previous version still running' },
  },
  {
    what: 'up, and watched by alarms for as long as ECS deems right',
    service: {
      deployments: [ours({ runningCount: 1 })],
      deploymentConfiguration: { alarms: { enable: true, rollback: true, alarmNames: ['5xx'] } },
    },
    standing: { is: 'pending', progress: '1 of 1 tasks running, 0 starting, deployment alarms may hold it up' },
  },
  {
    what: 'not begun before a hook has answered',
    service: {
      deployments: [ours()],
      deploymentConfiguration: {
        alarms: { enable: false, rollback: false, alarmNames: [] },
        lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP'] }],
      },
    },
    standing: { is: 'pending', progress: '0 of 1 tasks running, 0 starting, deployment hooks may hold it up' },
  },
  {
    what: 'failed, and an older one is primary again',
    service: { deployments: [other({ status: 'PRIMARY' }), ours({ status: 'ACTIVE', rolloutState: 'FAILED' })] },
    standing: { is: 'failed', ending: 'rolled back' },
  },
  {
    what: 'gone from the list, and an event knows that it failed',
    service: { deployments: [other({ status: 'PRIMARY' })], ...failedEvent },
    standing: { is: 'failed', ending: 'rolled back' },
  },
  {
    what: 'failed with nothing to go back to',
    service: { deployments: [ours({ rolloutState: 'FAILED' })] },
    standing: { is: 'failed', ending: 'stopped' },
  },
  {
    what: 'not the primary one any more, and has not failed',
    service: { deployments: [other({ status: 'PRIMARY' }), ours({ status: 'ACTIVE' })] },
    standing: { is: 'failed', ending: 'replaced' },
  },
  {
    what: 'gone from the list without an event',
    service: { deployments: [other({ status: 'PRIMARY' })] },
    standing: { is: 'failed', ending: 'replaced' },
  },
  {
    what: 'failing three times without a breaker',
    service: { desiredCount: 1, deployments: [ours({ failedTasks: 3 })] },
    standing: { is: 'failed', ending: 'crash loop' },
  },
  {
    what: 'failing three times of a hundred without a breaker',
    service: { desiredCount: 100, deployments: [ours({ failedTasks: 3, desiredCount: 100 })] },
    standing: { is: 'pending', progress: '0 of 100 tasks running, 0 starting, 3 failed' },
  },
  {
    what: 'failing for the last time that its breaker allows',
    service: { desiredCount: 1, deployments: [ours({ failedTasks: 3 })], ...breaker },
    standing: { is: 'pending', progress: '0 of 1 tasks running, 0 starting, 3 failed' },
  },
  {
    what: 'failing four times where its breaker allows ten',
    service: { desiredCount: 1, deployments: [ours({ failedTasks: 4 })], ...breakerAt({ type: 'COUNT', value: 10 }) },
    standing: { is: 'pending', progress: '0 of 1 tasks running, 0 starting, 4 failed' },
  },
  {
    what: 'failing more often than the one time that its breaker allows',
    service: {
      desiredCount: 1,
      deployments: [ours({ failedTasks: 2 })],
      ...breakerAt({ type: 'UNBOUNDED_PERCENT', value: 100 }),
    },
    standing: { is: 'failed', ending: 'crash loop' },
  },
])('a deployment that is $what', ({ service, standing }) => {
  expect(watchDeployment(OURS)(service)).toEqual(standing);
});

test('failures that ECS forgets after a task that ran still count', () => {
  const look = watchDeployment(OURS);
  const standings = [1, 2, 0, 1, 0, 1].map(
    (failedTasks) => look({ desiredCount: 1, deployments: [ours({ failedTasks })], ...breaker }).is,
  );
  expect(standings).toEqual(['pending', 'pending', 'pending', 'pending', 'pending', 'failed']);
});

describe('the events', () => {
  const deployment = ours({ createdAt: new Date(1000) });
  const event = (id: string, at: number, message: string) => ({ id, createdAt: new Date(at), message });
  const service: Service = {
    events: [
      event('f', 6000, '(service s) has reached a steady state.'),
      event('e', 5000, '(service s) (deployment ecs-svc/0) deployment completed.'),
      event('d', 4000, `(service s) (deployment ${OURS}) deployment failed: x`),
      event('c', 3000, '(service s) rolling back to deployment ecs-svc/0.'),
      event(
        'b',
        2000,
        '(service s, taskSet ecs-svc/1) registered 1 targets in (target-group arn:aws:elasticloadbalancing:r:1:targetgroup/shop/0a)',
      ),
      event('a', 500, '(service s) has started 1 tasks.'),
    ],
  };

  test('are those since the deployment began that concern it, oldest first and without what the reader knows', () => {
    expect(eventsOf(service, deployment).map(({ text }) => text)).toEqual([
      'registered 1 targets in (target group shop)',
      'rolling back to deployment ecs-svc/0.',
      `(deployment ${OURS}) deployment failed: x`,
    ]);
  });

  test('are logged once each, and do nothing to the runner', () => {
    const { log, lines } = stillness();
    const logNew = logEvents(log, deployment);
    const evil = { events: [event('g', 7000, '(service s) ::error::x\n::stop::'), ...(service.events ?? [])] };
    logNew(service);
    logNew(evil);
    expect(lines.map(({ text }) => text).slice(3)).toEqual(['  ECS: : :error: :x : :stop: :']);
  });
});

test('equal ends of tasks are shown once', () => {
  const stopped = (stoppedReason: string, exitCode?: number) => ({
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited' as const,
    stoppedReason,
    containers: [{ name: 'medusa', ...(exitCode !== undefined && { exitCode }) }],
  });
  const tasks = [
    stopped('Essential container in task exited', 1),
    stopped('Essential container in task exited', 1),
    stopped('Task 0123456789abcdef0123456789abcdef failed'),
    { lastStatus: 'RUNNING' },
  ];
  expect(renderStops(tasks, maskOf({}))).toEqual([
    '2 x EssentialContainerExited: Essential container in task exited; medusa ended with exit code 1',
    '1 x EssentialContainerExited: Task … failed',
  ]);
});

test.each([
  ['CannotPullContainerError: failed to resolve ref x: not found', /The image does not exist/],
  ['CannotPullContainerError: pull access denied', /could not be pulled: check its name/],
  ['CannotPullContainerError: cache:7: not found; medusa-preview-redis never ran', /set "redis-image"/],
  ['CannotPullContainerError: failed to resolve ref public.ecr.aws/docker/library/redis:7@sha256:0', /"redis-image"/],
  ['CannotPullContainerError: ref x.com/redis:7: not found; medusa never ran', /The image does not exist/],
  ['CannotPullContainerError: ref x.com/medusa-redis:7: not found', /The image does not exist/],
  ['CannotPullContainerError: dial tcp: i/o timeout', /The registry could not be reached/],
  [
    "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
    /--platform linux\/amd64/,
  ],
  ['1 x TaskFailedToStart: CannotPullContainerError: pull failed\nResource not found', /see the message of AWS above/],
  ['CannotPullContainerError: no space left on device', /see the message of AWS above/],
  [
    'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm',
    /"secrets"/,
  ],
  ['OutOfMemoryError: container killed due to memory usage', /raise "memory"/],
  ['Capacity is unavailable at this time', /FARGATE_SPOT/],
  [
    'was unable to place a task because no container instance met all of its requirements',
    /The cluster has no capacity/,
  ],
  ['Health checks failed with these codes: [302]', /health-check-path/],
  ['Health checks failed with these codes: [500]', /answers the health check with an error/],
  ['unhealthy: Target.Timeout, Request timed out', /security group of the tasks/],
  ['unhealthy: Target.FailedHealthChecks, Health checks failed', /0\.0\.0\.0/],
  [
    'unused: Target.NotInUse, Target is in an Availability Zone that is not enabled',
    /its Availability Zone is not enabled/,
  ],
  ['medusa ended with exit code 1', /exited: see its log/],
])('%s has a remedy', (words, remedy) => {
  expect(remedyFor(words)).toMatch(remedy);
});

test('what nobody knows has none', () => {
  expect(remedyFor('SomethingNew: happened')).toBeUndefined();
});
