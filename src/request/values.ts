// Owns the formats of inputs: images, services, ARNs, lists, and lines of NAME=value.

import { isReservedTag, type ServiceReference, type Tags } from '../identity.ts';

export interface NamedValue {
  name: string;
  value: string;
}

// The grammar of image references is that of https://github.com/distribution/reference, except that a registry must look like a
// host: `Acme/shop` is then a repository in upper case, which is a common mistake, and is refused.
const DOMAIN = String.raw`(?:(?:localhost|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9-]+(?=:))(?::\d+)?/)?`;
const PATH = String.raw`[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*`;
const IMAGE = new RegExp(String.raw`^${DOMAIN}${PATH}(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`);

export function readImage(text: string): string {
  if (text.length <= 1024 && IMAGE.test(text)) {
    // Without a tag and a digest it would be `latest`, which is rarely intended.
    if (/[:@][^/]*$/.test(text)) return text;
    throw new Error(`"${text}" has no tag and no digest. Write repository:tag or repository@sha256:….`);
  }
  throw new Error(
    `"${text}" is not an image reference. Write repository:tag or repository@sha256:…, in lower case and without https://.`,
  );
}

/** A tag's value holds cluster and service in at most 256 characters, of which the service of a copy takes up to a hundred. */
const MAX_CLUSTER_LENGTH = 155;
const MAX_REFERENCE_LENGTH = 256;

/** `cluster/service`, or the ARN of a service, which contains both. */
export function readServiceReference(text: string): ServiceReference {
  const name = text.replace(/^arn:[\w-]+:ecs:[\w-]+:\d{12}:service\//, '');
  const [, cluster, service] = /^([\w-]{1,255})\/([\w-]{1,255})$/.exec(name) ?? [];
  if (cluster === undefined || service === undefined) {
    throw new Error(`"${text}" is not a service. Write cluster/service, such as shop/medusa.`);
  }
  if (cluster.length > MAX_CLUSTER_LENGTH || name.length > MAX_REFERENCE_LENGTH) {
    throw new Error(
      `"${text}" is too long for a tag. The name of the cluster can have up to ${MAX_CLUSTER_LENGTH} characters, together with the service up to ${MAX_REFERENCE_LENGTH}.`,
    );
  }
  return { cluster, service };
}

/** The name of a capacity provider. */
export function readName(text: string): string {
  if (/^[\w-]{1,255}$/.test(text)) return text;
  throw new Error(`"${text}" is not a name that AWS allows. Write up to 255 letters, digits, _ and -.`);
}

export interface ContainerReference {
  name: string;
  /** Undefined: the port that the load balancer of the base service leads to. */
  port: number | undefined;
}

const MAX_PORT = 65_535;

/** `medusa`, or `medusa:9000`. */
export function readContainer(text: string): ContainerReference {
  const [, name, digits] = /^([\w-]{1,255})(?::([1-9]\d{0,4}))?$/.exec(text) ?? [];
  const port = digits === undefined ? undefined : Number(digits);
  if (name === undefined || (port ?? 0) > MAX_PORT) {
    throw new Error(
      `"${text}" is not a container. Write its name, such as medusa, or name:port with a port from 1 to ${MAX_PORT}.`,
    );
  }
  return { name, port };
}

/** A single line of text, such as a GitHub label. */
export function readLine(text: string): string {
  if (/^[^\p{Cc}\u2028\u2029]+$/u.test(text)) return text;
  throw new Error(`${JSON.stringify(text)} is not a single line of text.`);
}

/** The ARN of a resource of that kind: `elasticloadbalancing`, `listener/`. */
export function readArn(text: string, service: string, kind: string): string {
  if (new RegExp(`^arn:[\\w-]+:${service}:[\\w-]*:\\d{12}:${kind}[\\w/-]{1,512}$`).test(text)) return text;
  throw new Error(`"${text}" is not an ARN of this kind. Write arn:aws:${service}:…:${kind}….`);
}

/** The ARN of a role; empty for `none`. */
export function readRole(text: string): string {
  if (text === 'none') return '';
  // The names of roles have more characters than those of other resources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  if (/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/.test(text)) return text;
  throw new Error(`"${text}" is not a role. Write arn:aws:iam::…:role/…, or none.`);
}

/** Items are separated by commas or white space. */
export function readList(text: string, pattern: RegExp, example: string): string[] {
  const items = text.split(/[\s,]+/).filter((item) => item !== '');
  const wrong = items.filter((item) => !pattern.test(item));
  if (wrong.length > 0) throw new Error(`"${wrong.join('", "')}" is not an id. Write ids such as ${example}.`);
  if (items.length === 0) throw new Error(`"${text}" contains no id. Write ids such as ${example}.`);
  return [...new Set(items)];
}

const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

/** Lines of `NAME=value`. Ignores empty lines and lines that begin with #; the last line of a name wins. */
export function readVariables(text: string): NamedValue[] {
  const byName = new Map<string, string>();
  const wrong: string[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, name, value] = VARIABLE.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined) wrong.push(`line ${at + 1}`);
    else byName.set(name, value);
  }
  // The line itself is not shown, because it may contain a secret.
  if (wrong.length > 0)
    throw new Error(`${wrong.join(', ')}: not of the form NAME=value. Names can contain letters, digits and _.`);
  return [...byName].map(([name, value]) => ({ name, value }));
}

