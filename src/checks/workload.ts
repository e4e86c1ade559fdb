// Owns the check that ECS can run the tasks that are described: AWS would refuse them only once all else is made. Pure.
import type { Workload } from '../environment/workload.ts';
import { problemsOfDatabase } from './database.ts';
import { problemsOfSeal } from './sealed.ts';
import { problemsOfTags } from './tags.ts';

/**
 * CPU units → memory in MiB. A size that is not here may be a new one: that is for AWS to decide.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const FARGATE_MEMORY = new Map([
  ['256', [512, 1024, 2048]],
  ['512', stepsOf(1024, { from: 1024, to: 4096 })],
  ['1024', stepsOf(1024, { from: 2048, to: 8192 })],
  ['2048', stepsOf(1024, { from: 4096, to: 16_384 })],
  ['4096', stepsOf(1024, { from: 8192, to: 30_720 })],
  ['8192', stepsOf(4096, { from: 16_384, to: 61_440 })],
  ['16384', stepsOf(8192, { from: 32_768, to: 122_880 })],
]);

/** All problems of the workload that are known before anything is created. */
export function problemsOfWorkload(workload: Workload): string[] {
  return [
    ...(workload.isAdopted ? problemsOfUnknown(workload) : problemsOfCopy(workload)),
    ...problemsOfDatabase(workload),
    ...problemsOfSize(workload),
    ...problemsOfSeal(workload),
    ...problemsOfTags(workload),
  ];
}

/** It would be taken off the service, which may be a protection. */
function problemsOfUnknown({ base, unknownMembers }: Workload): string[] {
  if (unknownMembers.length === 0) return [];
  return [
    `task-definition: ${base.family} has ${unknownMembers.join(', ')}, which this version of the action does not know, so the service would lose it. Use a newer version of the action, or give a definition without it in "task-definition".`,
  ];
}

/** Tasks of our own service need addresses, subnets, and whatever else only the base service knows. */
export function problemsOfCopy({
  base,
  networkConfiguration,
}: Pick<Workload, 'base' | 'networkConfiguration'>): string[] {
  const problems: string[] = [];
  // The target group that we make leads to addresses, and only tasks of this mode have one of their own.
  if (base.networkMode !== 'awsvpc') {
    problems.push(
      `task-definition: ${base.family ?? 'it'} has the network mode ${base.networkMode ?? 'bridge'}. The load balancer leads to tasks with addresses of their own: use awsvpc.`,
    );
  }
  if (networkConfiguration === undefined) {
    problems.push('subnets: missing. The base service has none to take over: name those that the tasks are to run in.');
  }
  const volume = base.volumes?.find(({ configuredAtLaunch }) => configuredAtLaunch);
  if (volume !== undefined) {
    problems.push(
      `task-definition: ${base.family ?? 'it'} has the volume "${volume.name}", which is configured at launch, so the base service alone knows it. Use a task definition without it.`,
    );
  }
  return problems;
}

/** Only of a size that is new: what is registered already was good. */
export function problemsOfSize(asked: Pick<Workload, 'cpu' | 'memory' | 'isFromFile' | 'base'>): string[] {
  const { base, isFromFile } = asked;
  const { cpu = base.cpu, memory = base.memory } = asked;
  const isNew = asked.cpu !== undefined || asked.memory !== undefined || isFromFile;
  const isOnFargate = base.requiresCompatibilities?.includes('FARGATE') ?? false;
  const sizes = FARGATE_MEMORY.get(cpu ?? '');
  // Memory may also be written as `1 GB`, which AWS understands.
  const isChecked = isNew && isOnFargate && sizes !== undefined && !Number.isNaN(Number(memory));
  if (!isChecked || sizes.includes(Number(memory))) return [];
  return [
    `cpu, memory: Fargate has no task of ${cpu} CPU units and ${memory} MiB. With these units, "memory" is one of ${sizes.join(', ')}.`,
  ];
}

function stepsOf(step: number, { from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
