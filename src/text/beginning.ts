// Owns reading the beginning of a response body, which may be endless.
import type { Readable } from 'node:stream';

const MAX_BYTES = 8_192;

/** Closes the connection once it has read enough. */
export async function readBeginning(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop destroys the stream.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8');
}
