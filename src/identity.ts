// Owns names and ownership: the names of an environment's resources, and the tags that prove that the action owns them.
//
//   medusa-preview:owner        acme/shop:shop    repository and `name`: who may change it
//   medusa-preview:environment  pr-42             which environment it belongs to
//   medusa-preview:pull-request 42                the pull request that it is removed with, if it has one
//   medusa-preview:service      shop/medusa-pr-42 cluster and service, so that a removal needs no other input
//
// Resources are found by name and proven by tags: nothing without our owner and environment tag is ever changed or removed.
import { createHash } from 'node:crypto';

export interface ServiceReference {
  cluster: string;
  service: string;
}

export interface Identity {
  /** `acme/shop:shop` */
  owner: string;
  environment: string;
  /** The number of the pull request that it belongs to, if any. */
  pullRequest: number | undefined;
  /** `shop-pr-42`: the name of the service, the family of the task definition, and the value of the routing header. */
  fullName: string;
  /** `shop-pr-42`, at most 32 characters: target groups allow no more. */
  shortName: string;
  /** The distribution's comment, by which it is found in lists. */
  comment: string;
  /** Those that the user wants on everything that is made. */
  tags: Tags;
}

export type Tags = Record<string, string>;

export const OWNER_TAG = 'medusa-preview:owner';
export const ENVIRONMENT_TAG = 'medusa-preview:environment';
export const PULL_REQUEST_TAG = 'medusa-preview:pull-request';
export const SERVICE_TAG = 'medusa-preview:service';
/** On a task definition: a digest of its content, to recognize an equal one. */
export const DIGEST_TAG = 'medusa-preview:digest';
/** On a task definition: the commit that it was first deployed for. */
export const COMMIT_TAG = 'medusa-preview:commit';
/** On a service: its time to live after the last deploy, as the user wrote it, or `none`; and after a slash until when somebody asked to keep it. */
export const TTL_TAG = 'medusa-preview:ttl';
/** On a task definition of a service that is updated in place: the newest revision that somebody else had registered, from which it is made. */
export const BASE_TAG = 'medusa-preview:base';
/** On the same: the number of the newest revision when that was looked for. Later ones may be somebody else's as well. */
export const AFTER_TAG = 'medusa-preview:after';
/** On a task definition: the name of the environment's own database, after `uncertain` while that is created or dropped; `none` once it is dropped. */
export const DATABASE_TAG = 'medusa-preview:database';
/** On a distribution: `done` once setup-command has succeeded. */
export const SETUP_TAG = 'medusa-preview:setup';

/** On a service that was put to sleep: when, and how many tasks it had; `none` once it is awake. */
export const ASLEEP_TAG = 'medusa-preview:asleep';
/** On a service that was put to sleep: the listener of its rule, which leads to a page then and not to its target group. */
export const LISTENER_TAG = 'medusa-preview:listener';
/** On a service: how many hours it slept before, by which its awake hours are known. */
export const SLEPT_TAG = 'medusa-preview:slept';
/** On a service: how long it may go without a visit, as the user wrote it, or `none`. */
export const SLEEP_AFTER_TAG = 'medusa-preview:sleep-after';
/** On a service: the target group of its waker, or `none`. */
export const WAKER_TAG = 'medusa-preview:waker';
/** On a service: when it was last visited, as far as a sweep has written it down. */
export const LAST_VISIT_TAG = 'medusa-preview:last-visit';
/** On a service that may be put to sleep: when our own last check of its address ended. */
export const CHECKED_TAG = 'medusa-preview:checked';

/** On a guard rule, which has no owner: it is shared by all. */
export const GUARD_TAG = 'medusa-preview:guard';

const MAX_FULL_NAME_LENGTH = 100;
const MAX_SHORT_NAME_LENGTH = 32;
const MAX_COMMENT_LENGTH = 128;
/** The length of the owner in a comment, which leaves enough for the environment. */
const MAX_OWNER_LENGTH = 70;
const DIGEST_LENGTH = 8;

