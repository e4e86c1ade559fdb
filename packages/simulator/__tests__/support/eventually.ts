// Owns asking again until the answer is the one that was waited for.
import { setTimeout as sleep } from 'node:timers/promises';

/** No measure of anything: it ends a test that waits for what never comes, with what it saw. */
const MAX_MILLISECONDS = 300_000;
const PAUSE_MILLISECONDS = 50;

/** Resolves with the first answer that will do; rejects with the last one where none ever does. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isExpected: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + MAX_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Still not as expected: ${JSON.stringify(answer)}`);
    await sleep(PAUSE_MILLISECONDS);
  }
}
