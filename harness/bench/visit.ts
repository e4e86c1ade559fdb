// Owns the figure of a visit to a sleeping preview: how long until its page answers, beside how long a task takes to start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskRow } from '../../packages/simulator/ecs/tables.ts';
import type { TargetRow } from '../../packages/simulator/load-balancing/tables.ts';
import { findTargetGroupArn } from '../routing.ts';
import type { Stage } from '../stage.ts';
import { OPENS_PAGE } from '../viewer.ts';
import { deployWaker } from '../waker.ts';
import { act, type Bench, forEnvironment, onBench } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const ENVIRONMENT = 'quiet';
const SERVICE = `shop-${ENVIRONMENT}`;
const MAX_OF_START = 1.15;
/** Where in the pause before a reload the cloud is done is chance, and the worst counts. */
const VISITS = 3;
const RELOAD = /http-equiv="refresh" content="(\d+)"/;
const STEP_SECONDS = 5;
const LOOK_SECONDS = 0.5;

type Targets = Record<string, Record<string, TargetRow>>;

/** By the cloud's clock, in milliseconds. */
interface Waking {
  visitedAt: number;
  answeredAt: number;
  /** The waker has asked ECS for the task. */
  requestedAt: number;
  /** The load balancer finds the task healthy. */
  healthyAt: number;
}

export async function measureVisit(bench: Bench): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waker-'));
  try {
    return await onBench(bench, {}, async (stage) => [worst(await visitAsleep(stage, folder))]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function visitAsleep(stage: Stage, folder: string): Promise<Waking[]> {
  const waker = await deployWaker(stage, folder);
  const { outputs } = await act(stage, 'created', forEnvironment(ENVIRONMENT, { waker }));
  const wakings: Waking[] = [];
  for (let at = 0; at < VISITS; at += 1) {
    await act(stage, 'asleep', forEnvironment(ENVIRONMENT, { mode: 'sleep' }));
    await untilStopped(stage);
    wakings.push(await visit(stage, `${outputs.url}/app`));
  }
  return wakings;
}

async function visit(stage: Stage, url: string): Promise<Waking> {
  const targetGroupArn = await findTargetGroupArn(stage, SERVICE);
  const visitedAt = await timeOf(stage);
  const [answeredAt, healthyAt] = await Promise.all([untilAnswered(stage, url), untilHealthy(stage, targetGroupArn)]);
  const request = (await stage.journal()).findLast(({ operation }) => operation === 'UpdateService');
  return { visitedAt, answeredAt, requestedAt: Date.parse(request?.time ?? ''), healthyAt };
}

async function untilAnswered(stage: Stage, url: string): Promise<number> {
  for (;;) {
    const { status, body } = await stage.view(url, { headers: OPENS_PAGE });
    if (status === 200) return timeOf(stage);
    const [, seconds] = RELOAD.exec(body) ?? [];
    if (seconds === undefined) throw new Error(`a page that does not reload itself answered with ${status}: ${body}`);
    await stage.pass(Number(seconds));
  }
}

async function untilHealthy(stage: Stage, targetGroupArn: string): Promise<number> {
  for (;;) {
    const { loadBalancing } = await stage.state<{ loadBalancing: { targets: Targets } }>('loadBalancing');
    const targets = Object.values(loadBalancing.targets[targetGroupArn] ?? {});
    if (targets.some(({ state }) => state === 'healthy')) return timeOf(stage);
    await stage.pass(LOOK_SECONDS);
  }
}

async function timeOf(stage: Stage): Promise<number> {
  const { body } = await stage.control('GET', 'clock');
  return Date.parse((body as { time: string }).time);
}

async function untilStopped(stage: Stage): Promise<void> {
  while ((await tasksOf(stage)).some(({ task }) => task.lastStatus !== 'STOPPED')) await stage.pass(STEP_SECONDS);
}

async function tasksOf(stage: Stage): Promise<TaskRow[]> {
  const { ecs } = await stage.state<{ ecs: { tasks: Record<string, TaskRow> } }>('ecs');
  return Object.values(ecs.tasks).filter(({ task }) => task.group === `service:${SERVICE}`);
}

function worst(wakings: Waking[]): Figure {
  const figures = wakings.map(({ visitedAt, answeredAt, requestedAt, healthyAt }) => {
    const [visitSeconds, startSeconds] = [(answeredAt - visitedAt) / 1000, (healthyAt - requestedAt) / 1000];
    return atMost("a visit that wakes: until the page answers ÷ the cloud's own start of a task", {
      value: visitSeconds / startSeconds,
      limit: MAX_OF_START,
      digits: 3,
      detail: `${visitSeconds.toFixed(1)} s for ${startSeconds.toFixed(1)} s`,
    });
  });
  return figures.reduce((one, other) => ((other.value ?? 0) > (one.value ?? 0) ? other : one));
}
