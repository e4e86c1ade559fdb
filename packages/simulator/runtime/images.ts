// Owns the registry: what comes of pulling an image, of those that the scenario has.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { PullError } from './runtime.ts';

export interface Image {
  /** The command, unless the task definition or an override has another one. */
  command: string[];
  /** Variables that the image itself sets, like `ENV` in a Dockerfile. */
  variables: Record<string, string>;
  workingDirectory: string;
  /** Its programs: this folder is first in the container's PATH. */
  programs: string;
  /** The digest of the tag, which is equal however the image was named. */
  digest: string;
  /** How long it may take to listen before its task goes on without. Seconds for the machine, on which it boots. */
  listeningSeconds: number;
  /** Whether its end by SIGKILL is the kernel's, for memory. */
  isKilledForMemory: boolean;
  /** The port of the task's loopback interface that it listens on; undefined: none. */
  loopbackPort: number | undefined;
  /** Whether pulling it never comes to an end. */
  isEndless: boolean;
}

/** How the images of one repository are run on this machine. */
export interface ImageSettings extends Pick<Image, 'command' | 'workingDirectory' | 'programs' | 'listeningSeconds'> {
  /** The port of the task's loopback interface that it listens on. */
  loopbackPort?: number;
  /** A folder of the modules that Node finds besides. */
  modules?: string;
  /** Tags that misbehave in a way no process can by itself: it is not there, it needs too much memory, its pull never ends. */
  missingTag?: string;
  outOfMemoryTag?: string;
  endlessTag?: string;
}

/** The simulator knows images in private registries by repository, and those in the public one by their whole address. */
const PUBLIC_REFERENCE =
  /^(?<name>public\.ecr\.aws\/[a-z0-9/_.-]+?)(?::(?<tag>[\w.-]+))?(?<digest>@sha256:[0-9a-f]{64})?$/;
const ECR_REFERENCE =
  /^(?<registry>123456789012\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com)\/(?<name>[a-z0-9/_.-]+?)(?::(?<tag>[\w.-]+))?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** Any tag of the repository can be pulled, but those that misbehave. */
export function imageOf(repository: string, { accountId, region }: { accountId: string; region: string }): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com/${repository}:1.0.0`;
}

/** SHA-256 has 32 bytes. */
const MAX_DIGESTED_TAG_LENGTH = 32;

/**
 * `sha256:` and the bytes of the tag, filled up with zeros: so the registry knows the tag of each digest that it hands out,
 * though it keeps no list of its tags. Longer tags than fit get one that cannot be pulled.
 */
export function digestOfTag(tag: string): string {
  const bytes = Buffer.from(tag);
  return bytes.length <= MAX_DIGESTED_TAG_LENGTH
    ? `sha256:${bytes.toString('hex').padEnd(MAX_DIGESTED_TAG_LENGTH * 2, '0')}`
    : `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Undefined where no tag has that digest: nothing was pushed under it. */
function tagOfDigest(digest: string): string | undefined {
  const tag = Buffer.from(digest.replace(/^sha256:/, ''), 'hex')
    .toString('latin1')
    .replace(/\0+$/, '');
  return /^[\w.-]+$/.test(tag) ? tag : undefined;
}

/** How it is run here; undefined: there is no such repository. */
export function settingsOf(reference: string, images: Record<string, ImageSettings>): ImageSettings | undefined {
  const { name = '' } = (PUBLIC_REFERENCE.exec(reference) ?? ECR_REFERENCE.exec(reference))?.groups ?? {};
  return Object.hasOwn(images, name) ? images[name] : undefined;
}

/** Throws PullError with the reason that AWS writes into a task that cannot pull its image. */
export function pullImage(reference: string, images: Record<string, ImageSettings>): Image {
  const isPublic = PUBLIC_REFERENCE.test(reference);
  const parts = (isPublic ? PUBLIC_REFERENCE : ECR_REFERENCE).exec(reference)?.groups;
  if (parts === undefined) throw cannotPull(reference);
  const repository = settingsOf(reference, images);
  // Where both are given, the digest decides, and nobody looks where the tag is.
  const digest = parts.digest?.slice(1);
  const tag = digest === undefined || isPublic ? (parts.tag ?? 'latest') : tagOfDigest(digest);
  const isBuilt = repository !== undefined && existsSync(repository.workingDirectory);
  if (!isBuilt || tag === undefined || tag === repository.missingTag) throw notFound(reference, tag ?? '');
  const { command, workingDirectory, programs, modules, listeningSeconds, loopbackPort } = repository;
  return {
    command,
    variables: { STAND_IN_TAG: tag, ...(modules !== undefined && { NODE_PATH: modules }) },
    workingDirectory,
    programs,
    listeningSeconds,
    digest: isPublic ? (digest ?? digestOfTag(tag)) : digestOfTag(tag),
    loopbackPort,
    isKilledForMemory: tag === repository.outOfMemoryTag,
    isEndless: tag === repository.endlessTag,
  };
}

function notFound(reference: string, tag: string): PullError {
  const full = reference.includes(':') || reference.includes('@') ? reference : `${reference}:${tag}`;
  return new PullError(
    `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${full}: ${full}: not found`,
  );
}

/** Repositories of other registries are answered as Docker Hub answers for one that is not there. */
function cannotPull(reference: string): PullError {
  const [first = '', ...rest] = reference.split('/');
  const isHub = rest.length === 0 || !/[.:]/.test(first);
  const path = isHub ? `docker.io/${rest.length === 0 ? `library/${reference}` : reference}` : reference;
  const full = /[:@][^/]+$/.test(path) ? path : `${path}:latest`;
  return new PullError(
    `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${full}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
  );
}
