// Owns the gate of an owner's addresses: the function that runs at the edge, and the token that it takes for an address.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { commentPrefix, digest, type Identity } from '../identity.ts';
import type { Access } from '../request/access.ts';
import type { World } from '../world.ts';

export interface Gate extends Access {
  name: string;
  /** Carries the owner, since functions have no tags. */
  comment: string;
  code: string;
}

/** The bundler recognizes this form of URL, and includes the file. */
const SOURCE = readFileSync(new URL('./gate.mjs', import.meta.url), 'utf8');
const HEADER = 'x-preview-key';
const PREFIX = 'medusa-preview-';
const DIGEST_LENGTH = 32;

/** Another owner, key, scope or code is another function, so that one that is in use does not change under its addresses. */
export function describeGate(access: Access, { owner }: Pick<Identity, 'owner'>): Gate {
  const { key, protect } = access;
  const code = SOURCE.replace('{key}', key).replace('{protect}', protect);
  const name = `${PREFIX}${digest(`${owner} ${code}`, DIGEST_LENGTH)}`;
  return { ...access, name, comment: `${gateComment(owner)}${protect}`, code };
}

/** The comments of all gates of an owner begin so. */
export function gateComment(owner: string): string {
  return `${commentPrefix(owner)}gate `;
}

/** True for the name of a gate, whoever's it is. */
export function isGateName(name: string): boolean {
  return name.startsWith(PREFIX) && /^[\da-f]+$/.test(name.slice(PREFIX.length));
}

/** It is of no use at another address. */
export function tokenOf({ key }: Pick<Access, 'key'>, domain: string): string {
  return createHmac('sha256', key).update(domain).digest('base64url');
}

/** The header with which a request passes: `x-preview-key: …`. */
export function headerOf(token: string): string {
  return `${HEADER}: ${token}`;
}

/** Each request of ours carries the token of the address that it goes to. */
export function throughGate(get: World['get'], access: Access | undefined): World['get'] {
  if (access === undefined) return get;
  return (url, timeoutMilliseconds) =>
    get(url, timeoutMilliseconds, { [HEADER]: tokenOf(access, new URL(url).hostname) });
}
