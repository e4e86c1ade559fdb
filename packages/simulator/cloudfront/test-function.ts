// Owns the operation TestFunction: a run of a function with an event that the caller made up.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/test-function.html
import type { TestFunctionCommandInput, TestFunctionCommandOutput } from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { checkVersion } from './etag.ts';
import {
  type EventType,
  type FunctionRequest,
  type FunctionResponse,
  invalidReason,
  isResponse,
} from './function-output.ts';
import { type FunctionRun, runFunction } from './function-runtime.ts';
import { findVersion, summarizeFunction } from './functions.ts';
import { invalidArgument } from './not-simulated.ts';
import type { Reply } from './reply.ts';

const MAX_EVENT_BYTES = 40_960;

interface TestEvent {
  context: { eventType: EventType };
  request: FunctionRequest;
  response?: FunctionResponse;
}

/** A test has no address, so the raw query is empty. How much of its time a function used is not measured. */
export function testFunction(input: TestFunctionCommandInput, cloud: Cloud): Reply<TestFunctionCommandOutput> {
  const { row, version } = findVersion(cloud, input.Name, input.Stage);
  checkVersion(version, input.IfMatch);
  const event = readEvent(input.EventObject);
  const run = runFunction(version.code, { event, rawQueryString: '' });
  return {
    TestResult: {
      FunctionSummary: summarizeFunction(cloud, row, version),
      ComputeUtilization: '1',
      FunctionExecutionLogs: run.logs,
      FunctionErrorMessage: errorOf(run, event),
      FunctionOutput:
        run.error === undefined
          ? JSON.stringify({ [isResponse(run.output) ? 'response' : 'request']: run.output })
          : '',
    },
  };
}

function errorOf(run: FunctionRun, { context, request, response }: TestEvent): string {
  if (run.error !== undefined) return run.error;
  const given = context.eventType === 'viewer-response' && response ? response : request;
  const reason = invalidReason(run, context.eventType, given);
  return reason === undefined ? '' : `The function returned an invalid value: ${reason}.`;
}

function readEvent(bytes: Uint8Array = new Uint8Array()): TestEvent {
  if (bytes.length > MAX_EVENT_BYTES) throw invalidArgument('The parameter EventObject is too big.');
  try {
    const event = JSON.parse(Buffer.from(bytes).toString()) as TestEvent;
    if (event.request !== undefined && event.context?.eventType !== undefined) return event;
  } catch {
    // Said below.
  }
  throw invalidArgument('The parameter EventObject is not a valid event.');
}
