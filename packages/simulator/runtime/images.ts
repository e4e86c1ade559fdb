// Owns the registry: which images can be pulled, and what each of them runs.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
  /** How long it may take to listen before its task goes on without. Real seconds: a process boots in real time. */
  listeningSeconds: number;
  /** Whether its end by SIGKILL is the kernel's, for memory. */
  isKilledForMemory: boolean;
  /** Whether pulling it never comes to an end. */
  isEndless: boolean;
}

interface Repository
  extends Pick<Image, 'command' | 'variables' | 'workingDirectory' | 'programs' | 'listeningSeconds'> {
  missingTag?: string;
  memoryTag?: string;
  endlessTag?: string;
}

const STAND_IN = fileURLToPath(new URL('./stand-in', import.meta.url));
const MEDUSA = fileURLToPath(new URL('../../../harness/e2e/medusa', import.meta.url));

/** Repository name → what its tags run. Tags that misbehave do so in the stand-in itself, all but these three. */
const REPOSITORIES = new Map<string, Repository>([
  [
    'medusa',
    {
      command: ['medusa', 'start'],
      variables: { NODE_PATH: `${STAND_IN}/modules` },
      workingDirectory: STAND_IN,
      programs: `${STAND_IN}/bin`,
      listeningSeconds: 2,
      missingTag: 'missing',
      memoryTag: 'oom',
      endlessTag: 'stuck',
    },
  ],
  [
    // https://github.com/u11d-com/medusa-starter builds it so: its command migrates, and makes an admin, before it starts.
    'medusa-starter',
    {
      command: ['start.sh'],
      variables: { NODE_PATH: `${STAND_IN}/modules` },
      workingDirectory: STAND_IN,
      programs: `${STAND_IN}/bin`,
      listeningSeconds: 4,
    },
  ],
  [
    // Medusa itself, which is there only once it is built.
    'medusa-itself',
    {
      command: ['medusa', 'start'],
      variables: {},
      workingDirectory: `${MEDUSA}/.medusa/server`,
      programs: `${MEDUSA}/node_modules/.bin`,
      listeningSeconds: 60,
    },
  ],
]);

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

/** Throws PullError with the reason that AWS writes into a task that cannot pull its image. */
export function pullImage(reference: string): Image {
  const parts = ECR_REFERENCE.exec(reference)?.groups;
  if (parts === undefined) throw cannotPull(reference);
  const repository = REPOSITORIES.get(parts.name ?? '');
  // Where both are given, the digest decides, and nobody looks where the tag is.
  const tag = parts.digest === undefined ? (parts.tag ?? 'latest') : tagOfDigest(parts.digest.slice(1));
  const isBuilt = repository !== undefined && existsSync(repository.workingDirectory);
  if (!isBuilt || tag === undefined || tag === repository.missingTag) throw notFound(reference, tag ?? '');
  const { command, variables, workingDirectory, programs, listeningSeconds } = repository;
  return {
    command,
    variables: { ...variables, STAND_IN_TAG: tag },
    workingDirectory,
    programs,
    listeningSeconds,
    digest: digestOfTag(tag),
    isKilledForMemory: tag === repository.memoryTag,
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
