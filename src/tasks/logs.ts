// Owns reading a container's log from CloudWatch Logs: its last lines, or all of them as they arrive.
import type { GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { findOrUndefined } from '../aws/client.ts';
import { containerOf } from '../environment/containers.ts';
import { type Mask, maskOf } from '../environment/mask.ts';
import { AwsError, WaitError } from '../errors.ts';
import type { Aws } from '../world.ts';

export interface LogQuery {
  taskDefinition: TaskDefinition;
  /** The name of the container. */
  container: string;
  taskArn: string;
}

interface LogPage {
  lines: string[];
  /** True when nothing more has been written so far. */
  isEnd: boolean;
  /** False when the log is not in CloudWatch Logs, or the role may not read it. */
  isReadable: boolean;
}

const UNREADABLE: LogPage = { lines: [], isEnd: true, isReadable: false };
const NOTHING_YET: LogPage = { ...UNREADABLE, isReadable: true };

/** Undefined if the container does not log to CloudWatch Logs. */
export function logGroupOf({ logConfiguration }: ContainerDefinition): string | undefined {
  const { logDriver, options } = logConfiguration ?? {};
  return logDriver === 'awslogs' ? options?.['awslogs-group'] : undefined;
}

/** The last lines, oldest first. Empty also when the log cannot be read: these lines only explain a failure. */
export async function readLastLines(aws: Aws, query: LogQuery, limit: number): Promise<string[]> {
  const page = await readPage(aws, query, { startFromHead: false, limit });
  return 'isEnd' in page ? [] : linesOf(page, maskOf(query.taskDefinition));
}

/** Each call returns the page after the previous one, starting from the first line. */
export function openLog(aws: Aws, query: LogQuery): () => Promise<LogPage> {
  const mask = maskOf(query.taskDefinition);
  let nextToken: string | undefined;
  return async () => {
    const page = await readPage(aws, query, { startFromHead: true, ...(nextToken && { nextToken }) });
    if ('isEnd' in page) return page;
    // At the end of a stream AWS returns the token that was sent; an empty page may come before the end.
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
    const isEnd = page.nextForwardToken === nextToken;
    nextToken = page.nextForwardToken;
    return { lines: linesOf(page, mask), isEnd, isReadable: true };
  };
}

/** CloudWatch creates the container's stream with its first line, so a missing stream means that nothing is written yet. */
async function readPage(
  aws: Aws,
  { taskDefinition, container, taskArn }: LogQuery,
  reading: { startFromHead: boolean; limit?: number; nextToken?: string },
): Promise<GetLogEventsCommandOutput | LogPage> {
  const definition = containerOf(taskDefinition, container);
  const logGroupName = logGroupOf(definition);
  const { 'awslogs-stream-prefix': prefix, 'awslogs-region': region = aws.region } =
    definition.logConfiguration?.options ?? {};
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
  // With the multiline options of the awslogs driver, one event holds several lines.
  return events.flatMap(({ message = '' }) => mask(message.trimEnd()).split(/\r\n|\r|\n/));
}
