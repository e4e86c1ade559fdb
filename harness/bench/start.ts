// Owns the figure of the start: from the start of the process to its first request to AWS.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runAction } from '../runner.ts';
import { type Bench, forEnvironment } from './act.ts';
import { atMost, type Figure, median } from './figures.ts';

const RUNS = 5;
const MAX_MILLISECONDS = 170;
const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/medusa:v1';

export async function measureStart(bench: Bench): Promise<Figure[]> {
  const starts: number[] = [];
  for (let at = 0; at < RUNS; at += 1) starts.push(await startOnce(bench));
  return [
    atMost('from the start of the process to its first request to AWS', {
      value: median(starts),
      limit: MAX_MILLISECONDS,
      unit: 'ms',
      detail: `median of ${starts.map((each) => each.toFixed(0)).join(', ')}`,
    }),
  ];
}

/** AWS is a server that notes when it is first asked, and refuses everything: the run ends soon after. */
async function startOnce({ bundle, cancellation }: Bench): Promise<number> {
  cancellation.throwIfAborted();
  let startedAt = Number.NaN;
  let askedAt = Number.NaN;
  const server = createServer((_, response) => {
    if (Number.isNaN(askedAt)) askedAt = performance.now();
    response.writeHead(403, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"AccessDenied"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const { event, inputs } = forEnvironment('quiet');
    await runAction({
      simulator: { endpoint: `http://127.0.0.1:${port}`, ca: '' },
      entry: bundle,
      event,
      inputs: { ...inputs, 'base-service': 'shop/medusa', image: IMAGE },
      cancellation,
      onStart: ({ startedAtMilliseconds }) => {
        startedAt = startedAtMilliseconds;
      },
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }
  if (Number.isNaN(askedAt)) throw new Error('the run ended before it asked AWS for anything');
  return askedAt - startedAt;
}
