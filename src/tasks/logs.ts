// Owns reading what a container wrote, from CloudWatch Logs: its last lines, or all of them as they come.
import type { GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { findOrUndefined } from '../aws/client.ts';
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
  /** False where nobody can tell what has been written. */
  isReadable: boolean;
}

const UNREADABLE: LogPage = { lines: [], isEnd: true, isReadable: false };
const NOTHING_YET: LogPage = { ...UNREADABLE, isReadable: true };

/** The log group that a container writes to, where it is one of CloudWatch Logs. */
export function logGroupOf(container: ContainerDefinition | undefined): string | undefined {
  const { logDriver, options } = container?.logConfiguration ?? {};
  return logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
}

/** The last lines, oldest first. Empty where there are none, or where we may not read them: lines explain, they decide nothing. */
export async function readLastLines(aws: Aws, query: LogQuery, limit: number): Promise<string[]> {
  const page = await readPage(aws, query, { startFromHead: false, limit });
  return 'isEnd' in page ? [] : linesOf(page, maskOf(query.taskDefinition));
}

/** Reads on from where the last call ended; the first begins at the beginning. */
export function openLog(aws: Aws, query: LogQuery): () => Promise<LogPage> {
  const mask = maskOf(query.taskDefinition);
  let nextToken: string | undefined;
  return async () => {
    const page = await readPage(aws, query, { startFromHead: true, ...(nextToken && { nextToken }) });
    if ('isEnd' in page) return page;
    // At the end of a log the token that comes back is the one that was sent; a page without lines says nothing.
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
    const isEnd = page.nextForwardToken === nextToken;
    nextToken = page.nextForwardToken;
    return { lines: linesOf(page, mask), isEnd, isReadable: true };
  };
}

/** The stream of a container comes with its first line. */
async function readPage(
  aws: Aws,
  { taskDefinition, container, taskArn }: LogQuery,
  reading: { startFromHead: boolean; limit?: number; nextToken?: string },
): Promise<GetLogEventsCommandOutput | LogPage> {
  const definition = taskDefinition.containerDefinitions?.find(({ name }) => name === container);
  const logGroupName = logGroupOf(definition);
  const { 'awslogs-stream-prefix': prefix, 'awslogs-region': region = aws.region } =
    definition?.logConfiguration?.options ?? {};
  if (logGroupName === undefined || prefix === undefined || region !== aws.region) return UNREADABLE;
  const logStreamName = `${prefix}/${container}/${taskArn.split('/').at(-1)}`;
  try {
    const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const logs = await aws.logs();
    const page = await findOrUndefined(`reading log ${logStreamName}`, ['ResourceNotFoundException'], () =>
      logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...reading })),
    );
    return page ?? NOTHING_YET;
  } catch (error) {
    if (error instanceof AwsError || error instanceof WaitError) return UNREADABLE;
    throw error;
  }
}

function linesOf({ events = [] }: GetLogEventsCommandOutput, mask: Mask): string[] {
  // A driver that is told what a line begins with puts several into one event.
  return events.flatMap(({ message = '' }) => mask(message.trimEnd()).split(/\r\n|\r|\n/));
}
