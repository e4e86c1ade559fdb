// Owns ending the row of a preview that waits for an image that does not come: at the end of its job, or in a sweep.
// docs/decisions/0027-post-step.md
import { explain } from '../errors.ts';
import type { GitHub } from '../github.ts';
import type { Identity } from '../identity.ts';
import type { Clock, Log } from '../world.ts';
import { openComment } from './comment.ts';
import { endWaiting, readWaiting, type WaitingEnd } from './waiting.ts';

interface Surroundings {
  github: GitHub;
  clock: Pick<Clock, 'sleep'>;
  random(): number;
  log: Pick<Log, 'warning'>;
}

/** Which row a step has left waiting, kept by the runner until the job ends. */
export interface WaitingRow {
  pullRequest: number;
  key: Pick<Identity, 'owner' | 'environment'>;
  mark: string;
}

/** The job may have been good, and the image be deployed by another one. */
const ENDS: Record<string, WaitingEnd> = { failure: 'failed', cancelled: 'cancelled' };
export const MAX_WAIT_MS = 86_400_000;

/** Leaves a row that says anything else by now. Errors are warnings. `saved` is a WaitingRow as JSON. */
export async function endJob(job: Surroundings & { saved: string; status: string }): Promise<void> {
  const how = ENDS[job.status];
  if (job.saved === '' || how === undefined) return;
  const { pullRequest, key, mark } = JSON.parse(job.saved) as WaitingRow;
  await endRow(job, { pullRequest, key, how, isDue: (waiting) => waiting.mark === mark });
}

/** `now` is AWS's time, like that in the mark. */
export async function endLongWait(
  sweep: Surroundings & { now: Date },
  { pullRequest, ...key }: Pick<Identity, 'owner' | 'environment'> & { pullRequest: number },
): Promise<void> {
  const isDue = ({ since }: { since: Date }) => sweep.now.getTime() - since.getTime() > MAX_WAIT_MS;
  await endRow(sweep, { pullRequest, key, how: 'expired', isDue });
}

interface Ending extends Omit<WaitingRow, 'mark'> {
  how: WaitingEnd;
  isDue(waiting: { mark: string; since: Date }): boolean;
}

async function endRow({ log, ...surroundings }: Surroundings, ending: Ending): Promise<void> {
  const { pullRequest, key, how, isDue } = ending;
  try {
    await openComment({ ...surroundings, pullRequest, key }).change((text) => {
      const waiting = readWaiting(text);
      if (waiting === undefined || !isDue(waiting)) return undefined;
      const whole = endWaiting(text, key.environment, how);
      return { whole, brief: whole };
    });
  } catch (error) {
    log.warning(explain(error));
  }
}
