// Owns opening stages, each on a simulator of its own in this process, and taking them down however the play ends.
import type { Scenario } from '../packages/simulator/scenario.ts';
import { SHOP } from '../packages/simulator/scenarios/shop.ts';
import { type SimulatorOptions, startSimulator } from '../packages/simulator/simulator.ts';
import { valuesOf, withPolicies } from './policies.ts';
import { createStage, type Stage, type StageSettings } from './stage.ts';

export interface OwnStageSettings extends StageSettings, Partial<Pick<SimulatorOptions, 'latencyMilliseconds'>> {
  /** Whether the runs may do no more than the policies of docs/ allow. */
  isHeldToPolicies?: boolean;
  /** Members that differ from those of the shop. */
  scenario?: Partial<Scenario>;
}

export async function openStage(settings: OwnStageSettings): Promise<Stage> {
  const scenario = { ...SHOP, ...settings.scenario };
  const start = (policyFiles?: string[]) =>
    startSimulator({
      port: 0,
      timeScale: settings.timeScale,
      latencyMilliseconds: settings.latencyMilliseconds ?? 0,
      region: 'eu-west-1',
      scenario,
      ...(policyFiles && { policyFiles }),
    });
  const { close, ...ready } = await (settings.isHeldToPolicies ? withPolicies(valuesOf(scenario), start) : start());
  return createStage({ ...ready, stop: close }, settings);
}

export async function onStages<Result>(
  count: number,
  settings: OwnStageSettings,
  play: (stages: Stage[]) => Promise<Result>,
): Promise<Result> {
  settings.cancellation?.throwIfAborted();
  const stages: Stage[] = [];
  try {
    while (stages.length < count) stages.push(await openStage(settings));
    return await play(stages);
  } finally {
    await Promise.all(stages.map((stage) => stage.stop()));
  }
}

export function onStage<Result>(settings: OwnStageSettings, play: (stage: Stage) => Promise<Result>): Promise<Result> {
  return onStages(1, settings, ([stage]) => play(stage as Stage));
}
