// Owns the way of a request to a function and of its answer back.
import type { Cloud } from '../cloud/cloud.ts';
import { invoke } from '../lambda/invoke.ts';
import { type Exchange, sideOf } from './exchange.ts';
import { headersTowardTarget } from './forwarded-headers.ts';
import { readAnswer } from './function-answer.ts';
import { describeEvent } from './function-event.ts';
import { findFunction } from './function-targets.ts';
import { errorAnswer, send } from './own-answers.ts';
import { MULTI_VALUE_HEADERS } from './target-group-attributes.ts';

const MAX_REQUEST_BYTES = 1024 * 1024;

/** Answers the exchange with what the function says, or with the load balancer's own 400, 413 or 502. */
export async function forwardToFunction(cloud: Cloud, exchange: Exchange, targetGroupArn: string): Promise<void> {
  const { request, response, tunnel } = exchange;
  const body = await readBody(exchange);
  if (body === undefined) return;
  if (tunnel !== undefined) return send(response, errorAnswer(400));
  if (body === 'too large') return send(response, errorAnswer(413));
  const row = findFunction(cloud, targetGroupArn);
  if (row === undefined) return send(response, errorAnswer(502));
  const attributes = cloud.tables.loadBalancing.attributes.get(targetGroupArn);
  const hasMultiValues = attributes?.get(MULTI_VALUE_HEADERS) === 'true';
  const headers = headersTowardTarget(request.rawHeaders, sideOf(cloud, exchange));
  const asked = { targetGroupArn, method: request.method ?? 'GET', target: request.url ?? '/', headers, body };
  const json = await invoke(cloud, row, describeEvent(asked, hasMultiValues)).catch(() => undefined);
  const answer = json === undefined ? undefined : readAnswer(json, hasMultiValues);
  send(response, answer ?? errorAnswer(502));
}

/** Undefined where the client went away before it had sent all of it. */
async function readBody({ request }: Exchange): Promise<Buffer | 'too large' | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined;
  }
  return bytes > MAX_REQUEST_BYTES ? 'too large' : Buffer.concat(chunks);
}
