// Owns the figures of whole workflows: from their start, through builds that take their time, until everything answers.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PullRequest } from '../pull-request.ts';
import type { Stage, Wish } from '../stage.ts';
import { describeStorefront } from '../storefront.ts';
import { act, type Bench, onBench, preparation } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const BACKEND_BUILD_SECONDS = 180;
const STOREFRONT_BUILD_SECONDS = 120;
const MAX_SECONDS = 310;
const MAX_SECONDS_ASKING = 540;
const MAX_SECONDS_APART = 360;
const WORKSPACE = join(import.meta.dirname, '../../build/bench-workspace');

/** In one job, where a build follows on the preparation. */
export function measureWorkflow(bench: Bench): Promise<Figure[]> {
  return onBench(bench, {}, async (stage) => {
    const seconds = await secondsOf(stage, async ({ pullRequest }) => {
      await act(stage, 'prepared', preparation(pullRequest));
      await buildAndDeploy(stage, backendOf(stage, pullRequest));
    });
    return [
      atMost(`workflow with a build of ${BACKEND_BUILD_SECONDS} s: first preview with its database`, {
        value: seconds,
        limit: MAX_SECONDS,
        unit: 's',
      }),
    ];
  });
}

export async function measureStorefront(bench: Bench): Promise<Figure[]> {
  const builds = `${BACKEND_BUILD_SECONDS} and ${STOREFRONT_BUILD_SECONDS} s`;
  const [asking, apart] = await allOf([true, false].map((isAsking) => secondsOfShop(bench, isAsking)));
  return [
    atMost(`backend and storefront, builds of ${builds}, where the storefront's asks the backend`, {
      value: asking ?? Number.NaN,
      limit: MAX_SECONDS_ASKING,
      unit: 's',
    }),
    atMost(`backend and storefront, builds of ${builds}, where it does not`, {
      value: apart ?? Number.NaN,
      limit: MAX_SECONDS_APART,
      unit: 's',
    }),
  ];
}

/** Both addresses first, one after the other in one job; then a job for each. */
function secondsOfShop(bench: Bench, isAsking: boolean): Promise<number> {
  return onBench(bench, {}, (stage) =>
    secondsOf(stage, async ({ pullRequest }) => {
      await act(stage, 'prepared', preparation(pullRequest));
      const storefront = storefrontOf(stage, pullRequest);
      await act(stage, 'prepared', preparation(pullRequest, storefront.wish));
      const backend = buildAndDeploy(stage, backendOf(stage, pullRequest));
      const isReady = isAsking ? backend : Promise.resolve();
      await allOf([backend, isReady.then(() => buildAndDeploy(stage, storefront))]);
    }),
  );
}

async function secondsOf(stage: Stage, play: (stage: Stage) => Promise<void>): Promise<number> {
  await stage.pullRequest.push();
  const startedAt = performance.now();
  await play(stage);
  return ((performance.now() - startedAt) / 1000) * stage.timeScale;
}

interface Part {
  buildSeconds: number;
  wish: Wish;
}

async function buildAndDeploy(stage: Stage, { buildSeconds, wish }: Part): Promise<void> {
  await sleep((buildSeconds * 1000) / stage.timeScale);
  await act(stage, 'created', wish);
}

/** With everything that a preview gets by default. */
function backendOf(stage: Stage, pullRequest: PullRequest): Part {
  const inputs = { image: stage.imageOf('v1'), 'setup-command': 'echo set up' };
  return { buildSeconds: BACKEND_BUILD_SECONDS, wish: { event: pullRequest.eventOf('opened'), inputs } };
}

function storefrontOf(stage: Stage, pullRequest: PullRequest): Part {
  mkdirSync(WORKSPACE, { recursive: true });
  const inputs = describeStorefront(stage, WORKSPACE);
  const wish = { event: pullRequest.eventOf('opened'), workspace: WORKSPACE, inputs };
  return { buildSeconds: STOREFRONT_BUILD_SECONDS, wish };
}

/** Whatever comes of each, all have ended when this does: nothing of them goes on when the stage is left. */
async function allOf<Value>(works: Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
