// Owns who may open an address: `access-key` and `protect`, and the key of the gate that is derived from them.
import { scryptSync } from 'node:crypto';
import type { InputReader } from './input-reader.ts';
import { isStorefront } from './storefront.ts';
import type { DatabaseInput } from './values.ts';

/** Undefined where everybody may open it. */
export interface Access {
  /** Neither it nor a token made with it gives `access-key` away, which goes no further than this file. */
  key: string;
  /** `admin` leaves Medusa's public API open. */
  protect: Protect;
}

type Protect = (typeof PROTECTS)[number];

export interface AccessInputs {
  accessKey: string | undefined;
  /** Undefined for the default, which depends on what is protected. */
  protect: Protect | undefined;
}

const PROTECTS = ['admin', 'all'] as const;
const MIN_KEY_LENGTH = 20;
const KEY_BYTES = 32;

export function readAccess(reader: InputReader): AccessInputs {
  const isProtectSet = reader.optional('protect') !== undefined;
  if (isProtectSet && reader.optional('access-key') === undefined) {
    reader.problems.push(
      'protect: without "access-key" nothing is protected. Set that too, and check that the secret it comes from has a value in this run; or omit "protect".',
    );
  }
  return {
    accessKey: reader.parsed('access-key', readAccessKey),
    protect: isProtectSet ? reader.choice('protect', PROTECTS) : undefined,
  };
}

/** The error does not quote it. */
function readAccessKey(text: string): string {
  if (text.length >= MIN_KEY_LENGTH) return text;
  throw new Error(
    `it is too short: whoever has a link to a preview could guess it. Write at least ${MIN_KEY_LENGTH} characters, such as "openssl rand -base64 24" prints, into a secret of GitHub's.`,
  );
}

/** The owner is the salt, so that the same text in two repositories makes two keys. */
export function describeAccess(
  { accessKey, protect, ...asked }: AccessInputs & { database: DatabaseInput | undefined },
  owner: string,
): Access | undefined {
  if (accessKey === undefined) return undefined;
  const key = scryptSync(accessKey, owner, KEY_BYTES).toString('base64url');
  return { key, protect: protect ?? (isStorefront(asked) ? 'all' : 'admin') };
}
