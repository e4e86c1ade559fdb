// Owns doing things side by side without leaving one behind: what failed is thrown when all have come to rest, and where it
// is known to the others, they come to rest soon.
import { joined } from '../errors.ts';

export interface Company {
  /** Does the work as one of the company. */
  join<T>(work: Promise<T>): Promise<T>;
  /** Throws what one of them has failed by: what another then began would be in vain. */
  refuse(): void;
}

export function openCompany(): Company {
  let failure: { error: unknown } | undefined;
  return {
    async join(work) {
      try {
        return await work;
      } catch (error) {
        failure ??= { error };
        throw error;
      }
    },
    refuse() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

export async function together<Values extends readonly unknown[]>(
  tasks: readonly [...{ [At in keyof Values]: Promise<Values[At]> }],
): Promise<Values> {
  const results: PromiseSettledResult<unknown>[] = await Promise.allSettled(tasks);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (failures.length > 0) throw joined(failures);
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}
