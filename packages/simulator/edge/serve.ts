// Owns the way of one viewer request through the edge: rules, function, then cache or origin, then the answer.
import { countViewerRequest } from '../monitoring/request-counts.ts';
import { answer, type EdgeParts, type Exchange } from './answer.ts';
import { EdgeError } from './edge-error.ts';
import { createMarks } from './marks.ts';
import { errorPage } from './page.ts';
import { findRoute } from './route.ts';
import { onViewerRequest } from './viewer-function.ts';
import type { ViewerRequest, ViewerResponse } from './viewer-request.ts';
import { type Delivery, sendPage } from './viewer-response.ts';
import { checkCountry, checkForm, checkMethod, redirectToHttps } from './viewer-rules.ts';
import type { Tunnel } from './websocket.ts';

/** Resolves when the viewer has its answer or has gone. `tunnel` is there when it asks for a WebSocket. */
export async function serve(
  parts: EdgeParts,
  { viewer, response, tunnel }: { viewer: ViewerRequest; response: ViewerResponse; tunnel?: Tunnel },
): Promise<void> {
  const delivery: Delivery = { response, method: viewer.method, marks: createMarks() };
  try {
    checkForm(viewer);
    const route = findRoute(parts.cloud, viewer);
    countViewerRequest(parts.cloud, route.distributionId);
    checkCountry(route.config);
    const redirect = redirectToHttps(viewer, route.behavior);
    if (redirect) return sendPage(delivery, redirect, 'Redirect');
    checkMethod(viewer, route.behavior);
    const passed = onViewerRequest({ cloud: parts.cloud, viewer, route, marks: delivery.marks });
    if ('page' in passed) return sendPage(delivery, passed.page, 'FunctionGeneratedResponse');
    const signal = whenGone(response);
    const exchange: Exchange = { viewer: passed.viewer, route, delivery, signal, ...(tunnel && { tunnel }) };
    await answer(parts, exchange);
  } catch (error) {
    sendError(delivery, error);
  }
}

/** Aborted when the viewer leaves before its answer is complete. */
function whenGone(response: ViewerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

function sendError(delivery: Delivery, thrown: unknown): void {
  const { response, marks } = delivery;
  // An answer that broke off in the middle cannot become an error page any more: the viewer sees it break off.
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const error = thrown instanceof EdgeError ? thrown : defectOf(thrown);
  if (error.isLast) closeAfter(response);
  sendPage(delivery, errorPage(error, marks.requestId), error.result ?? 'Miss');
}

/** A defect of the simulator's own shows as what it is. */
function defectOf(thrown: unknown): EdgeError {
  process.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  return new EdgeError(500, 'The simulator failed; its standard error says how.');
}

function closeAfter(response: ViewerResponse): void {
  if ('stream' in response) response.stream.session?.close();
  else response.shouldKeepAlive = false;
}
