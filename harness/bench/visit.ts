// Owns the figure of a visit to a sleeping preview: how long until its page answers, beside how long a task takes to start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskRow } from '../../packages/simulator/ecs/tables.ts';
import type { Stage } from '../stage.ts';
import { OPENS_PAGE } from '../viewer.ts';
import { deployWaker } from '../waker.ts';
import { act, type Bench, forEnvironment, onBench } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const ENVIRONMENT = 'quiet';
const MAX_OF_START = 1.15;
/** Where in the pause before a reload the cloud is done is chance, and the worst counts. */
const VISITS = 3;
const RELOAD = /http-equiv="refresh" content="(\d+)"/;
const STEP_SECONDS = 5;

interface Waking {
  visitSeconds: number;
  /** Recorded by ECS of the task that the visit started: from its creation until it runs. */
  startSeconds: number;
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
  const startedAt = performance.now();
  const earlier = new Set((await tasksOf(stage)).map(({ task }) => task.taskArn));
  for (;;) {
    const { status, body } = await stage.view(url, { headers: OPENS_PAGE });
    if (status === 200) break;
    const [, seconds] = RELOAD.exec(body) ?? [];
    if (seconds === undefined) throw new Error(`a page that does not reload itself answered with ${status}: ${body}`);
    await stage.pass(Number(seconds));
  }
  const visitSeconds = ((performance.now() - startedAt) / 1000) * stage.timeScale;
  const started = (await tasksOf(stage)).find(({ task }) => !earlier.has(task.taskArn))?.task;
  const { createdAt, startedAt: runningAt } = started ?? {};
  return { visitSeconds, startSeconds: (Date.parse(String(runningAt)) - Date.parse(String(createdAt))) / 1000 };
}

async function untilStopped(stage: Stage): Promise<void> {
  while ((await tasksOf(stage)).some(({ task }) => task.lastStatus !== 'STOPPED')) await stage.pass(STEP_SECONDS);
}

async function tasksOf(stage: Stage): Promise<TaskRow[]> {
  const { ecs } = await stage.state<{ ecs: { tasks: Record<string, TaskRow> } }>('ecs');
  return Object.values(ecs.tasks).filter(({ task }) => task.group === `service:shop-${ENVIRONMENT}`);
}

function worst(wakings: Waking[]): Figure {
  const figures = wakings.map(({ visitSeconds, startSeconds }) =>
    atMost("a visit that wakes: until the page answers ÷ the cloud's own start of a task", {
      value: visitSeconds / startSeconds,
      limit: MAX_OF_START,
      digits: 3,
      detail: `${visitSeconds.toFixed(1)} s for ${startSeconds.toFixed(1)} s`,
    }),
  );
  return figures.reduce((one, other) => ((other.value ?? 0) > (one.value ?? 0) ? other : one));
}
