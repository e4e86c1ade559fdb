// Owns the check that Fargate has tasks of the size that is asked for: AWS would tell only once all else is made. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
import type { Workload } from '../environment/workload.ts';

/** CPU units → memory in MiB. A size that is not here may be a new one: that is for AWS to decide. */
const FARGATE_MEMORY = new Map([
  ['256', [512, 1024, 2048]],
  ['512', stepsOf(1024, { from: 1024, to: 4096 })],
  ['1024', stepsOf(1024, { from: 2048, to: 8192 })],
  ['2048', stepsOf(1024, { from: 4096, to: 16_384 })],
  ['4096', stepsOf(1024, { from: 8192, to: 30_720 })],
  ['8192', stepsOf(4096, { from: 16_384, to: 61_440 })],
  ['16384', stepsOf(8192, { from: 32_768, to: 122_880 })],
]);

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
