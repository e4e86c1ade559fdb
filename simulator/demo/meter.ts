// Owns counting the AWS calls of a stretch of the journal: which only read, and which wrote.
import type { JournalEntry } from '../kernel/journal.ts';
import type { Simulator } from '../simulator.ts';

export interface Calls {
  reads: number;
  writes: number;
}

const IS_READ = /^(Describe|Get|List)/;

/** Each call returns the calls since the one before. */
export function createMeter({ endpoint }: Simulator): () => Promise<Calls> {
  let seen = 0;
  return async () => {
    const journal = await (await fetch(`${endpoint}/_simulator/journal`)).text();
    const entries = journal
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalEntry);
    const calls = entries.slice(seen).filter(({ service }) => service !== 'github');
    seen = entries.length;
    const reads = calls.filter(({ operation }) => IS_READ.test(operation)).length;
    return { reads, writes: calls.length - reads };
  };
}
