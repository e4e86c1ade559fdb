import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import {
  type ContainerQuestion,
  chooseContainer,
  describeEntry,
  describeSiblings,
} from '../../src/environment/containers.ts';
import { describeOverrides } from '../../src/tasks/overrides.ts';
import { commandStep } from '../../src/tasks/steps.ts';
import { IMAGE } from '../support/build.ts';

const REPOSITORY = IMAGE.replace(/:\w+$/, '');
const medusa: ContainerDefinition = {
  name: 'medusa',
  image: `${REPOSITORY}:1.0.0`,
  portMappings: [{ containerPort: 9000 }],
};
const worker: ContainerDefinition = { name: 'worker', image: `${REPOSITORY}@sha256:${'a'.repeat(64)}` };
const migrate: ContainerDefinition = { name: 'migrate', image: `${REPOSITORY}:1.0.0`, essential: false };
const nginx: ContainerDefinition = { name: 'nginx', image: 'nginx:1', portMappings: [{ containerPort: 80 }] };
const elsewhere: ContainerDefinition = { name: 'web', image: 'registry:5000/medusa' };

function baseOf(...containerDefinitions: ContainerDefinition[]) {
  return { family: 'shop', containerDefinitions };
}

function ask(containers: ContainerDefinition[], over: Partial<ContainerQuestion> = {}) {
  return { base: baseOf(...containers), named: undefined, image: IMAGE, balanced: undefined, ...over };
}

const behind = (containerName: string) => ({ balanced: { containerName } });

describe('the container of Medusa', () => {
  test.each<[string, ContainerQuestion, string]>([
    ['the one that is named', ask([nginx, medusa], { named: 'nginx' }), 'nginx'],
    ['the only one, whatever its image was', ask([nginx], behind('medusa')), 'nginx'],
    ['the one of the repository, and not the proxy in front of it', ask([nginx, medusa], behind('nginx')), 'medusa'],
    ['of several the one behind the load balancer', ask([medusa, worker], behind('worker')), 'worker'],
    ['of several the only essential one', ask([migrate, nginx, worker], behind('nginx')), 'worker'],
    ['of several the essential one with a port', ask([worker, migrate, medusa, nginx], behind('nginx')), 'medusa'],
  ])('is %s', (_, question, name) => {
    expect(chooseContainer(question)).toEqual({ found: name, problems: [] });
  });

  test.each<[string, ContainerQuestion, string]>([
    [
      'none is of the repository',
      ask([nginx, elsewhere], behind('nginx')),
      `container: none of the containers of shop has an image of ${REPOSITORY}. Set "container" to the Medusa container: nginx, web.`,
    ],
    [
      'several are alike',
      ask([nginx, worker, { ...worker, name: 'other' }], behind('nginx')),
      `container: shop has several containers with an image of ${REPOSITORY}. Set "container" to the Medusa container: worker, other.`,
    ],
    ['it is not there', ask([nginx], { named: 'web' }), 'container: shop has no container "web". It has nginx.'],
  ])('is asked for where %s', (_, question, problem) => {
    expect(chooseContainer(question)).toEqual({ found: undefined, problems: [problem] });
  });
});

test.each([
  ['of the same repository', [medusa, worker, migrate, nginx], IMAGE, ['worker', 'migrate']],
  ['that ran what Medusa ran, when the repository is a new one', [medusa, worker, nginx], 'new/medusa:2', ['worker']],
  ['of a registry with a port', [{ ...medusa, image: 'registry:5000/medusa:1' }, elsewhere], IMAGE, ['web']],
])('containers %s get the image as well', (...[, containers, image, names]) => {
  expect(describeSiblings(baseOf(...containers), 'medusa', image)).toEqual(names);
});

describe('the load balancer leads to', () => {
  const balanced = { containerName: 'nginx', containerPort: 80 };

  test.each<
    [string, ContainerDefinition[], { port?: number; isProxied: boolean }, { container: string; port: number }]
  >([
    ['a proxy that is there', [nginx, medusa], { isProxied: true }, { container: 'nginx', port: 80 }],
    [
      'Medusa, whose port is given',
      [nginx, medusa],
      { port: 9001, isProxied: true },
      { container: 'medusa', port: 9001 },
    ],
    ['Medusa, where the proxy is gone', [medusa], { isProxied: true }, { container: 'medusa', port: 9000 }],
    [
      'its only port',
      [{ ...medusa, portMappings: [{ containerPort: 1 }] }],
      { isProxied: false },
      { container: 'medusa', port: 1 },
    ],
    [
      "Medusa's port, where it has several",
      [{ ...medusa, portMappings: [{ containerPort: 1 }, { containerPort: 2 }] }],
      { isProxied: false },
      { container: 'medusa', port: 9000 },
    ],
  ])('%s', (...[, containers, { port, isProxied }, entry]) => {
    const asked = { port, balanced: isProxied ? balanced : undefined };
    expect(describeEntry(baseOf(...containers), 'medusa', asked)).toEqual(entry);
  });
});

test('beside a one-off command, containers of its image do nothing: one that is waited for ends, one that is essential stays', () => {
  const image = IMAGE;
  const taskDefinition = baseOf({ ...medusa, image }, { ...worker, image }, { ...migrate, image }, nginx);
  const steps = [commandStep('migrate-command', 'migrate')];
  const { containerOverrides = [] } = describeOverrides({ taskDefinition, container: 'medusa', steps });
  const [ofMedusa, ofWorker, ofMigrate, ...others] = containerOverrides;
  expect([ofMedusa?.name, others]).toEqual(['medusa', []]);
  expect(ofWorker).toMatchObject({ name: 'worker', command: ['sh', '-c', expect.stringContaining('sleep')] });
  expect(ofMigrate).toMatchObject({ name: 'migrate', command: ['sh', '-c', expect.stringMatching(/exit 0$/)] });
});
