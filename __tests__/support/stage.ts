// Owns the stage of a scenario: a simulator in a process of its own, which holds each run of the action to the
// policies of its purpose, and the real action run on it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { createMeter, namesOf } from '../../harness/meter.ts';
import { valuesOf, withPolicies } from '../../harness/policies.ts';
import { changePullRequest } from '../../harness/pull-request.ts';
import type { ActionResult } from '../../harness/runner.ts';
import { createStage, type Stage, type Wish } from '../../harness/stage.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import type { SimulatorClient } from '../../packages/simulator/client.ts';
import type { Authorization } from '../../packages/simulator/iam/authorizer.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import { startSimulator } from '../../packages/simulator/process.ts';
import type { DatabaseRow } from '../../packages/simulator/runtime/databases.ts';
import { readScenario } from '../../packages/simulator/scenario.ts';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { BUNDLE } from './bundle.ts';
import { renderTranscript } from './transcript.ts';

/** Nine minutes of a VPC origin take less than a second. */
const TIME_SCALE = 600;

export interface Play extends ActionResult {
  /** The AWS calls that wrote, in order. */
  writes: JournalEntry[];
  /** The AWS calls that only read. */
  reads: JournalEntry[];
  /** The calls to GitHub, in order. */
  github: JournalEntry[];
  /** The run for a person to read, with everything that differs from run to run taken out. */
  transcript: string;
}

export interface ScenarioStage extends Stage {
  databases(): Promise<DatabaseRow[]>;
  /** Runs the action; inputs that are not given are those of a pull request's preview, `deploy`, tag v1. */
  act(inputs?: Record<string, string>, wish?: Partial<Wish>): Promise<Play>;
}

interface PolicySettings {
  /** Whether a run may ask for what its policies do not allow. */
  mayBeRefused?: boolean;
  /** Placeholders of the policies that are not as in the scenario. */
  values?: Record<string, string>;
}

/** Hundreds of runs need the bundle to be compiled once. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, '../../build/compile-cache');
const EVENT = { name: 'pull_request', payload: { action: 'synchronize', pull_request: { number: 42 } } };

/**
 * One simulator for all tests of a file, and each of them begins with nothing but the foundation and an open pull request 42.
 * Empty until the first test.
 */
export function scenarioStage(...settings: Parameters<typeof openStage>): ScenarioStage {
  const stage = {} as ScenarioStage;
  let isFresh = true;
  beforeAll(async () => void Object.assign(stage, await openStage(...settings)));
  beforeEach(async () => {
    if (!isFresh) await stage.reset();
    isFresh = false;
  });
  afterAll(() => stage.stop?.());
  return stage;
}

/**
 * With `--policy` among the flags, the action is held to that one, and what it is refused is for the test to look at. The
 * scenario is what differs from the simulator's own.
 */
export async function openStage(
  flags: string[] = [],
  scenario: object = {},
  { mayBeRefused = false, values = {} }: PolicySettings = {},
): Promise<ScenarioStage> {
  const isOwnPolicy = flags.includes('--policy');
  const folder = mkdtempSync(join(tmpdir(), 'stage-'));
  const own = join(folder, 'scenario.json');
  writeFileSync(own, JSON.stringify(scenario));
  const file = flags.includes('--scenario') ? String(flags[flags.indexOf('--scenario') + 1]) : own;
  const usual = ['--time-scale', String(TIME_SCALE), '--scenario', file];
  const start = (policies: string[]) =>
    startSimulator([...usual, ...policies.flatMap((each) => ['--policy', each]), ...flags]);
  const started = isOwnPolicy ? start([]) : withPolicies({ ...valuesOf(readScenario(file, SHOP)), ...values }, start);
  const simulator = await started.finally(() => rmSync(folder, { recursive: true }));
  const stage = createStage(simulator, { entry: BUNDLE, timeScale: TIME_SCALE });
  const { reset } = stage;
  const openPullRequest = () => changePullRequest(stage, 42, { state: 'open' });
  await openPullRequest();
  return Object.assign(stage, {
    async reset() {
      await reset();
      await openPullRequest();
    },
    databases: async () => (await stage.state<{ databases: DatabaseRow[] }>()).databases,
    async act(inputs: Record<string, string> = {}, wish: Partial<Wish> = {}) {
      const count = createMeter(stage);
      await count();
      // Scenarios that are about databases say otherwise.
      const usual = { mode: 'deploy', database: 'shared' };
      const result = await stage.run({
        event: EVENT,
        tag: 'v1',
        ...wish,
        variables: { NODE_COMPILE_CACHE, ...wish.variables },
        inputs: { ...usual, ...inputs },
      });
      // Some calls the action does without where it may not make them: a missing grant would not show.
      if (!isOwnPolicy && !mayBeRefused) await refuseRefusals(stage);
      const { aws, github } = await count();
      return {
        ...result,
        reads: aws.reads,
        writes: aws.writes,
        github: github.all,
        transcript: renderTranscript(result, aws),
      };
    },
  });
}

/** Waits until the journal has so many calls of a name such as `ecs:RunTask`, not counting its first entries. */
export async function untilCalled(
  { journal }: Pick<SimulatorClient, 'journal'>,
  name: string,
  { since = 0, times = 1 }: { since?: number; times?: number } = {},
): Promise<void> {
  await eventually(
    async () => namesOf(await journal(since)).filter((each) => each === name),
    ({ length }) => length >= times,
  );
}

/** Each permission that AWS would have checked for the action's calls so far, once. */
export async function authorizationsOf({ control }: Pick<SimulatorClient, 'control'>): Promise<Authorization[]> {
  return (await control('GET', 'authorizations')).body as Authorization[];
}

async function refuseRefusals(stage: Stage): Promise<void> {
  const missing = (await authorizationsOf(stage)).filter((each) => !each.isAllowed && !isGone(each));
  if (missing.length > 0) throw new Error(`the policies of docs do not allow ${JSON.stringify(missing)}`);
}

/** A thing that is gone has no tags any more: asked to delete it once more, AWS may say that nobody is allowed to. */
function isGone({ operation, context }: Authorization): boolean {
  return operation.startsWith('Delete') && !Object.keys(context).some((key) => key.startsWith('aws:ResourceTag/'));
}
