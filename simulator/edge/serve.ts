// Owns the way of one viewer request through the edge: rules, then cache or origin, then the answer.
import { once } from 'node:events';
import { answer, type EdgeParts, type Exchange } from './answer.ts';
import { EdgeError } from './edge-error.ts';
import { createMarks } from './marks.ts';
import { errorPage } from './page.ts';
import { findRoute } from './route.ts';
import type { ViewerRequest, ViewerResponse } from './viewer-request.ts';
import { type Delivery, sendPage } from './viewer-response.ts';
import { checkCountry, checkMethod, checkSize, redirectToHttps } from './viewer-rules.ts';
import type { Tunnel } from './websocket.ts';

/** Resolves when the viewer has its answer or has gone. `tunnel` is there when it asks for a WebSocket. */
export async function serve(
  parts: EdgeParts,
  { viewer, response, tunnel }: { viewer: ViewerRequest; response: ViewerResponse; tunnel?: Tunnel },
): Promise<void> {
  const delivery: Delivery = { response, method: viewer.method, marks: createMarks() };
  try {
    checkSize(viewer);
    const route = findRoute(parts.cloud, viewer);
    checkCountry(route.config);
    const redirect = redirectToHttps(viewer, route.behavior);
    if (redirect) return sendPage(delivery, redirect, 'Redirect');
    checkMethod(viewer, route.behavior);
    const exchange: Exchange = { viewer, route, delivery, signal: whenGone(response), ...(tunnel && { tunnel }) };
    await answer(parts, exchange);
  } catch (error) {
    sendError(delivery, error);
  }
}

/** Aborted when the viewer leaves before its answer is complete. */
function whenGone(response: ViewerResponse): AbortSignal {
  const controller = new AbortController();
  void once(response, 'close').then(() => controller.abort());
  return controller.signal;
}

function sendError({ response, ...delivery }: Delivery, error: unknown): void {
  // What broke off in the middle cannot become an error page any more: the viewer sees it break off.
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (!(error instanceof EdgeError)) throw error;
  if (error.isLast) closeAfter(response);
  sendPage({ response, ...delivery }, errorPage(error, delivery.marks.requestId), 'Miss');
}

function closeAfter(response: ViewerResponse): void {
  if ('stream' in response) response.stream.session?.close();
  else response.shouldKeepAlive = false;
}
