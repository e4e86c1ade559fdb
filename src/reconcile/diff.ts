// Owns comparing observed with desired values, only on the fields that are desired.

export interface Change {
  /** The path of the field: `DefaultCacheBehavior.MinTTL`. */
  path: string;
  observed: unknown;
  desired: unknown;
}

/**
 * The changes that would make `observed` hold everything in `desired`. A field that `desired` leaves out does not count.
 * Lists are compared without regard to order: AWS returns them in its own.
 */
export function diff(desired: unknown, observed: unknown, path = ''): Change[] {
  if (desired === undefined || (observed === undefined && isEmptyList(desired))) return [];
  if (isRecord(desired) && isRecord(observed)) {
    return Object.entries(desired).flatMap(([key, value]) =>
      diff(value, ownMember(observed, key), path === '' ? key : `${path}.${key}`),
    );
  }
  return isEqual(desired, observed) ? [] : [{ path, observed, desired }];
}

/** Keys may be arbitrary, such as labels of a container, so inherited members like `constructor` must not count. */
function ownMember(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isEqual(desired: unknown, observed: unknown): boolean {
  if (Array.isArray(desired)) return isEqualList(desired, observed);
  if (isRecord(desired)) return isRecord(observed) && diff(desired, observed).length === 0;
  return desired === observed;
}

/** AWS often leaves empty lists out of its replies. */
function isEqualList(desired: unknown[], observed: unknown): boolean {
  const rest = Array.isArray(observed) ? [...observed] : [];
  if (rest.length !== desired.length) return false;
  return desired.every((item) => {
    const at = rest.findIndex((candidate) => isEqual(item, candidate));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Also true for CloudFront's form: `{ Quantity: 0, Items: [] }`. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && value.Quantity === 0;
}
