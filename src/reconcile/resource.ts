// Owns the contract of a resource: what we create in AWS and own.
import type { Change } from './diff.ts';

/** Stands in a plan for a value that AWS assigns when the resource is created. */
export const KNOWN_AFTER_APPLY = 'known-after-apply';

/** One kind of thing in AWS. What AWS refuses is thrown as an AwsError. */
export interface Findable<Observed> {
  /** As a person says it: `target group`. */
  readonly kind: string;
  readonly name: string;
  find(): Promise<Observed | undefined>;
  /** Why the found one is not ours; undefined when it is, or when it may be used whoever made it. */
  notOwnedReason(observed: Observed): string | undefined;
}

/** Each method makes the fewest calls it can and waits for nothing but its own reply. `diff` is pure. */
export interface Reconcilable<Desired, Observed> extends Findable<Observed> {
  diff(desired: Desired, observed: Observed): Change[];
  /** The resource as it would be after a write, for a plan: ids that AWS assigns are `KNOWN_AFTER_APPLY`. Pure. */
  planned(desired: Desired, observed: Observed | undefined): Observed;
  create(desired: Desired): Promise<Observed>;
  update(observed: Observed, desired: Desired, changes: Change[]): Promise<Observed>;
}

/** What somebody else has removed meanwhile is removed. */
export interface Removable<Observed> extends Findable<Observed> {
  /** Everything that bears its name or leads to it, whosever it is: there may be two where there should be one. */
  findAll(): Promise<Observed[]>;
  /** What AWS calls it. */
  idOf(observed: Observed): string;
  remove(observed: Observed): Promise<void>;
}

export interface Resource<Desired, Observed> extends Reconcilable<Desired, Observed>, Removable<Observed> {}
