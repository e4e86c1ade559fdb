// Owns the interfaces of resources: those that are found or created, those that are managed, and those that are removed.
import type { Change } from './diff.ts';

export interface Named {
  /** The kind as it is shown: `target group`. */
  readonly kind: string;
  readonly name: string;
}

/**
 * A resource that is created if it does not exist, and not changed afterwards. Each method makes as few calls as possible, does
 * not wait, and throws an AwsError if AWS refuses a call.
 */
export interface Creatable<Desired, Observed> extends Named {
  find(): Promise<Observed | undefined>;
  create(desired: Desired): Promise<Observed>;
  /** Used in a plan if the resource does not exist yet. */
  readonly placeholder: Observed;
}

export interface Owned<Observed> extends Named {
  /** Why the found resource is not ours; undefined if it is ours or adopted. */
  notOwnedReason(observed: Observed): string | undefined;
}

/** AWS cannot change such a resource, so a new version is created if it differs. `diff` is pure. */
export interface Versioned<Desired, Observed> extends Creatable<Desired, Observed>, Owned<Observed> {
  diff(desired: Desired, observed: Observed): Change[];
}

export interface Managed<Desired, Observed> extends Versioned<Desired, Observed> {
  update(observed: Observed, desired: Desired, changes: Change[]): Promise<Observed>;
}

/** Removing a resource that no longer exists succeeds. */
export interface Removable<Observed> extends Owned<Observed> {
  /** Finds everything with its name or route, including duplicates and foreign ones. */
  findAll(): Promise<Observed[]>;
  /** The id or ARN. */
  idOf(observed: Observed): string;
  remove(observed: Observed): Promise<void>;
}

export interface Resource<Desired, Observed> extends Managed<Desired, Observed>, Removable<Observed> {}
