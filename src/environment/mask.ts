// Owns masking the secrets in a task's plain variables wherever its output is shown. Pure.
import type { KeyValuePair, TaskDefinition } from '@aws-sdk/client-ecs';
import { redacted, STARS } from '../text/redact.ts';
import { credentialsIn, isRandom } from './credentials.ts';

export type Mask = (text: string) => string;

/** Masking shorter values would make logs unreadable and protect nothing. */
const MIN_SECRET_LENGTH = 6;

/** Masks the secrets of all containers, because one container may log those of another. */
export function maskOf({ containerDefinitions = [] }: Pick<TaskDefinition, 'containerDefinitions'>): Mask {
  return masking(containerDefinitions.flatMap(({ environment: variables = [] }) => variables));
}

/**
 * The runner masks only the workflow's own secrets, and only in the log: it does not know a password in the base service's
 * variables, and it does not mask comments. Secrets that a container gets by ARN are never read, so of those only what looks
 * like a credential is masked.
 */
export function masking(variables: KeyValuePair[] = []): Mask {
  const encodings = variables
    .flatMap(({ name = '', value = '' }) => (isRandom(name, value) ? [value] : credentialsIn(name, value)))
    .flatMap(encodingsOf)
    .filter((encoded) => encoded.length >= MIN_SECRET_LENGTH);
  const secrets = [...new Set(encodings)].sort((one, other) => other.length - one.length);
  return (text) => redacted(secrets.reduce((masked, secret) => masked.replaceAll(secret, STARS), text));
}

/** The secret as it is and URL-decoded, in each encoding, split into lines because logs are read line by line. */
function encodingsOf(secret: string): string[] {
  const readings = [secret, changed(secret, decodeURIComponent)];
  const encodings = readings.flatMap((reading) => ENCODINGS.map((encode) => changed(reading, encode)));
  return encodings.flatMap((encoded) => encoded.split(/\r\n|\r|\n/));
}

type Encoding = (text: string) => string;

/** Returns the secret itself if it cannot be encoded or decoded. */
function changed(secret: string, change: Encoding): string {
  try {
    return change(secret);
  } catch {
    return secret;
  }
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** JSON that is safe within HTML, as Go and PHP write it; the case of the digits differs. */
function escapedJson(unsafe: RegExp, digitsOf: (code: string) => string): Encoding {
  return (text) => inJson(text).replace(unsafe, (sign) => `\\u00${digitsOf(sign.charCodeAt(0).toString(16))}`);
}

const lower = (text: string) => text.toLowerCase();
const upper = (text: string) => text.toUpperCase();

/** HTML, in which quotes have several escapes. */
function inHtml(quote: string, apostrophe: string): Encoding {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': quote, "'": apostrophe };
  return (text) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** Without padding, which some encoders omit. */
function inBase64(encoding: 'base64' | 'base64url'): Encoding {
  return (text) => Buffer.from(text).toString(encoding).replace(/=+$/, '');
}

const ENCODINGS: Encoding[] = [
  (text) => text,
  inJson,
  ...[/[&<>]/g, /[&<>']/g].flatMap((unsafe) => [escapedJson(unsafe, lower), escapedJson(unsafe, upper)]),
  encodeURIComponent,
  (text) => encodeURIComponent(text).replace(/%../g, lower),
  inBase64('base64'),
  inBase64('base64url'),
  inHtml('"', "'"),
  inHtml('&quot;', "'"),
  inHtml('&quot;', '&#39;'),
  inHtml('&quot;', '&#039;'),
  inHtml('&quot;', '&#x27;'),
  inHtml('&quot;', '&apos;'),
  inHtml('&#34;', '&#39;'),
];
