// Owns reading what a container wrote, from CloudWatch Logs: its last lines, or all of them as they come.
import type { GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { attemptToFind } from '../aws.ts';
import { type Mask, maskOf } from '../environment/mask.ts';
import { AwsError, WaitError } from '../errors.ts';
import type { Aws } from '../world.ts';

export interface LogQuery {
  taskDefinition: TaskDefinition;
  /** The name of the container. */
  container: string;
  taskArn: string;
}

export interface LogPage {
  lines: string[];
  /** True where nothing more has been written so far. */
  isEnd: boolean;
}

const NOTHING: LogPage = { lines: [], isEnd: true };

/** The log group that a container writes to, where it is one of CloudWatch Logs. */
export function logGroupOf(container: ContainerDefinition | undefined): string | undefined {
  const { logDriver, options } = container?.logConfiguration ?? {};
  return logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
}

/** The last lines, oldest first. Empty where there are none, or where we may not read them: lines explain, they decide nothing. */
export async function readLastLines(aws: Aws, query: LogQuery, limit: number): Promise<string[]> {
  const page = await readPage(aws, query, { startFromHead: false, limit });
  return page === undefined ? [] : linesOf(page, maskOf(query.taskDefinition));
}

/** Reads on from where the last call ended; the first begins at the beginning. */
export function openLog(aws: Aws, query: LogQuery): () => Promise<LogPage> {
  const mask = maskOf(query.taskDefinition);
  let nextToken: string | undefined;
  return async () => {
    const page = await readPage(aws, query, { startFromHead: true, ...(nextToken && { nextToken }) });
    if (page === undefined) return NOTHING;
    // At the end of a log the token that comes back is the one that was sent; a page without lines says nothing.
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
    const isEnd = page.nextForwardToken === nextToken;
    nextToken = page.nextForwardToken;
    return { lines: linesOf(page, mask), isEnd };
  };
}

/** Undefined where the container has written nothing yet: its stream comes with its first line. */
async function readPage(
  aws: Aws,
  { taskDefinition, container, taskArn }: LogQuery,
  reading: { startFromHead: boolean; limit?: number; nextToken?: string },
): Promise<GetLogEventsCommandOutput | undefined> {
  const definition = taskDefinition.containerDefinitions?.find(({ name }) => name === container);
  const logGroupName = logGroupOf(definition);
  const prefix = definition?.logConfiguration?.options?.['awslogs-stream-prefix'];
  if (logGroupName === undefined || prefix === undefined) return undefined;
  const logStreamName = `${prefix}/${container}/${taskArn.split('/').at(-1)}`;
  try {
    const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const logs = await aws.logs();
    return await attemptToFind(`reading log ${logStreamName}`, ['ResourceNotFoundException'], () =>
      logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...reading })),
    );
  } catch (error) {
    if (error instanceof AwsError || error instanceof WaitError) return undefined;
    throw error;
  }
}

function linesOf({ events = [] }: GetLogEventsCommandOutput, mask: Mask): string[] {
  return events.map(({ message = '' }) => mask(message.trimEnd()));
}
