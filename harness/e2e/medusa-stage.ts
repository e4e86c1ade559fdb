// Owns the stage with Medusa's own base service on it, and the PostgreSQL and Redis of that beside it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from '../../packages/simulator/scenario.ts';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import type { Happening, PullRequest } from '../pull-request.ts';
import type { ActionResult } from '../runner.ts';
import type { Stage } from '../stage.ts';
import { openStage } from '../stages.ts';
import { ADMIN, BASE } from './base-database.ts';
import type { Postgres } from './postgres.ts';
import { MEDUSA, SERVER, STOREFRONT } from './setup.ts';

/** Medusa's own seconds are real, so there is no use in a faster cloud. */
const TIME_SCALE = 60;
const EXCERPT_LINES = 25;

/** Medusa itself, which is there only once it is built. */
const IMAGE = {
  command: ['medusa', 'start'],
  workingDirectory: SERVER,
  programs: join(MEDUSA, 'node_modules/.bin'),
  listeningSeconds: 60,
};

/** The storefront, which is there only once it is built. */
const STOREFRONT_IMAGE = {
  command: ['next', 'start', '--hostname', '127.0.0.1'],
  workingDirectory: STOREFRONT,
  programs: join(STOREFRONT, 'node_modules/.bin'),
  listeningSeconds: 60,
};

export const BASE_SECRETS = { JWT_SECRET: 'jwt-secret-of-the-base', COOKIE_SECRET: 'cookie-secret-of-the-base' };

export interface MedusaStage extends Stage {
  postgres: Postgres;
  /** The address of the base service's Redis. */
  redisUrl: string;
  /** The folder that the runs of the action find checked out. */
  workspace: string;
  /** Runs the action for what happened to a pull request; throws with the end of its log where it fails. */
  act(pullRequest: PullRequest, happened: Happening, inputs?: Record<string, string>): Promise<ActionResult>;
}

export interface MedusaStageOptions {
  postgres: Postgres;
  /** The address of the base service's Redis. */
  redisUrl: string;
  /** The bundle, from the root of the repository. */
  entry: string;
  interruption: AbortSignal;
}

export async function openMedusaStage(options: MedusaStageOptions): Promise<MedusaStage> {
  const { postgres, redisUrl, entry, interruption } = options;
  const scenario = describeScenario(options);
  const stage = await openStage({ entry, timeScale: TIME_SCALE, cancellation: interruption, scenario });
  const runs: Promise<ActionResult>[] = [];
  const workspace = mkdtempSync(join(tmpdir(), 'e2e-workspace-'));
  const { stop } = stage;
  return Object.assign(stage, {
    postgres,
    redisUrl,
    workspace,
    async act(pullRequest: PullRequest, happened: Happening, inputs: Record<string, string> = {}) {
      const event = pullRequest.eventOf(happened);
      const run = stage.run({ event, inputs: { image: stage.image, ...inputs }, workspace });
      runs.push(run);
      const result = await run;
      if (result.exitCode === 0) return result;
      throw new Error(`The action failed:\n${result.log.trim().split('\n').slice(-EXCERPT_LINES).join('\n')}`);
    },
    /** Waits for the runs of the action: what an interruption cancelled tidies up after itself. */
    async stop() {
      await Promise.allSettled(runs);
      await stop();
      rmSync(workspace, { recursive: true });
    },
  });
}

function describeScenario({ postgres, redisUrl }: MedusaStageOptions): Partial<Scenario> {
  const secrets = Object.entries({ ...BASE_SECRETS, REDIS_URL: redisUrl }).map(([name, value]) => [
    name,
    { name: `shop/medusa/${name.toLowerCase()}-a1B2c3`, value },
  ]);
  return {
    base: { ...SHOP.base, secrets: { ...SHOP.base.secrets, ...Object.fromEntries(secrets) } },
    hasVpcOrigin: true,
    images: { ...SHOP.images, 'medusa-itself': IMAGE, 'storefront-itself': STOREFRONT_IMAGE },
    backend: { repository: 'medusa-itself', databaseUrl: postgres.url(BASE.name, BASE.user, BASE.password) },
  };
}

/** Fills a database that is empty as a developer would, and logs which secrets `medusa exec` has. */
export const SETUP_COMMAND = `npx medusa exec ./src/scripts/seed.js && npx medusa user -e ${ADMIN.email} -p ${ADMIN.password} && npx medusa exec ./src/scripts/secrets.js`;
