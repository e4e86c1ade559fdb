// Owns the checks of a run: one line for each, and how many failed. They go on after one has failed, not after an interruption.
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

export interface Checks {
  check: Check;
  /** How many so far. */
  count(): { passed: number; failed: number };
}

/** Longer than the longest deploy; whatever stands still ends with it. */
const MAX_CHECK_MILLISECONDS = 240_000;

export type Check = (title: string, body: () => Promise<void>) => Promise<void>;

export function createChecks(say: (line: string) => void, interruption: AbortSignal): Checks {
  const counted = { passed: 0, failed: 0 };
  const interrupted = new Promise<never>((_, reject) => {
    interruption.addEventListener('abort', () => reject(interruption.reason));
  });
  interrupted.catch(() => undefined);
  return {
    count: () => counted,
    async check(title, body) {
      interruption.throwIfAborted();
      try {
        await Promise.race([body(), interrupted, tooLong()]);
        counted.passed++;
        say(`ok     ${title}`);
      } catch (error) {
        interruption.throwIfAborted();
        counted.failed++;
        say(`FAILED ${title}`);
        for (const line of stripVTControlCharacters((error as Error).message)
          .trim()
          .split('\n'))
          say(`       ${line}`);
      }
    },
  };
}

async function tooLong(): Promise<never> {
  await sleep(MAX_CHECK_MILLISECONDS, undefined, { ref: false });
  throw new Error(`Not over after ${MAX_CHECK_MILLISECONDS / 1000} s.`);
}
