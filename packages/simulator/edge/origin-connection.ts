// Owns sending a request to an origin and waiting for its answer, with CloudFront's timeouts and attempts.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import type { Origin } from '@aws-sdk/client-cloudfront';
import { EdgeError, edgeErrors } from './edge-error.ts';
import type { OriginRequest } from './origin-request.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MAX_RESPONSE_HEAD_BYTES = 32_768;

export interface OriginCall {
  /** The loopback port that stands for the origin. */
  port: number;
  origin: Origin;
  request: OriginRequest;
  /** Sent to the origin; undefined where the viewer sends none. */
  body?: Readable;
  /** Aborted when the viewer has gone. */
  signal: AbortSignal;
}

/** An origin's answer; one that switched protocols comes with its connection. */
export interface OriginReply {
  message: IncomingMessage;
  socket?: Duplex;
  head?: Buffer;
}

/** Throws an EdgeError when the origin does not answer. A GET or HEAD that timed out is sent again, others never are. */
export async function askOrigin(call: OriginCall): Promise<OriginReply> {
  const isRepeatable = call.body === undefined && ['GET', 'HEAD'].includes(call.request.method);
  const attempts = isRepeatable ? (call.origin.ConnectionAttempts ?? 3) : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(call);
    } catch (error) {
      const isTimeout = error instanceof EdgeError && error.status === 504;
      if (!isTimeout || attempt >= attempts) throw error;
    }
  }
}

/** Each call has a connection of its own: how long CloudFront keeps idle ones cannot be seen from outside. */
function askOnce({ port, origin, request, body, signal }: OriginCall): Promise<OriginReply> {
  const { OriginReadTimeout: readSeconds = 30 } = origin.VpcOriginConfig ?? {};
  const outgoing = httpRequest({
    host: '127.0.0.1',
    port,
    method: request.method,
    path: request.target,
    headers: request.headers.flat(),
    agent: false,
    maxHeaderSize: MAX_RESPONSE_HEAD_BYTES,
    signal: completionSignal(origin, signal),
  });
  // The same limit holds for the first byte and for each gap after it; then the viewer's answer breaks off.
  outgoing.setTimeout(readSeconds * 1000, () => outgoing.destroy(edgeErrors.noAnswer()));
  if (body === undefined) outgoing.end();
  else body.pipe(outgoing);
  return new Promise((resolve, reject) => {
    outgoing.on('response', (message) => resolve({ message }));
    outgoing.on('upgrade', (message, socket, head) => resolve({ message, socket, head }));
    outgoing.on('error', (error) => reject(asEdgeError(error)));
  });
}

function completionSignal({ ResponseCompletionTimeout: seconds }: Origin, signal: AbortSignal): AbortSignal {
  return seconds === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
}

function asEdgeError(error: NodeJS.ErrnoException): EdgeError {
  if (error instanceof EdgeError) return error;
  if (error.name === 'AbortError') return edgeErrors.noAnswer();
  return error.code === 'ECONNREFUSED' ? edgeErrors.noConnection() : edgeErrors.brokenConnection();
}
