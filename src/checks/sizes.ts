// Owns the check of what a task and its containers ask for in CPU and memory. Pure.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput as Definition } from '@aws-sdk/client-ecs';

/**
 * CPU units → memory in MiB. A size that is not here may be a new one: that is for AWS to decide.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const FARGATE_MEMORY = new Map([
  [256, [512, 1024, 2048]],
  [512, stepsOf(1024, { from: 1024, to: 4096 })],
  [1024, stepsOf(1024, { from: 2048, to: 8192 })],
  [2048, stepsOf(1024, { from: 4096, to: 16_384 })],
  [4096, stepsOf(1024, { from: 8192, to: 30_720 })],
  [8192, stepsOf(4096, { from: 16_384, to: 61_440 })],
  [16_384, stepsOf(8192, { from: 32_768, to: 122_880 })],
]);

export function problemsOfFargateSize({ cpu, memory }: Pick<Definition, 'cpu' | 'memory'>) {
  const missing = Object.entries({ cpu, memory }).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) return [`cpu, memory: Fargate asks for both. Give ${missing.join(' and ')}.`];
  const [units, mebibytes] = [unitsOf(cpu), unitsOf(memory)];
  const sizes = FARGATE_MEMORY.get(units);
  if (sizes === undefined || Number.isNaN(mebibytes) || sizes.includes(mebibytes)) return [];
  return [
    `cpu, memory: Fargate has no task of ${units} CPU units and ${mebibytes} MiB. With these units, "memory" is one of ${sizes.join(', ')}.`,
  ];
}

/** The containers share the size of the task, where it has one. */
export function problemsOfShares({ cpu, memory, containerDefinitions = [] }: Definition): string[] {
  const total = sumOf(containerDefinitions, 'cpu');
  const reserved = sumOf(containerDefinitions, 'memoryReservation');
  return [
    total > unitsOf(cpu) &&
      `cpu: the containers ask for ${total} CPU units together, and the task has ${unitsOf(cpu)}. Raise "cpu", or lower theirs in the task definition.`,
    reserved > unitsOf(memory) &&
      `memory: the containers reserve ${reserved} MiB together, and the task has ${unitsOf(memory)}. Raise "memory", or lower theirs in the task definition.`,
    ...containerDefinitions.map((container) => problemOfMemory(container, memory)),
  ].filter((problem) => problem !== false);
}

function problemOfMemory({ name, memory, memoryReservation }: ContainerDefinition, ofTask: string | undefined) {
  if (ofTask === undefined && memory === undefined && memoryReservation === undefined)
    return `memory: neither the task nor its container ${name} has any. Give "memory".`;
  if (Number(memory) > unitsOf(ofTask))
    return `memory: container ${name} asks for ${memory} MiB, and the task has ${unitsOf(ofTask)}. Raise "memory", or lower the container's in the task definition.`;
  return (
    Number(memoryReservation) > Number(memory) &&
    `memory: container ${name} reserves ${memoryReservation} MiB, and has ${memory}. Lower its memoryReservation in the task definition.`
  );
}

function sumOf(containers: ContainerDefinition[], member: 'cpu' | 'memoryReservation'): number {
  return containers.reduce((sum, container) => sum + (container[member] ?? 0), 0);
}

/** `0.5 vCPU` is 512 and `1 GB` is 1024; NaN for a text that is neither, and where there is none. */
function unitsOf(text = ''): number {
  const [, large] = /^([\d.]+) *(?:vcpu|gb)$/i.exec(text.trim()) ?? [];
  return large === undefined ? Number(text === '' ? undefined : text) : Number(large) * 1024;
}

function stepsOf(step: number, { from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
