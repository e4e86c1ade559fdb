// Owns the user's own limit of environments. It is counted before anything is made, and again once the distribution is: runs
// that begin at the same moment all find the last free place. docs/decisions/0013-limits-and-time-to-live.md
import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { SkippedError } from '../errors.ts';
import { commentPrefix, type Identity } from '../identity.ts';
import { readWithinWindow } from '../reconcile/wait.ts';
import type { World } from '../world.ts';
import { listDistributions, type ObservedDistribution } from './distribution-reading.ts';

interface Limited {
  identity: Identity;
  /** Undefined: it is not limited. */
  maxEnvironments: number | undefined;
}

const REMEDY = 'Close a pull request or raise "max-environments", then re-run the job.';

/** Throws a SkippedError if the limit is reached. */
export function refuseTooMany({ identity, maxEnvironments: most }: Limited, summaries: DistributionSummary[]): void {
  if (most === undefined) return;
  const { length: count } = environmentsAmong(summaries, identity);
  if (count < most) return;
  const reason = `There ${count === 1 ? 'is one environment' : `are ${count} environments`}, and "max-environments" allows ${most}. ${REMEDY}`;
  throw new SkippedError(reason, { shouldDestroy: false });
}

/**
 * Throws a SkippedError if the limit is reached without this one. Only those that are older count, so whoever came first stays,
 * and of the younger each finds for itself that it is one too many.
 */
export async function refuseYoungest(
  world: World,
  { identity, maxEnvironments: most }: Limited,
  { id }: ObservedDistribution,
): Promise<void> {
  if (most === undefined) return;
  const isOwn = ({ Id }: DistributionSummary) => Id === id;
  // A list that has not caught up with our own may lack those of others as well.
  const all = await readWithinWindow(world, `distribution ${id} to be listed`, {
    read: async () => environmentsAmong(await listDistributions(world.aws), identity),
    isComplete: (seen) => seen.some(isOwn),
  });
  const own = all.find(isOwn);
  const older = all.filter((other) => !isOwn(other) && (own === undefined || isOlder(other, own)));
  if (older.length < most) return;
  const reason = `Other environments were created at the same time, and "max-environments" allows ${most}, so this one, the youngest, is removed again. ${REMEDY}`;
  throw new SkippedError(reason, { shouldDestroy: true });
}

function environmentsAmong(summaries: DistributionSummary[], { owner }: Identity): DistributionSummary[] {
  return summaries.filter(({ Comment = '' }) => Comment.startsWith(commentPrefix(owner)));
}

/** One that was just made has not been modified since. CloudFront shows no time of creation. */
function isOlder(one: DistributionSummary, other: DistributionSummary): boolean {
  const [ofOne, ofOther] = [timeOf(one), timeOf(other)];
  return ofOne < ofOther || (ofOne === ofOther && String(one.Id) < String(other.Id));
}

function timeOf({ LastModifiedTime }: DistributionSummary): number {
  return LastModifiedTime?.getTime() ?? 0;
}
