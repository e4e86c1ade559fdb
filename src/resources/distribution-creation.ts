// Owns creating a distribution once: a run whose caller reference is in use finds the distribution that has it.
import { CreateDistributionWithTagsCommand, type Distribution } from '@aws-sdk/client-cloudfront';
import { callAws } from '../aws/client.ts';
import { AwsError } from '../errors.ts';
import {
  desiredTags,
  type Identity,
  listTags,
  OWNER_TAG,
  ownershipMismatch,
  SERVICE_TAG,
  type Tags,
} from '../identity.ts';
import { findWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { callerReferenceOf } from './distribution-choice.ts';
import { type DesiredDistribution, describeDistribution } from './distribution-config.ts';
import {
  findMarkedDistributions,
  type ObservedDistribution,
  observedFrom,
  readDistributionTags,
  readFresh,
} from './distribution-reading.ts';

const MAX_GENERATIONS = 20;
/** The cheapest. It is not ours to repair: one that somebody changes stays. */
const PRICE_CLASS = 'PriceClass_100';

interface Creation {
  aws: Aws;
  identity: Identity;
  waiter: Waiter;
}

interface CreatedDistribution {
  distribution: ObservedDistribution;
  /** False if it existed already, created by another run or by a call whose reply was lost. */
  isNew: boolean;
}

/**
 * AWS does not document whether deleting a distribution frees its caller reference. If a reference is in use and no distribution
 * of this environment appears within the consistency window, the next reference is tried.
 */
export async function createDistribution(
  creation: Creation,
  desired: DesiredDistribution & { service: string },
): Promise<CreatedDistribution> {
  const { aws, identity } = creation;
  const tags = { ...desiredTags(identity), [SERVICE_TAG]: desired.service };
  for (let generation = 1; ; generation++) {
    const reference = callerReferenceOf(identity, generation);
    try {
      const made = await requestDistribution(aws, identity, { reference, desired, tags });
      return { distribution: observedFrom(made, tags), isNew: true };
    } catch (error) {
      const isTaken = error instanceof AwsError && error.code === 'DistributionAlreadyExists';
      if (!isTaken || generation === MAX_GENERATIONS) throw error;
      const holder = await findWithinWindow(creation.waiter, `distribution ${identity.fullName} to be seen`, () =>
        findHolder(aws, identity, { reference, refusal: error }),
      );
      if (holder?.ours !== undefined) return { distribution: holder.ours, isNew: false };
    }
  }
}

async function requestDistribution(
  { cloudfront }: Aws,
  { fullName }: Identity,
  { reference, desired, tags }: { reference: string; desired: DesiredDistribution; tags: Tags },
): Promise<Distribution> {
  const { Distribution: made } = await callAws(`creating distribution ${fullName}`, () =>
    cloudfront.send(
      new CreateDistributionWithTagsCommand({
        DistributionConfigWithTags: {
          DistributionConfig: { CallerReference: reference, PriceClass: PRICE_CLASS, ...describeDistribution(desired) },
          Tags: { Items: listTags(tags) },
        },
      }),
    ),
  );
  return made ?? ({} as Distribution);
}

/** The distribution that has the reference; undefined if it is not visible yet. */
async function findHolder(
  aws: Aws,
  identity: Identity,
  { reference, refusal }: { reference: string; refusal: AwsError },
): Promise<{ ours: ObservedDistribution | undefined } | undefined> {
  // The message usually contains the id; otherwise the lists may show the distribution.
  const named = /Already exists: (\w+)/.exec(refusal.reason)?.[1];
  const ids = named === undefined ? (await findMarkedDistributions(aws, identity)).map(({ id }) => id) : [named];
  for (const id of ids) {
    const fresh = await readFresh(aws, id);
    if (fresh?.config.CallerReference !== reference) continue;
    const tags = await readDistributionTags(aws, fresh.distribution);
    // Such a reference is only used by this action, so missing tags are not visible yet.
    if (tags?.[OWNER_TAG] === undefined) continue;
    const isOurs = ownershipMismatch(identity, tags) === undefined;
    return { ours: isOurs ? observedFrom(fresh.distribution, tags) : undefined };
  }
  return undefined;
}
