// Owns reading the last lines that a container wrote.

import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { attemptToFind } from '../aws.ts';
import { AwsError } from '../errors.ts';
import type { Aws } from '../world.ts';

export interface LogQuery {
  container: ContainerDefinition | undefined;
  taskArn: string;
  lines: number;
}

/** The log group that a container writes to, where it is one of CloudWatch Logs. */
export function logGroupOf(container: ContainerDefinition | undefined): string | undefined {
  const { logDriver, options } = container?.logConfiguration ?? {};
  return logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
}

/** The last lines, oldest first. Empty where there are none, or where we may not read them: lines explain, they decide nothing. */
export async function readLastLines({ logs }: Aws, { container, taskArn, lines }: LogQuery): Promise<string[]> {
  const logGroupName = logGroupOf(container);
  const prefix = container?.logConfiguration?.options?.['awslogs-stream-prefix'];
  if (logGroupName === undefined || prefix === undefined) return [];
  const logStreamName = `${prefix}/${container?.name}/${taskArn.split('/').at(-1)}`;
  try {
    const page = await attemptToFind(`reading log ${logStreamName}`, ['ResourceNotFoundException'], () =>
      logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: false, limit: lines })),
    );
    return page?.events?.map(({ message = '' }) => message.trimEnd()) ?? [];
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}
