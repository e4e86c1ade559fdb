// Owns reading one log stream, forwards and backwards, with CloudWatch Logs' own kind of tokens.
import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Cloud } from '../cloud/cloud.ts';
import { invalid, outOfRange, requireGroup, requireStream } from './find.ts';
import type { LogEventRow } from './tables.ts';

const MAX_EVENTS = 10_000;
const MAX_BYTES = 1_048_576;
/** The service counts this much for an event beside its message. */
const EVENT_OVERHEAD_BYTES = 26;
const POSITION_DIGITS = 56;

/** A position between two events of the stream: how many lie before it; and the direction to read in. */
interface Cursor {
  direction: 'f' | 'b';
  position: number;
}

/** The tokens name positions, so at either end of the stream the token that comes back is the one that was sent. */
function GetLogEvents(input: GetLogEventsCommandInput, cloud: Cloud): Omit<GetLogEventsCommandOutput, '$metadata'> {
  const { events } = requireStream(requireGroup(cloud, input), input.logStreamName ?? '');
  const limit = input.limit ?? MAX_EVENTS;
  if (limit < 1 || limit > MAX_EVENTS) throw outOfRange('limit', limit, MAX_EVENTS);
  const cursor = input.nextToken === undefined ? startOf(events, input) : readToken(input.nextToken);
  const isWanted = ({ timestamp }: LogEventRow) =>
    timestamp >= (input.startTime ?? 0) && timestamp < (input.endTime ?? Number.POSITIVE_INFINITY);
  const taken = take(events, cursor, { limit, isWanted });
  return {
    events: taken.events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: writeToken({ direction: 'f', position: taken.end }),
    nextBackwardToken: writeToken({ direction: 'b', position: taken.start }),
  };
}

function startOf(events: LogEventRow[], { startFromHead }: GetLogEventsCommandInput): Cursor {
  return startFromHead ? { direction: 'f', position: 0 } : { direction: 'b', position: events.length };
}

interface Selection {
  limit: number;
  isWanted(event: LogEventRow): boolean;
}

/** Events from the cursor on, in the order of time whichever way they were read, and the positions around them. */
function take(events: LogEventRow[], { direction, position }: Cursor, { limit, isWanted }: Selection) {
  const step = direction === 'f' ? 1 : -1;
  const taken: LogEventRow[] = [];
  let bytes = 0;
  let at = position;
  while (taken.length < limit) {
    const event = events[direction === 'f' ? at : at - 1];
    if (event === undefined) break;
    if (isWanted(event)) {
      bytes += Buffer.byteLength(event.message) + EVENT_OVERHEAD_BYTES;
      if (bytes > MAX_BYTES) break;
      taken.push(event);
    }
    at += step;
  }
  return direction === 'f'
    ? { events: taken, start: position, end: at }
    : { events: taken.reverse(), start: at, end: position };
}

function writeToken({ direction, position }: Cursor): string {
  return `${direction}/${String(position).padStart(POSITION_DIGITS, '0')}/s`;
}

function readToken(token: string): Cursor {
  const [, direction, position] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? [];
  if (direction === undefined) throw invalid('The specified nextToken is invalid.');
  return { direction: direction as 'f' | 'b', position: Number(position) };
}

export const eventOperations = { GetLogEvents };
