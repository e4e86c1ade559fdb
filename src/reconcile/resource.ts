// Owns the contract of a resource: what is found or created in AWS, what is managed there, and what is removed.
import type { Change } from './diff.ts';

export interface Named {
  /** As a person says it: `target group`. */
  readonly kind: string;
  readonly name: string;
}

/**
 * One kind of thing in AWS that is created where there is none, and not changed afterwards. Each method makes the fewest
 * calls it can and waits for nothing but its own reply. What AWS refuses is thrown as an AwsError.
 */
export interface Creatable<Desired, Observed> extends Named {
  find(): Promise<Observed | undefined>;
  create(desired: Desired): Promise<Observed>;
  /** Stands for it in a plan as long as it has not been created. */
  readonly placeholder: Observed;
}

export interface Owned<Observed> extends Named {
  /** Why the found one is not ours; undefined when it is, or was handed to us. */
  notOwnedReason(observed: Observed): string | undefined;
}

/** AWS cannot change it: where it differs, another one is created. `diff` is pure. */
export interface Versioned<Desired, Observed> extends Creatable<Desired, Observed>, Owned<Observed> {
  diff(desired: Desired, observed: Observed): Change[];
}

export interface Managed<Desired, Observed> extends Versioned<Desired, Observed> {
  update(observed: Observed, desired: Desired, changes: Change[]): Promise<Observed>;
}

/** What somebody else has removed meanwhile is removed. */
export interface Removable<Observed> extends Owned<Observed> {
  /** Everything that bears its name or leads to it, whosever it is: there may be two where there should be one. */
  findAll(): Promise<Observed[]>;
  /** What AWS calls it. */
  idOf(observed: Observed): string;
  remove(observed: Observed): Promise<void>;
}

export interface Resource<Desired, Observed> extends Managed<Desired, Observed>, Removable<Observed> {}
