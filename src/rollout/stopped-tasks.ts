// Owns telling why a task stopped: stop code, reasons, exit codes, last log lines.
import type { ContainerDefinition, Task } from '@aws-sdk/client-ecs';
import { renderQuote } from '../report/quote.ts';
import type { Aws } from '../world.ts';
import { readLastLines } from './logs.ts';

const LAST_LINES = 20;

/** `EssentialContainerExited: Essential container in task exited; medusa ended with exit code 1 (OutOfMemoryError: …)` */
export function renderStop({ stopCode, stoppedReason, containers = [] }: Task): string {
  const ends = containers
    .filter(({ exitCode, reason }) => (exitCode !== undefined && exitCode !== 0) || reason !== undefined)
    .map(({ name, exitCode, reason }) => {
      const end = exitCode === undefined ? 'never ran' : `ended with exit code ${exitCode}`;
      return `${name} ${end}${reason === undefined ? '' : ` (${reason})`}`;
    });
  return [`${stopCode ?? 'stopped'}: ${stoppedReason ?? 'no reason given'}`, ...ends].join('; ');
}

/** The reason, and what the container wrote last. */
export async function explainStop(aws: Aws, task: Task, container: ContainerDefinition | undefined): Promise<string> {
  const lines = await readLastLines(aws, { container, taskArn: String(task.taskArn) }, LAST_LINES);
  const quote = lines.length === 0 ? 'It wrote no log.' : `Its last log lines:\n${renderQuote(lines)}`;
  return `${renderStop(task)}\n${quote}`;
}
