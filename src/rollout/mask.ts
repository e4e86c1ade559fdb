// Owns keeping the secrets among a container's plain variables out of what is shown of its log. Pure.
import type { KeyValuePair } from '@aws-sdk/client-ecs';
import { credentialIn } from '../environment/credentials.ts';
import { redacted, STARS } from '../report/redact.ts';

/** Shorter ones would blacken every other word of a log, and keep nothing secret. */
const SHORTEST_SECRET = 6;

/**
 * A function that masks them in a line. The runner masks what it knows, the secrets of the workflow; it does not know a
 * password in the base service's own variables, and it does not mask comments. What a container gets by ARN we never
 * read: of that, a line loses what can be told by its form.
 */
export function masking(variables: KeyValuePair[] = []): (line: string) => string {
  const secrets = variables
    .flatMap(({ name = '', value = '' }) => credentialIn(name, value) ?? [])
    .flatMap(waysToWrite)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((one, other) => other.length - one.length);
  return (line) => redacted(secrets.reduce((masked, secret) => masked.replaceAll(secret, STARS), line));
}

/** As it is, within JSON, and with or without the encoding of URLs; line by line, as a log is read. */
function waysToWrite(secret: string): string[] {
  const ways = [
    JSON.stringify(secret).slice(1, -1),
    changed(secret, encodeURIComponent),
    changed(secret, decodeURIComponent),
  ];
  return [...new Set([secret, ...ways].flatMap((way) => way.split(/\r\n|\r|\n/)))];
}

/** Not every text can be encoded, or was. */
function changed(secret: string, change: (text: string) => string): string {
  try {
    return change(secret);
  } catch {
    return secret;
  }
}
