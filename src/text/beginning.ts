// Owns reading the beginning of a text that comes from elsewhere, and may never end.
import type { Readable } from 'node:stream';

const MAX_BYTES = 8_192;

/** What comes after is dropped, and the connection with it. */
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