export interface Names {
  /** `acme/shop` */
  repository: string;
  /** By default the name of the repository. */
  name: string | undefined;
  /** Empty if not set, undefined if not known yet. */
  environment: string | undefined;
}

/** The problems of the names that the user chose. */
export function problemsOfNames(names: Names): string[] {
  const { environment } = names;
  const missing = 'environment: missing. This run has no pull request, so set it to a name, such as staging.';
  return [
    ...problemsOf('name', nameOf(names)),
    ...(environment === '' ? [missing] : []),
    ...(environment ? problemsOf('environment', environment) : []),
  ];
}

/** Expects names without problems. */
export function describeIdentity(
  names: Names & { environment: string; pullRequest?: number | undefined; tags?: Tags },
): Identity {
  const { environment, pullRequest, tags = {} } = names;
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
    tags,
  };
}

/** `acme/shop:shop` */
export function ownerOf(names: Pick<Names, 'repository' | 'name'>): string {
  return `${names.repository}:${nameOf(names)}`;
}

/** The beginning of the comments of an owner's distributions, or of all owners' if it is empty. */
export function commentPrefix(owner: string): string {
  return owner === '' ? 'Medusa preview ' : `Medusa preview ${truncated(owner, MAX_OWNER_LENGTH)} `;
}

function nameOf({ name, repository }: Pick<Names, 'repository' | 'name'>): string {
  return name ?? repository.split('/').at(-1) ?? repository;
}

/** Reads the tag with cluster and service; undefined without it. */
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

/** The tags of everything that is made for one environment alone. */
export function desiredTags(identity: Identity): Tags {
  return { ...identity.tags, ...ownerTags(identity) };
}

/** The tags that may be copied to something of ours: those of the action prove whose a thing is, and AWS keeps its own to itself. */
export function foreignTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !isReservedTag(key)));
}

export function isReservedTag(key: string): boolean {
  return /^(aws|medusa-preview):/i.test(key);
}

/** Why something with these tags does not belong to this environment; undefined if it does. */
export function ownershipMismatch(identity: Identity, tags: Tags): string | undefined {
  const owner = tags[OWNER_TAG];
  if (owner === undefined) return `it has no tag ${OWNER_TAG}.`;
  if (owner !== identity.owner) return `its tag ${OWNER_TAG} says ${owner} instead of ${identity.owner}.`;
  const environment = tags[ENVIRONMENT_TAG];
  if (environment === identity.environment) return undefined;
  return `its tag ${ENVIRONMENT_TAG} says ${environment ?? 'nothing'} instead of ${identity.environment}.`;
}

/** Reads tags in the form that most AWS services use. */
export function readTags(list: { Key?: string | undefined; Value?: string | undefined }[] = []): Tags {
  return Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
}

export function listTags(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** A short hash of a text. */
export function digest(text: string, length = DIGEST_LENGTH): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/**
 * Returns letters, digits and hyphens; `text` begins and ends with a letter or digit. A text that has to be changed gets a
 * digest, so that different texts stay different.
 */
function fitted(text: string, maxLength: number): string {
  const plain = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  if (plain === text && plain.length <= maxLength) return plain;
  const head = plain.slice(0, maxLength - DIGEST_LENGTH - 1).replace(/-$/, '');
  return `${head}-${digest(text)}`;
}

function truncated(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - DIGEST_LENGTH - 1)} ${digest(text)}`;
}

/** Allows the characters that every service accepts in a tag's value, except those that are unusual in a name. */
function problemsOf(input: string, text: string): string[] {
  const isPlain = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,98}[A-Za-z0-9])?$/.test(text);
  if (isPlain) return [];
  return [
    `${input}: "${text}" cannot be used. Write up to 100 letters, digits and . _ - /, beginning and ending with a letter or digit.`,
  ];
}
