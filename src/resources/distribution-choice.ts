// Owns the caller reference, and by it the choice among several distributions of one environment: the same in each run, so
// that the address stays.
import { digest, type Identity } from '../identity.ts';
import type { Aws } from '../world.ts';
import { type ObservedDistribution, readFresh } from './distribution-reading.ts';

/** Derived from the environment, so that two runs cannot make two distributions: AWS tells the second that it is taken. */
export function callerReferenceOf(identity: Identity, generation: number): string {
  return `${referencePrefix(identity)}${generation}`;
}

function referencePrefix({ owner, environment }: Identity): string {
  return `medusa-preview-${digest(`${owner} ${environment}`, 24)}-`;
}

/** The one that was made first, as the generation of its caller reference tells it; lists do not show that. */
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

/** What was not made by us, and bears our tags all the same, comes after what was. */
function generationOf(identity: Identity, reference: string): number {
  const prefix = referencePrefix(identity);
  const generation = reference.startsWith(prefix) ? Number(reference.slice(prefix.length)) : Number.NaN;
  return Number.isInteger(generation) ? generation : Number.MAX_SAFE_INTEGER;
}
