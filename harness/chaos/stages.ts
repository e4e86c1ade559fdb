// Owns having several stages at a time, each with a simulator of its own in this process.
import { join } from 'node:path';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { startSimulator } from '../../packages/simulator/simulator.ts';
import { createStage, type Stage } from './stage.ts';

/** A run may do no more than its role is to be given. */
const POLICY = join(import.meta.dirname, '../../docs/iam-policy.json');

export interface StageSettings {
  /** Path of what is run, from the root of the repository: the bundle, or the source that it is made from. */
  entry: string;
  timeScale: number;
}

/** Plays on so many stages, and takes them down however the play ends. */
export async function onStages(
  count: number,
  settings: StageSettings,
  play: (stages: Stage[]) => Promise<void>,
): Promise<void> {
  const stages: Stage[] = [];
  try {
    while (stages.length < count) stages.push(await openStage(settings));
    await play(stages);
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
}

function openStage({ entry, timeScale }: StageSettings): Promise<Stage> {
  const options = {
    port: 0,
    timeScale,
    latencyMilliseconds: 0,
    region: 'eu-west-1',
    scenario: SHOP,
    policyFiles: [POLICY],
  };
  return startSimulator(options).then((simulator) => createStage(simulator, entry));
}
