// Owns the rule that each Quantity in a request is the number of the Items that come with it.
import { InconsistentQuantities$ } from '@aws-sdk/client-cloudfront';
import { refuse } from '../kernel/refusal.ts';

/** Walks through all of a request; `name` is the member that holds `value`, as AWS's message names it. */
export function checkQuantities(value: unknown, name: string): void {
  if (Array.isArray(value)) {
    for (const item of value) checkQuantities(item, name);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const { Quantity: quantity, Items: items } = value as { Quantity?: unknown; Items?: unknown };
  if (typeof quantity === 'number') {
    const counted = Array.isArray(items) ? items.length : 0;
    if (counted !== quantity) {
      const message = `The specified quantity of ${name} (${quantity}) does not match the actual quantity supplied (${counted}).`;
      throw refuse(InconsistentQuantities$, message);
    }
  }
  for (const [member, inner] of Object.entries(value)) checkQuantities(inner, member === 'Items' ? name : member);
}
