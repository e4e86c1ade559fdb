// Owns the sizes that a Fargate task may have, and the ways in which they may be written.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
import { clientError } from './refusals.ts';

interface MemoryRange {
  least: number;
  most: number;
  step: number;
}

/** CPU units → memory in MiB. */
const FARGATE_MEMORY: Record<number, MemoryRange> = {
  512: { least: 1024, most: 4096, step: 1024 },
  1024: { least: 2048, most: 8192, step: 1024 },
  2048: { least: 4096, most: 16_384, step: 1024 },
  4096: { least: 8192, most: 30_720, step: 1024 },
  8192: { least: 16_384, most: 61_440, step: 4096 },
  16384: { least: 32_768, most: 122_880, step: 8192 },
};
const SMALLEST_CPU = 256;
const SMALLEST_CPU_MEMORY = [512, 1024, 2048];

/** CPU units and MiB, as the API writes them. */
export interface TaskSize {
  cpu?: string | undefined;
  memory?: string | undefined;
}

/** `0.5 vCPU` is `512`. */
export function readCpu(text: string): string {
  return readUnits(text, 'cpu', /^([\d.]+) *vcpu$/i);
}

/** `1 GB` is `1024`. */
export function readMemory(text: string): string {
  return readUnits(text, 'memory', /^([\d.]+) *gb$/i);
}

function readUnits(text: string, what: string, inThousands: RegExp): string {
  const large = inThousands.exec(text.trim())?.[1];
  const units = large === undefined ? Number(text) : Number(large) * 1024;
  if (!Number.isInteger(units) || units <= 0) {
    throw clientError(
      `Invalid '${what}' setting for task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`,
    );
  }
  return String(units);
}

export function checkFargateSize({ cpu, memory }: TaskSize): void {
  if (cpu === undefined) throw clientError("Fargate requires that 'cpu' be defined at the task level.");
  if (memory === undefined) throw clientError("Fargate requires that 'memory' be defined at the task level.");
  if (!isFargateSize(Number(cpu), Number(memory))) {
    throw clientError(
      `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`,
    );
  }
}

/** False for everything that is not a number too. */
export function isFargateSize(cpu: number, memory: number): boolean {
  if (cpu === SMALLEST_CPU) return SMALLEST_CPU_MEMORY.includes(memory);
  const range = FARGATE_MEMORY[cpu];
  return range !== undefined && memory >= range.least && memory <= range.most && memory % range.step === 0;
}
