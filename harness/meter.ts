// Owns counting the calls of a stretch of the journal, to AWS and to GitHub: which only read, and which wrote.
import type { JournalEntry } from '../packages/simulator/kernel/journal.ts';
import type { Simulator } from '../packages/simulator/simulator.ts';

export interface Calls {
  reads: JournalEntry[];
  writes: JournalEntry[];
}

export interface Stretch {
  aws: Calls;
  github: Calls;
}

const IS_AWS_READ = /^(Describe|Get|List)/;
const IS_GITHUB_READ = /^(GET |\w+\/(get|list))/;

/** Each call returns the calls since the one before. */
export function createMeter({ endpoint }: Simulator): () => Promise<Stretch> {
  let seen = 0;
  return async () => {
    const journal = await (await fetch(`${endpoint}/_simulator/journal`)).text();
    const entries = journal
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalEntry);
    const calls = entries.slice(seen);
    seen = entries.length;
    return {
      aws: divide(
        calls.filter(({ service }) => service !== 'github'),
        IS_AWS_READ,
      ),
      github: divide(
        calls.filter(({ service }) => service === 'github'),
        IS_GITHUB_READ,
      ),
    };
  };
}

function divide(calls: JournalEntry[], isRead: RegExp): Calls {
  return {
    reads: calls.filter(({ operation }) => isRead.test(operation)),
    writes: calls.filter(({ operation }) => !isRead.test(operation)),
  };
}
