// Owns doing things side by side without leaving one behind: what failed is thrown when all have come to rest.
import { joined } from '../errors.ts';

export async function together<Values extends readonly unknown[]>(
  tasks: readonly [...{ [At in keyof Values]: Promise<Values[At]> }],
): Promise<Values> {
  const results: PromiseSettledResult<unknown>[] = await Promise.allSettled(tasks);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (failures.length > 0) throw joined(failures);
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}
