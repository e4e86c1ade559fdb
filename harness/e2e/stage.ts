// Owns what the checks play on: the simulated cloud with Medusa's own base service, its PostgreSQL, and the action as a workflow runs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { type Simulator, startSimulator } from '../../packages/simulator/simulator.ts';
import type { PullRequest } from '../pull-request.ts';
import { type ActionResult, runAction } from '../runner.ts';
import { createViewer, type View } from '../viewer.ts';
import { ADMIN, BASE } from './base-database.ts';
import type { Postgres } from './postgres.ts';

/** Medusa's own seconds are real, so there is no use in a faster cloud. */
const TIME_SCALE = 60;
const EXCERPT_LINES = 25;

const MEDUSA_FOLDER = join(import.meta.dirname, 'medusa');
/** Medusa itself, which is there only once it is built. */
const MEDUSA = {
  command: ['medusa', 'start'],
  workingDirectory: join(MEDUSA_FOLDER, '.medusa/server'),
  programs: join(MEDUSA_FOLDER, 'node_modules/.bin'),
  listeningSeconds: 60,
};

export interface Stage {
  simulator: Simulator;
  postgres: Postgres;
  view: View;
  /** The folder that the runs of the action find checked out. */
  workspace: string;
  /** Runs the action for what happened to a pull request; throws with the end of its log where it fails. */
  act(pullRequest: PullRequest, happened: Happening, inputs?: Record<string, string>): Promise<ActionResult>;
  /** Waits for the runs of the action: what an interruption cancelled tidies up after itself. */
  close(): Promise<void>;
}

type Happening = Parameters<PullRequest['eventOf']>[0];

export interface StageOptions {
  postgres: Postgres;
  /** The bundle, from the root of the repository. */
  entry: string;
  interruption: AbortSignal;
}

export async function openStage({ postgres, entry, interruption }: StageOptions): Promise<Stage> {
  const simulator = await startSimulator({
    port: 0,
    timeScale: TIME_SCALE,
    latencyMilliseconds: 0,
    region: 'eu-west-1',
    scenario: {
      ...SHOP,
      hasVpcOrigin: true,
      images: { ...SHOP.images, 'medusa-itself': MEDUSA },
      backend: { repository: 'medusa-itself', databaseUrl: postgres.url(BASE.name, BASE.user, BASE.password) },
    },
  });
  const runs: Promise<ActionResult>[] = [];
  const workspace = mkdtempSync(join(tmpdir(), 'e2e-workspace-'));
  return {
    simulator,
    postgres,
    view: createViewer(simulator),
    workspace,
    async act(pullRequest, happened, inputs = {}) {
      interruption.throwIfAborted();
      const run = runAction({
        simulator,
        entry,
        event: pullRequest.eventOf(happened),
        inputs: { 'base-service': simulator.baseService, image: simulator.image, ...inputs },
        cancellation: interruption,
        workspace,
      });
      runs.push(run);
      const result = await run;
      if (result.exitCode === 0) return result;
      throw new Error(`The action failed:\n${result.log.trim().split('\n').slice(-EXCERPT_LINES).join('\n')}`);
    },
    async close() {
      await Promise.allSettled(runs);
      await simulator.close();
      rmSync(workspace, { recursive: true });
    },
  };
}

/** Fills a database that is empty as a developer would. */
export const SETUP_COMMAND = `npx medusa exec ./src/scripts/seed.js && npx medusa user -e ${ADMIN.email} -p ${ADMIN.password}`;
