// Owns searching the streams of a log group.
import type { FilterLogEventsCommandInput, FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Cloud } from '../cloud/cloud.ts';
import { takePage } from '../kernel/page.ts';
import { invalid, outOfRange, requireGroup, requireStream } from './find.ts';
import type { LogGroupRow, LogStreamRow } from './tables.ts';

const MAX_EVENTS = 10_000;

function FilterLogEvents(
  input: FilterLogEventsCommandInput,
  cloud: Cloud,
): Omit<FilterLogEventsCommandOutput, '$metadata'> {
  const limit = input.limit ?? MAX_EVENTS;
  if (limit < 1 || limit > MAX_EVENTS) throw outOfRange('limit', limit, MAX_EVENTS);
  const isMatch = readPattern(input.filterPattern ?? '');
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
  const events = streamsOf(requireGroup(cloud, input), input)
    .flatMap((stream) => stream.events.map((event) => ({ ...event, logStreamName: stream.name })))
    .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && isMatch(message))
    .sort((one, other) => one.timestamp - other.timestamp);
  if (input.startFromHead === false) events.reverse();
  const page = takePage(events, { size: limit, token: input.nextToken, keyOf: ({ eventId }) => eventId });
  if (page === undefined) throw invalid('The specified nextToken is invalid.');
  return { events: page.rows, searchedLogStreams: [], ...(page.nextToken && { nextToken: page.nextToken }) };
}

function streamsOf(group: LogGroupRow, input: FilterLogEventsCommandInput): LogStreamRow[] {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names !== undefined && prefix !== undefined) {
    throw invalid('logStreamNames and logStreamNamePrefix cannot both be given.');
  }
  if (names !== undefined) return names.map((name) => requireStream(group, name));
  return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''));
}

/**
 * Words and "quoted phrases" that must all be there, `-word` that must not, `?word` of which one is enough.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
function readPattern(pattern: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(pattern)) {
    throw invalid(
      'The simulator has filter patterns of words only; CloudWatch Logs has JSON, columns and %regex% too.',
    );
  }
  const terms = [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|([^\s"]+))/g)].map(([, sign, phrase, word]) => ({
    sign,
    text: phrase ?? word ?? '',
  }));
  const optional = terms.filter(({ sign }) => sign === '?');
  return (message) => {
    const isThere = ({ text }: { text: string }) => message.includes(text);
    const areOthersMet = terms.every((term) => term.sign === '?' || isThere(term) === (term.sign !== '-'));
    return areOthersMet && (optional.length === 0 || optional.some(isThere));
  };
}

export const filterOperations = { FilterLogEvents };
