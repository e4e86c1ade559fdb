// Owns counting the calls of a stretch of the journal, to AWS and to GitHub: which only read, and which wrote.
import { createClient } from '../packages/simulator/client.ts';
import type { JournalEntry } from '../packages/simulator/kernel/journal.ts';

/** Each list is in the order of the calls. */
export interface Calls {
  all: JournalEntry[];
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
export function createMeter({ endpoint }: { endpoint: string }): () => Promise<Stretch> {
  const { journal } = createClient(endpoint);
  let seen = 0;
  return async () => {
    const calls = await journal(seen);
    seen += calls.length;
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

function divide(all: JournalEntry[], isRead: RegExp): Calls {
  return {
    all,
    reads: all.filter(({ operation }) => isRead.test(operation)),
    writes: all.filter(({ operation }) => !isRead.test(operation)),
  };
}

/** `ecs:CreateService`, in order. */
export function namesOf(calls: JournalEntry[]): string[] {
  return calls.map(({ service, operation }) => `${service}:${operation}`);
}
