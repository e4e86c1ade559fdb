// Owns lives: one test in steps, each of which goes on where the one before ended, so that it runs alone and in any order.
import { test } from '@jest/globals';

/** Adds a step. Its sentence is handed to it, as the name of a snapshot. */
export type Step = (sentence: string, play: (sentence: string) => Promise<void>) => void;

const MAX_STEP_MILLISECONDS = 600_000;

/** The first step that fails ends the test, and is named in its error. */
export function life(title: string, describeSteps: (step: Step) => void): void {
  const steps: Parameters<Step>[] = [];
  describeSteps((...step) => steps.push(step));
  const play = async () => {
    for (const [sentence, playStep] of steps) {
      await playStep(sentence).catch((error: Error) => {
        error.stack = `Step: ${sentence}\n\n${error.stack}`;
        throw error;
      });
    }
  };
  test(title, play, steps.length * MAX_STEP_MILLISECONDS);
}
