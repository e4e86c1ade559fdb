// Owns the figures of the start: from the start of the process to its first request to AWS, beside AWS's own action.
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ActionRun, runAction } from '../runner.ts';
import { type Bench, forEnvironment } from './act.ts';
import { atMost, type Figure, median, notMeasured } from './figures.ts';

const RUNS = 9;
const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/medusa:v1';
const NAME = "from the start of the process to its first request ÷ AWS's own action to deploy to ECS";
/** A checkout of `aws-actions/amazon-ecs-deploy-task-definition`; its bundle is in its repository. */
const OTHER = 'build/amazon-ecs-deploy-task-definition/dist/index.js';
const ROOT = join(import.meta.dirname, '../..');
const WORKSPACE = join(ROOT, 'build/bench-workspace');

type Start = Pick<ActionRun, 'entry' | 'inputs' | 'event' | 'workspace'>;

/** By turns, so that what else the machine does counts for both. */
export async function measureStart(bench: Bench): Promise<Figure[]> {
  if (!existsSync(join(ROOT, OTHER))) return [notMeasured(NAME, `there is no ${OTHER}`)];
  const own = ownStart(bench);
  const other = otherStart();
  const starts: number[] = [];
  const otherStarts: number[] = [];
  for (let at = 0; at < RUNS; at += 1) {
    starts.push(await startOnce(own, bench.cancellation));
    otherStarts.push(await startOnce(other, bench.cancellation));
  }
  return [compare(median(starts), median(otherStarts))];
}

function compare(own: number, other: number): Figure {
  const detail = `${own.toFixed(0)} ms for ${other.toFixed(0)} ms`;
  return atMost(NAME, { value: own / other, limit: 1, digits: 2, detail });
}

function ownStart({ bundle }: Bench): Start {
  const { event, inputs = {} } = forEnvironment('quiet');
  return { entry: bundle, event, inputs: { ...inputs, 'base-service': 'shop/medusa', image: IMAGE } };
}

function otherStart(): Start {
  const container = { name: 'medusa', image: IMAGE };
  mkdirSync(WORKSPACE, { recursive: true });
  writeFileSync(
    join(WORKSPACE, 'medusa.json'),
    JSON.stringify({ family: 'medusa', containerDefinitions: [container] }),
  );
  return {
    entry: OTHER,
    event: { name: 'workflow_dispatch', payload: {} },
    workspace: WORKSPACE,
    inputs: { 'task-definition': 'medusa.json', service: 'medusa', cluster: 'shop' },
  };
}

/** AWS is a server that notes when it is first asked, and refuses everything: the run ends soon after. */
async function startOnce(start: Start, cancellation: AbortSignal): Promise<number> {
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
    await runAction({
      ...start,
      simulator: { endpoint: `http://127.0.0.1:${port}`, ca: '' },
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
