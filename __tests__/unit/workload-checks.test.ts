import { expect, test } from '@jest/globals';
import { isFargateSize } from '../../packages/simulator/ecs/task-size.ts';
import { problemsOfTaskDefinition } from '../../src/checks/task-definition.ts';
import { problemsOfCopy } from '../../src/checks/workload.ts';
import { taskDefinition } from '../support/build.ts';

interface Asked {
  cpu?: string;
  memory?: string;
  isFromFile?: boolean;
  capacityProvider?: string;
}

/** The base is one that AWS has accepted; the inputs are laid over it. */
function problemsOf(asked: Asked, over: Parameters<typeof taskDefinition>[0] = {}): string[] {
  const { isFromFile = false, capacityProvider } = asked;
  const base = taskDefinition({ compatibilities: ['EC2', 'FARGATE'], ...over });
  const { cpu = base.cpu, memory = base.memory } = asked;
  const place = {
    launchType: capacityProvider === undefined && isFor(base, 'FARGATE') ? ('FARGATE' as const) : ('EC2' as const),
    capacityProviderStrategy: capacityProvider === undefined ? undefined : [{ capacityProvider }],
  };
  const workload = {
    base,
    isFromFile,
    cpu: asked.cpu,
    memory: asked.memory,
    baseService: undefined,
    isApart: false,
    ...place,
  };
  return problemsOfTaskDefinition(workload, { ...base, family: 'x', cpu, memory } as never);
}

function isFor({ requiresCompatibilities = [] }: ReturnType<typeof taskDefinition>, place: 'FARGATE'): boolean {
  return requiresCompatibilities.includes(place);
}

test('a size that Fargate does not have is reported with those that it has', () => {
  expect(problemsOf({ memory: '9000' })).toEqual([
    'cpu, memory: Fargate has no task of 512 CPU units and 9000 MiB. With these units, "memory" is one of 1024, 2048, 3072, 4096.',
  ]);
  expect(problemsOf({ cpu: '4096' })).toEqual([expect.stringMatching(/one of 8192, 9216, .+, 30720\.$/)]);
});

test('a size that comes in a file is a new one', () => {
  expect(problemsOf({ isFromFile: true }, { memory: '512' })).toHaveLength(1);
});

test('what ran on instances has to have a size of Fargate to run there', () => {
  const ofInstances = { requiresCompatibilities: ['EC2' as const], compatibilities: ['EC2' as const] };
  const problem = expect.stringMatching(/^cpu, memory: Fargate has no task of 512 CPU units and 9000 MiB/);
  expect(problemsOf({}, { ...ofInstances, memory: '9000' })).toEqual([]);
  expect(problemsOf({ capacityProvider: 'FARGATE_SPOT' }, { ...ofInstances, memory: '9000' })).toEqual([problem]);
  expect(problemsOf({ capacityProvider: 'FARGATE_SPOT' }, { ...ofInstances, cpu: undefined })).toEqual([
    'cpu, memory: Fargate asks for both. Give cpu.',
  ]);
});

test.each<[string, Asked, Parameters<typeof taskDefinition>[0]]>([
  ['that nobody asked to change', {}, { memory: '9000' }],
  ['that Fargate has', { cpu: '1024', memory: '2048' }, {}],
  ['that may be a new one', { cpu: '32768', memory: '245760' }, {}],
  ['of instances', { memory: '9000' }, { requiresCompatibilities: ['EC2'] }],
  ['that no task has, whatever it is called', { memory: '9000' }, { cpu: 'constructor' }],
  ['in other words', { cpu: '1024' }, { memory: '2 GB' }],
  ['that no number is', { cpu: 'small' }, { memory: 'large' }],
])('a size %s is for AWS to decide', (_, asked, over) => {
  expect(problemsOf(asked, over)).toEqual([]);
});

test('the sizes are those of the simulator, which go by the same page', () => {
  const sizes = Array.from({ length: 245 }, (_, index) => 512 * (index + 1));
  for (const cpu of [256, 512, 1024, 2048, 4096, 8192, 16384]) {
    const good = sizes.filter((memory) => problemsOf({ cpu: String(cpu), memory: String(memory) }).length === 0);
    expect(good).toEqual(sizes.filter((memory) => isFargateSize(cpu, memory)));
  }
});

test('a base with subnets to take over can be copied, and one without is reported', () => {
  const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
  expect(problemsOfCopy({ base: taskDefinition(), networkConfiguration })).toEqual([]);
  expect(problemsOfCopy({ base: taskDefinition(), networkConfiguration: undefined })).toEqual([
    'subnets: missing. The base service has none, so set the subnets in which the tasks run.',
  ]);
});

test('a volume that only the base service knows is reported', () => {
  const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
  const base = taskDefinition({ volumes: [{ name: 'temporary' }, { name: 'uploads', configuredAtLaunch: true }] });
  expect(problemsOfCopy({ base, networkConfiguration })).toEqual([
    expect.stringContaining('medusa has the volume "uploads", which is configured at launch'),
  ]);
});
