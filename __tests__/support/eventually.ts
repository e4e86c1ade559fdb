// Owns asking again until the answer is the one that was waited for.
import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 50;

/** Resolves with the first answer that will do; rejects with the last one where none does for half a minute. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isExpected: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Still not as expected: ${JSON.stringify(answer)}`);
    await sleep(PAUSE_MILLISECONDS);
  }
}
