// Owns keeping the secrets among the plain variables of a task out of what is shown of it. Pure.
import type { KeyValuePair, TaskDefinition } from '@aws-sdk/client-ecs';
import { redacted, STARS } from '../text/redact.ts';
import { credentialsIn } from './credentials.ts';

export type Mask = (text: string) => string;

/** Shorter ones would blacken every other word of a log, and keep nothing secret. */
const MIN_SECRET_LENGTH = 6;

/** Of all its containers, whichever of them a text is from: they tell each other. */
export function maskOf({ containerDefinitions = [] }: Pick<TaskDefinition, 'containerDefinitions'>): Mask {
  return masking(containerDefinitions.flatMap(({ environment: variables = [] }) => variables));
}

/**
 * A function that masks them in a text. The runner masks what it knows, the secrets of the workflow; it does not know a
 * password in the base service's own variables, and it does not mask comments. What a container gets by ARN we never
 * read: of that, a text loses what can be told by its form.
 */
export function masking(variables: KeyValuePair[] = []): Mask {
  const encodings = variables
    .flatMap(({ name = '', value = '' }) => credentialsIn(name, value))
    .flatMap(encodingsOf)
    .filter((encoded) => encoded.length >= MIN_SECRET_LENGTH);
  const secrets = [...new Set(encodings)].sort((one, other) => other.length - one.length);
  return (text) => redacted(secrets.reduce((masked, secret) => masked.replaceAll(secret, STARS), text));
}

/** With or without the encoding of URLs that it may have, in each of the ways; line by line, as a log is read. */
function encodingsOf(secret: string): string[] {
  const readings = [secret, changed(secret, decodeURIComponent)];
  const encodings = readings.flatMap((reading) => ENCODINGS.map((encode) => changed(reading, encode)));
  return encodings.flatMap((encoded) => encoded.split(/\r\n|\r|\n/));
}

type Encoding = (text: string) => string;

/** Not every text can be encoded, or was. */
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

/** JSON that does no harm within HTML: Go writes it so, and with the quote PHP; some in capitals. */
function escapedJson(harmful: RegExp, digitsOf: (code: string) => string): Encoding {
  return (text) => inJson(text).replace(harmful, (sign) => `\\u00${digitsOf(sign.charCodeAt(0).toString(16))}`);
}

const lower = (text: string) => text.toLowerCase();
const upper = (text: string) => text.toUpperCase();

/** Quotes in one way or another. */
function inHtml(quote: string, apostrophe: string): Encoding {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': quote, "'": apostrophe };
  return (text) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** Without the signs that fill it up: some leave them out. */
function inBase64(encoding: 'base64' | 'base64url'): Encoding {
  return (text) => Buffer.from(text).toString(encoding).replace(/=+$/, '');
}

const ENCODINGS: Encoding[] = [
  (text) => text,
  inJson,
  ...[/[&<>]/g, /[&<>']/g].flatMap((harmful) => [escapedJson(harmful, lower), escapedJson(harmful, upper)]),
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
