// Owns the task definition of one environment: a family of revisions, of which the service runs one.

import {
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { callAws, type OwnHint } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { maskOf } from '../environment/mask.ts';
import { digestOf } from '../environment/task-definition.ts';
import { findTaskDefinition, type TaggedTaskDefinition } from '../foundation/services.ts';
import {
  BASE_TAG,
  COMMIT_TAG,
  DATABASE_TAG,
  DIGEST_TAG,
  type Identity,
  ownershipMismatch,
  ownerTags,
} from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import type { Versioned } from '../reconcile/resource.ts';
import type { Aws } from '../world.ts';

interface DesiredTaskDefinition {
  definition: RegisterTaskDefinitionCommandInput;
  /** ARN of the registered one that it was described from, kept as a tag. */
  madeFrom: string | undefined;
  /** The commit that it is deployed for, kept as a tag for whoever wants to know what runs; undefined where nobody knows it. */
  commit: string | undefined;
  /** True where the image is named by its digest, so that an equal name is the very same image. A tag may have moved. */
  isPinned: boolean;
  /** How it stands with the database of the environment's own, kept as a tag. */
  databaseMark: string | undefined;
}

/** The revisions that may already be what is desired: the one that the service runs, else the newest; or both. */
export interface ObservedTaskDefinition {
  revisions: readonly [TaggedTaskDefinition, ...TaggedTaskDefinition[]];
  /** ARN of the one that the service runs. */
  inService?: string | undefined;
}

/** All that decides whether a revision is the desired one. */
export type Wanted = Pick<DesiredTaskDefinition, 'definition' | 'commit' | 'isPinned'>;

interface TaskDefinitionQuery {
  family: string;
  /** ARN of the revision that the service runs. */
  inService: string | undefined;
  /** True where the service of this name is ours, or handed to us: its family needs no proof of its own. */
  isProven: boolean;
}

const KIND = 'task definition';

/** Members that came from a file are not ours. */
const MISTYPED: OwnHint = {
  code: 'SerializationException',
  hint: 'A member of the task definition is not of the type that ECS wants: check the file in "task-definition" against https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html.',
};

export function taskDefinitionResource(
  aws: Aws,
  identity: Identity,
  query: TaskDefinitionQuery,
): Versioned<DesiredTaskDefinition, ObservedTaskDefinition> {
  const { family, isProven } = query;
  return {
    kind: KIND,
    name: family,
    find: () => findRevisions(aws, query),
    notOwnedReason: ({ revisions }) => (isProven ? undefined : ownershipMismatch(identity, revisions[0].tags)),
    diff: differences,
    placeholder: { revisions: [{ definition: { taskDefinitionArn: KNOWN_AFTER_APPLY }, tags: {} }] },
    create: async (desired) => ({ revisions: [await register(aws, identity, desired)] }),
  };
}

/** The one of this ARN, such as the service's. */
export function revisionOf(
  observed: ObservedTaskDefinition | undefined,
  arn: string | undefined,
): TaggedTaskDefinition | undefined {
  return observed?.revisions.find(({ definition }) => definition.taskDefinitionArn === arn);
}

/**
 * The revision among the observed that is the desired one: by its digest, by what it runs, and by its commit. Of another
 * commit, the same tag may be another image by now. docs/decisions/0018-a-tag-that-moves.md
 */
export function matchingRevision(observed: ObservedTaskDefinition, wanted: Wanted): TaggedTaskDefinition | undefined {
  const { commit, isPinned } = wanted;
  const isOfCommit = ({ definition, tags }: TaggedTaskDefinition) =>
    commit === undefined ||
    tags[COMMIT_TAG] === commit ||
    (isPinned && definition.taskDefinitionArn === observed.inService);
  return observed.revisions.find((revision) => isAlike(revision, wanted) && isOfCommit(revision));
}

/** Other tools copy a revision with its tags, so that a digest alone may stand on a revision that is something else by now. */
function isAlike(revision: TaggedTaskDefinition, { definition }: Pick<Wanted, 'definition'>): boolean {
  return revision.tags[DIGEST_TAG] === digestOf(definition) && isSame(definition, revision.definition);
}

/** Both ways: what somebody added is as different as what somebody took away. */
function isSame(desired: RegisterTaskDefinitionCommandInput, observed: TaskDefinition): boolean {
  const [one, other] = [containersOf(desired), containersOf(observed)];
  return diff(one, other).length === 0 && diff(other, one).length === 0;
}

async function findRevisions(
  aws: Aws,
  { family, inService }: TaskDefinitionQuery,
): Promise<ObservedTaskDefinition | undefined> {
  const running = inService === undefined ? undefined : await findTaskDefinition(aws, inService);
  const revision = running ?? (await findTaskDefinition(aws, family));
  return revision && { revisions: [revision], inService };
}

/**
 * Where the revision in service is not the desired one, the newest may be: a run that stopped half-way, whose rollout
 * failed, or that goes on beside this one, has registered it. Registering is not idempotent, so it is read just before.
 */
export async function withNewest(
  aws: Aws,
  observed: ObservedTaskDefinition | undefined,
  { family, ...wanted }: Wanted & { family: string },
): Promise<ObservedTaskDefinition | undefined> {
  if (observed !== undefined && matchingRevision(observed, wanted) !== undefined) return observed;
  const newest = await findTaskDefinition(aws, family);
  if (newest === undefined) return observed;
  return observed === undefined ? { revisions: [newest] } : { ...observed, revisions: [...observed.revisions, newest] };
}

/**
 * Registering is not idempotent and AWS fills in defaults, so the digest of what we asked for decides, kept as a tag.
 * The paths are for the reader: what differs from the first revision that was looked at.
 */
function differences(desired: DesiredTaskDefinition, observed: ObservedTaskDefinition): Change[] {
  if (matchingRevision(observed, desired) !== undefined) return [];
  const [first] = observed.revisions;
  if (isAlike(first, desired)) {
    return [{ path: 'commit', observed: first.tags[COMMIT_TAG], desired: desired.commit }];
  }
  const changes = diff(readable(desired.definition), readable(first.definition));
  const other: Change = { path: 'other settings', observed: undefined, desired: undefined };
  return changes.length > 0 ? changes : [other];
}

function readable(definition: TaskDefinition | RegisterTaskDefinitionCommandInput): object {
  const { cpu, memory } = definition;
  return { cpu, memory, ...containersOf(definition) };
}

/** What each container runs, by its name. AWS returns these as they were sent, but for a variable without a value. */
function containersOf({ containerDefinitions = [] }: TaskDefinition | RegisterTaskDefinitionCommandInput): object {
  const containers = containerDefinitions.map(({ name = '', image, environment = [], secrets = [] }) => [
    name,
    {
      image,
      variables: Object.fromEntries(environment.map((variable) => [variable.name, variable.value ?? ''])),
      secrets: Object.fromEntries(secrets.map((secret) => [secret.name, secret.valueFrom])),
    },
  ]);
  return Object.fromEntries(containers);
}

async function register(
  aws: Aws,
  identity: Identity,
  { definition, madeFrom, commit, databaseMark }: DesiredTaskDefinition,
): Promise<TaggedTaskDefinition> {
  const ours = {
    ...ownerTags(identity),
    [DIGEST_TAG]: digestOf(definition),
    ...(madeFrom && { [BASE_TAG]: madeFrom }),
    ...(commit && { [COMMIT_TAG]: commit }),
    ...(databaseMark && { [DATABASE_TAG]: databaseMark }),
  };
  const tags = Object.entries(ours).map(([key, value]) => ({ key, value }));
  const send = () => aws.ecs.send(new RegisterTaskDefinitionCommand({ ...definition, tags }));
  const doing = `registering ${KIND} ${definition.family}`;
  const made = await callAws(doing, () => withoutSecrets(definition, send()), MISTYPED);
  return { definition: required(made.taskDefinition, 'RegisterTaskDefinition.taskDefinition'), tags: ours };
}

/** What AWS refuses, it may repeat; and this is the only call that tells it the values of variables. */
async function withoutSecrets<Reply>(
  definition: RegisterTaskDefinitionCommandInput,
  call: Promise<Reply>,
): Promise<Reply> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error) error.message = maskOf(definition)(error.message);
    throw error;
  }
}
