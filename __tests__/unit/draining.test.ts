import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { logDraining } from '../../src/rollout/draining.ts';
import { stillness } from '../support/build.ts';

const OURS: Deployment = { id: 'ecs-svc/1', desiredCount: 2, runningCount: 2, pendingCount: 0 };
const PREVIOUS: Deployment = { id: 'ecs-svc/0', runningCount: 1 };
const BALANCED = { loadBalancers: [{ containerName: 'medusa' }] };

function linesAbout(...services: Service[]): string[] {
  const { log, lines } = stillness();
  const look = logDraining(log, OURS);
  for (const service of services) look(service);
  return lines.map(({ text }) => text);
}

test('that the previous tasks drain is said once, when the new ones run', () => {
  const starting = { ...BALANCED, deployments: [{ ...OURS, runningCount: 1, pendingCount: 1 }, PREVIOUS] };
  const draining = { ...BALANCED, deployments: [OURS, PREVIOUS] };
  expect(linesAbout(starting, draining, draining)).toEqual([
    expect.stringMatching(
      /^ {2}waiting for the load balancer to drain .+ deregistration_delay\.timeout_seconds .+ 300 s/,
    ),
  ]);
});

test.each<[string, Service]>([
  ['while the new ones start', { ...BALANCED, deployments: [{ ...OURS, runningCount: 1 }, PREVIOUS] }],
  ['before ECS has looked', { ...BALANCED, deployments: [{ id: OURS.id, desiredCount: 0 }, PREVIOUS] }],
  ['where there are no previous ones', { ...BALANCED, deployments: [OURS] }],
  ['where they are gone', { ...BALANCED, deployments: [OURS, { ...PREVIOUS, runningCount: 0 }] }],
  ['of a deployment that another replaced', { ...BALANCED, deployments: [PREVIOUS] }],
  ['without a load balancer', { deployments: [OURS, PREVIOUS] }],
  ['of a service without deployments', BALANCED],
])('nothing is said %s', (_, service) => {
  expect(linesAbout(service)).toEqual([]);
});
