// Owns the caller reference of a distribution, and with it the choice among several of one environment: every run makes the same
// choice, so that the address stays.
import { digest, type Identity } from '../identity.ts';
import type { Aws } from '../world.ts';
import { type ObservedDistribution, readFresh } from './distribution-reading.ts';

/** Derived from the environment, so that two runs cannot create two distributions: AWS refuses a reference that is in use. */
export function callerReferenceOf(identity: Identity, generation: number): string {
  return `${referencePrefix(identity)}${generation}`;
}

function referencePrefix({ owner, environment }: Identity): string {
  return `medusa-preview-${digest(`${owner} ${environment}`, 24)}-`;
}

/** The one that was created first, by the generation in its caller reference, which lists do not contain. */
export async function chooseFirst(
  aws: Aws,
  identity: Identity,
  candidates: ObservedDistribution[],
): Promise<ObservedDistribution | undefined> {
  const [only, ...more] = candidates;
  if (more.length === 0) return only;
  const ranked: { distribution: ObservedDistribution; generation: number }[] = [];
  for (const distribution of candidates) {
    const reference = (await readFresh(aws, distribution.id))?.config.CallerReference ?? '';
    ranked.push({ distribution, generation: generationOf(identity, reference) });
  }
  ranked.sort(
    (one, other) => one.generation - other.generation || (one.distribution.id < other.distribution.id ? -1 : 1),
  );
  const [first, ...others] = ranked.map(({ distribution }) => distribution);
  return first && { ...first, others: others.map(({ id }) => id) };
}

/** A distribution with our tags that the action did not create ranks last. */
function generationOf(identity: Identity, reference: string): number {
  const prefix = referencePrefix(identity);
  const generation = reference.startsWith(prefix) ? Number(reference.slice(prefix.length)) : Number.NaN;
  return Number.isInteger(generation) ? generation : Number.MAX_SAFE_INTEGER;
}
