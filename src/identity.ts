// Owns names and ownership: what an environment's resources are called, and the tags that prove they are ours.
//
//   medusa-preview:owner        acme/shop:shop    repository and `name`: who may change it
//   medusa-preview:environment  pr-42             which environment it belongs to
//   medusa-preview:pull-request 42                with whose end it goes, where it has one
//   medusa-preview:service      shop/medusa-pr-42 cluster and service, so that removal needs no other input
//
// Names find things, tags prove them: nothing without our owner and environment tag is ever changed or removed.
import { createHash } from 'node:crypto';

export interface ServiceReference {
  cluster: string;
  service: string;
}

export interface Identity {
  /** `acme/shop:shop` */
  owner: string;
  environment: string;
  /** Number of the pull request that it belongs to; undefined: to none. */
  pullRequest: number | undefined;
  /** `shop-pr-42`: name of the service, the task definition's family, and the value of the routing header. */
  fullName: string;
  /** `shop-pr-42`, at most 32 characters: target groups allow no more. */
  shortName: string;
  /** The distribution's comment: a mark that shows in lists. Tags are the proof. */
  comment: string;
}

export type Tags = Record<string, string>;

export const OWNER_TAG = 'medusa-preview:owner';
export const ENVIRONMENT_TAG = 'medusa-preview:environment';
export const PULL_REQUEST_TAG = 'medusa-preview:pull-request';
export const SERVICE_TAG = 'medusa-preview:service';
/** On a task definition: a digest of everything in it, to know it again. */
export const DIGEST_TAG = 'medusa-preview:digest';
/** On a task definition: the commit that it was first deployed for. */
export const COMMIT_TAG = 'medusa-preview:commit';
/** On a service: how long it may live after its last deploy, as the user wrote it, or `none`. */
export const TTL_TAG = 'medusa-preview:ttl';
/** On a task definition of an adopted service: the revision that it was described from, so that the next one is, too. */
export const BASE_TAG = 'medusa-preview:base';
/** On a task definition: the database of the environment's own that it runs with: its name, `uncertain` before that while it is made or dropped, `none` once it is gone. */
export const DATABASE_TAG = 'medusa-preview:database';
/** On a distribution: `done` once setup-command has run to its end. */
export const SETUP_TAG = 'medusa-preview:setup';

const MAX_FULL_NAME_LENGTH = 100;
const MAX_SHORT_NAME_LENGTH = 32;
const MAX_COMMENT_LENGTH = 128;
/** Of a comment: so much that it never has to be cut within. */
const MAX_OWNER_LENGTH = 70;
const DIGEST_LENGTH = 8;

export interface Names {
  /** `acme/shop` */
  repository: string;
  /** Undefined: as the repository. */
  name: string | undefined;
  /** Empty: not given. Undefined: not known yet. */
  environment: string | undefined;
}

/** Everything that keeps the names from being used. */
export function problemsOfNames(names: Names): string[] {
  const { environment } = names;
  const missing =
    'environment: missing. This run has no pull request, so give the environment a name, such as staging.';
  return [
    ...problemsOf('name', nameOf(names)),
    ...(environment === '' ? [missing] : []),
    ...(environment ? problemsOf('environment', environment) : []),
  ];
}

/** The names have no problems. */
export function describeIdentity(names: Names & { environment: string; pullRequest?: number | undefined }): Identity {
  const { environment, pullRequest } = names;
  const name = nameOf(names);
  const owner = ownerOf(names);
  const fullName = `${name}-${environment}`;
  return {
    owner,
    environment,
    pullRequest,
    fullName: fitted(fullName, MAX_FULL_NAME_LENGTH),
    shortName: fitted(fullName, MAX_SHORT_NAME_LENGTH),
    comment: truncated(`${commentPrefix(owner)}${environment}`, MAX_COMMENT_LENGTH),
  };
}

/** `acme/shop:shop` */
export function ownerOf(names: Pick<Names, 'repository' | 'name'>): string {
  return `${names.repository}:${nameOf(names)}`;
}

/** How the comments of an owner's distributions begin; of everybody's, where the owner is empty. */
export function commentPrefix(owner: string): string {
  return owner === '' ? 'Medusa preview ' : `Medusa preview ${truncated(owner, MAX_OWNER_LENGTH)} `;
}

function nameOf({ name, repository }: Pick<Names, 'repository' | 'name'>): string {
  return name ?? repository.split('/').at(-1) ?? repository;
}

/** `shop/medusa-pr-42` as the tag of a resource tells it; undefined without the tag. */
export function serviceOfTags(tags: Tags): ServiceReference | undefined {
  const [cluster, service] = tags[SERVICE_TAG]?.split('/') ?? [];
  return cluster === undefined || service === undefined ? undefined : { cluster, service };
}

export function ownerTags({ owner, environment, pullRequest }: Identity): Tags {
  return {
    [OWNER_TAG]: owner,
    [ENVIRONMENT_TAG]: environment,
    ...(pullRequest !== undefined && { [PULL_REQUEST_TAG]: String(pullRequest) }),
  };
}

/** Why something with these tags is not of this environment; undefined when it is. */
export function ownershipMismatch(identity: Identity, tags: Tags): string | undefined {
  const owner = tags[OWNER_TAG];
  if (owner === undefined) return `it has no tag ${OWNER_TAG}.`;
  if (owner !== identity.owner) return `its tag ${OWNER_TAG} says ${owner} instead of ${identity.owner}.`;
  const environment = tags[ENVIRONMENT_TAG];
  if (environment === identity.environment) return undefined;
  return `its tag ${ENVIRONMENT_TAG} says ${environment ?? 'nothing'} instead of ${identity.environment}.`;
}

/** Tags as most services list them. */
export function readTags(list: { Key?: string | undefined; Value?: string | undefined }[] = []): Tags {
  return Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
}

export function listTags(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** A short, stable name for any text. */
export function digest(text: string, length = DIGEST_LENGTH): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/**
 * Letters, digits and hyphens, no longer than allowed; `text` begins and ends with a letter or digit. Whatever had to be
 * changed gets a digest, so that no two become one.
 */
function fitted(text: string, longest: number): string {
  const plain = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  if (plain === text && plain.length <= longest) return plain;
  const head = plain.slice(0, longest - DIGEST_LENGTH - 1).replace(/-$/, '');
  return `${head}-${digest(text)}`;
}

function truncated(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - DIGEST_LENGTH - 1)} ${digest(text)}`;
}

/** What a tag's value may hold in every service, less what would be hard to read in a name. */
function problemsOf(input: string, text: string): string[] {
  const isPlain = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,98}[A-Za-z0-9])?$/.test(text);
  if (isPlain) return [];
  return [
    `${input}: "${text}" cannot be used. Write up to 100 letters, digits and . _ - /, beginning and ending with a letter or digit.`,
  ];
}
