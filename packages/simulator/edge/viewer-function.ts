// Owns running the function of a cache behavior on what a viewer sent, and on what it is about to get.
import type { Cloud } from '../cloud/cloud.ts';
import { associationsOf } from '../cloudfront/function-associations.ts';
import {
  type EventType,
  type FunctionRequest,
  type FunctionResponse,
  invalidReason,
  isResponse,
} from '../cloudfront/function-output.ts';
import { runFunction } from '../cloudfront/function-runtime.ts';
import { edgeErrors } from './edge-error.ts';
import { describeRequest, describeResponse, pageOfResponse, withRequest, withResponse } from './function-event.ts';
import type { Marks } from './marks.ts';
import type { Page } from './page.ts';
import type { Route } from './route.ts';
import type { ViewerRequest } from './viewer-request.ts';

interface Visit {
  cloud: Cloud;
  viewer: ViewerRequest;
  route: Route;
  marks: Marks;
}

/** The request that goes on, or the answer of the function. */
export function onViewerRequest(visit: Visit): { viewer: ViewerRequest } | { page: Page } {
  const { viewer } = visit;
  const request = describeRequest(viewer);
  const output = run(visit, 'viewer-request', { request });
  if (output === undefined) return { viewer };
  if (isResponse(output)) return { page: pageOfResponse(output) };
  return { viewer: withRequest(viewer, request, output as FunctionRequest) };
}

/** AWS runs none for an answer of 400 and above. */
export function onViewerResponse<Head extends Omit<Page, 'body'>>(visit: Visit, head: Head): Head {
  if (head.status >= 400) return head;
  const response = describeResponse(head);
  const output = run(visit, 'viewer-response', { request: describeRequest(visit.viewer), response });
  return output === undefined ? head : withResponse(head, response, output as FunctionResponse);
}

/** Undefined where the behavior has no function for this. */
function run(
  { cloud, viewer, route, marks }: Visit,
  type: EventType,
  parts: { request: FunctionRequest; response?: FunctionResponse },
): unknown {
  const arn = associationsOf(route.behavior).find(({ EventType }) => EventType === type)?.FunctionARN;
  if (arn === undefined) return undefined;
  const row = [...cloud.tables.cloudfront.functions.values()].find((each) => each.arn === arn);
  if (row?.live === undefined) throw edgeErrors.functionFailed();
  const context = {
    distributionDomainName: viewer.host,
    distributionId: route.distributionId,
    eventType: type,
    requestId: marks.requestId,
  };
  const event = { version: '1.0', context, viewer: { ip: viewer.address }, ...parts };
  const ran = runFunction(row.live.code, {
    event,
    rawQueryString: viewer.query === '' ? undefined : viewer.query.slice(1),
  });
  if (ran.error !== undefined) throw edgeErrors.functionFailed();
  const reason = invalidReason(ran, type, parts.response ?? parts.request);
  if (reason !== undefined) throw edgeErrors.functionInvalid(reason);
  return ran.output;
}
