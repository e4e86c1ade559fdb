// Owns a stream of server-sent events that stays open: a line at once, and one every five seconds until the viewer leaves.
import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';

const SECONDS_BETWEEN_EVENTS = 5;

export function GET(_request: MedusaRequest, response: MedusaResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  let count = 0;
  const send = () => response.write(`data: ${++count}\n\n`);
  const timer = setInterval(send, SECONDS_BETWEEN_EVENTS * 1000);
  response.on('close', () => clearInterval(timer));
  send();
}
