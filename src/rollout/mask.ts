// Owns keeping the secrets among a container's plain variables out of what is shown of its log. Pure.
import type { KeyValuePair } from '@aws-sdk/client-ecs';
import { credentialIn } from '../environment/credentials.ts';

const MASK = '***';
/** Also one that came from a secret, which we never read: a program that cannot connect often tells where to. */
const PASSWORD_IN_URL = /(:\/\/[^\s/:@]*:)[^\s/@]+@/g;
/** Shorter ones would blacken every other word of a log, and keep nothing secret. */
const SHORTEST_SECRET = 6;

/**
 * A function that masks them in a line. The runner masks what it knows, the secrets of the workflow; it does not know a
 * password in the base service's own variables, and it does not mask comments. What a container gets by ARN we never read.
 */
export function masking(variables: KeyValuePair[] = []): (line: string) => string {
  const secrets = variables
    .flatMap(({ name = '', value = '' }) => credentialIn(name, value) ?? [])
    // A log is read line by line, so the lines of a private key are secrets of their own.
    .flatMap((secret) => [...secret.split(/\r?\n/), decoded(secret)])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((one, other) => other.length - one.length);
  return (line) =>
    secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), line).replace(PASSWORD_IN_URL, `$1${MASK}@`);
}

/** In a URL a password is percent-encoded; a program may well write it as it is. */
function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}