/** Letters, digits, spaces and these, as all services accept them: https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const MAX_TAG_KEY_LENGTH = 128;
const MAX_TAG_VALUE_LENGTH = 256;

/** Lines of `KEY=value`. Ignores empty lines and lines that begin with #; the last line of a key wins. */
export function readTagLines(text: string): Tags {
  const tags = new Map<string, string>();
  const wrong: string[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, key, value] = /^([^=]+)=(.*)$/.exec(line.trim())?.map((part) => part.trim()) ?? [];
    if (key === undefined || value === undefined || !isTag(key, value)) wrong.push(`line ${at + 1}`);
    else tags.set(key, value);
  }
  if (wrong.length > 0) {
    throw new Error(
      `${wrong.join(', ')}: not a tag of the form KEY=value. AWS accepts up to ${MAX_TAG_KEY_LENGTH} letters, digits, spaces and _ . : / + - @ in a key, and up to ${MAX_TAG_VALUE_LENGTH} in a value; keys that begin with aws: or medusa-preview: are not for use.`,
    );
  }
  return Object.fromEntries(tags);
}

function isTag(key: string, value: string): boolean {
  const isFitting = key.length <= MAX_TAG_KEY_LENGTH && value.length <= MAX_TAG_VALUE_LENGTH;
  return key !== '' && isFitting && TAG_TEXT.test(key) && TAG_TEXT.test(value) && !isReservedTag(key);
}

/** How long an environment may live after its last deploy. */
export interface Ttl {
  /** The text of the input: `72h`. */
  text: string;
  milliseconds: number;
}

const MINUTE_MS = 60_000;
const UNITS_MS: Record<string, number> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS };

export function readTtl(text: string): Ttl {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([mhd])$/.exec(text) ?? [];
  const unitMilliseconds = UNITS_MS[unit];
  if (unitMilliseconds === undefined) {
    throw new Error(`"${text}" is not a duration. Write minutes, hours or days, such as 90m, 72h or 7d.`);
  }
  return { text, milliseconds: Number(count) * unitMilliseconds };
}

/** PostgreSQL allows up to 63 bytes without control characters. */
function readDatabaseName(text: string): string {
  const isName = Buffer.byteLength(text) <= 63 && [...text].every((character) => character >= ' ');
  if (!isName)
    throw new Error(`${JSON.stringify(text)} is not a database name. Write up to 63 characters on one line.`);
  return text;
}

/** Whose data an environment has: the base service's, that of a database of its own, or none, as a storefront. */
export interface DatabaseInput {
  kind: 'isolated' | 'shared' | 'none';
  /** The database that one of its own is copied from, the base service's or one by its name. Undefined: none, it is empty. */
  template?: 'base' | { name: string };
}

/** `isolated`, `shared`, `none`, `template:base` or `template:NAME`. */
export function readDatabase(text: string): DatabaseInput {
  if (text === 'isolated' || text === 'shared' || text === 'none') return { kind: text };
  const [, name] = /^template:\s*(.+)$/s.exec(text) ?? [];
  if (name === undefined) {
    throw new Error(`"${text}" is invalid. Write isolated, shared, none, template:NAME or template:base.`);
  }
  return { kind: 'isolated', template: name === 'base' ? name : { name: readDatabaseName(name) } };
}

export function readSecrets(text: string): NamedValue[] {
  const secrets = readVariables(text);
  const notArns = secrets.filter(({ value }) => !/^arn:[\w-]+:(secretsmanager|ssm):/.test(value));
  if (notArns.length > 0) {
    const names = notArns.map(({ name }) => name).join(', ');
    throw new Error(
      `${names}: not the ARN of a secret. Write NAME=arn:aws:secretsmanager:… or NAME=arn:aws:ssm:…:parameter/….`,
    );
  }
  return secrets;
}

/** `all`, `none`, or names, separated by commas or white space. */
export function readInherited(text: string): 'all' | string[] {
  if (text === 'all') return 'all';
  return text === 'none' ? [] : readList(text, /^[A-Za-z_]\w*$/, 'STRIPE_API_KEY');
}

export function readPath(text: string): string {
  if (!/^\/[!-~]{0,1023}$/.test(text))
    throw new Error(
      `"${text}" is not a path. Write one that begins with /, such as /health, in up to 1024 printable ASCII characters without spaces.`,
    );
  return text;
}
