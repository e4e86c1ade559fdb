// Owns the task definition of one environment: a family of revisions, of which the service runs one.

import {
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  TagResourceCommand,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { callAws, type OwnHint } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { maskOf } from '../environment/mask.ts';
import { digestOf } from '../environment/task-definition.ts';
import { findTaskDefinition, listedTags, type TaggedTaskDefinition } from '../foundation/services.ts';
import {
  AFTER_TAG,
  BASE_TAG,
  COMMIT_TAG,
  DATABASE_TAG,
  DIGEST_TAG,
  type Identity,
  ownershipMismatch,
  ownerTags,
  type Tags,
} from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import type { Versioned } from '../reconcile/resource.ts';
import type { Aws } from '../world.ts';

interface DesiredTaskDefinition {
  definition: RegisterTaskDefinitionCommandInput;
  /** The newest revision of others, and the newest of all at that time, kept as tags. */
  madeFrom: { arn: string; newestRevision: number } | undefined;
  /** The commit that it is deployed for, kept as a tag; undefined if it is unknown. */
  commit: string | undefined;
  /** True if the image has a digest, so that an equal reference is the same image. A tag may have moved. */
  isPinned: boolean;
  /** The state of the environment's own database, kept as a tag. */
  databaseMark: string | undefined;
  /** Those of the revision that it is made from, and those that were asked for. */
  tags: Tags;
}

/** The revisions that may be equal to the desired one: that of the service, or the newest, or both. */
export interface ObservedTaskDefinition {
  revisions: readonly [TaggedTaskDefinition, ...TaggedTaskDefinition[]];
  /** The ARN of the revision that the service runs. */
  inService?: string | undefined;
}

/** Decides whether a revision equals the desired one. */
export type Wanted = Pick<DesiredTaskDefinition, 'definition' | 'commit' | 'isPinned'>;

interface TaskDefinitionQuery {
  family: string;
  /** ARN of the revision that the service runs. */
  inService: string | undefined;
  /** True if the service is ours or adopted, which also proves its family. */
  isProven: boolean;
}

const KIND = 'task definition';

/** The invalid member may come from a file. */
const MISTYPED: OwnHint = {
  code: 'SerializationException',
  hint: 'A member of the task definition has a wrong type: check the file in "task-definition" against https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html.',
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
    find: () => findRunningOrNewest(aws, query),
    notOwnedReason: ({ revisions }) => (isProven ? undefined : ownershipMismatch(identity, revisions[0].tags)),
    diff: differences,
    placeholder: { revisions: [{ definition: { taskDefinitionArn: KNOWN_AFTER_APPLY }, tags: {} }] },
    create: async (desired) => ({ revisions: [await register(aws, identity, desired)] }),
  };
}

/** The revision with this ARN, such as that of the service. */
export function revisionOf(
  observed: ObservedTaskDefinition | undefined,
  arn: string | undefined,
): TaggedTaskDefinition | undefined {
  return observed?.revisions.find(({ definition }) => definition.taskDefinitionArn === arn);
}

/**
 * The observed revision that equals the desired one in digest, containers and commit. The commit counts because the same image
 * tag may have moved since another commit. docs/decisions/0018-a-tag-that-moves.md
 */
export function matchingRevision(observed: ObservedTaskDefinition, wanted: Wanted): TaggedTaskDefinition | undefined {
  const { commit, isPinned } = wanted;
  const isOfCommit = ({ definition, tags }: TaggedTaskDefinition) =>
    commit === undefined ||
    tags[COMMIT_TAG] === commit ||
    (isPinned && definition.taskDefinitionArn === observed.inService);
  return observed.revisions.find((revision) => isAlike(revision, wanted) && isOfCommit(revision));
}

/** Other tools may copy a revision with its tags and change it, so the digest alone is no proof. */
function isAlike(revision: TaggedTaskDefinition, { definition }: Pick<Wanted, 'definition'>): boolean {
  return revision.tags[DIGEST_TAG] === digestOf(definition) && isSame(definition, revision.definition);
}

/** Compares in both directions, because `diff` ignores additions. */
function isSame(desired: RegisterTaskDefinitionCommandInput, observed: TaskDefinition): boolean {
  const [one, other] = [containersOf(desired), containersOf(observed)];
  return diff(one, other).length === 0 && diff(other, one).length === 0;
}

async function findRunningOrNewest(
  aws: Aws,
  { family, inService }: TaskDefinitionQuery,
): Promise<ObservedTaskDefinition | undefined> {
  const running = inService === undefined ? undefined : await findTaskDefinition(aws, inService);
  const revision = running ?? (await findTaskDefinition(aws, family));
  return revision && { revisions: [revision], inService };
}

/**
 * If the revision in service differs, the newest may be equal: another run may have registered it and then have stopped or failed,
 * or may still be running. Registering is not idempotent, so the newest is read just before.
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
 * AWS fills in defaults, so the digest of the desired definition, kept as a tag, decides. The paths only show the user what
 * differs from the first observed revision.
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

/** Image, variables and secrets by container. AWS returns them as they were sent, except variables without a value. */
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
  { definition, madeFrom, commit, databaseMark, tags }: DesiredTaskDefinition,
): Promise<TaggedTaskDefinition> {
  const all = {
    ...tags,
    ...ownerTags(identity),
    [DIGEST_TAG]: digestOf(definition),
    ...(madeFrom && { [BASE_TAG]: madeFrom.arn, [AFTER_TAG]: String(madeFrom.newestRevision) }),
    ...(commit && { [COMMIT_TAG]: commit }),
    ...(databaseMark && { [DATABASE_TAG]: databaseMark }),
  };
  const send = () => aws.ecs.send(new RegisterTaskDefinitionCommand({ ...definition, tags: listedTags(all) }));
  const doing = `registering ${KIND} ${definition.family}`;
  const made = await callAws(doing, () => withoutSecrets(definition, send()), MISTYPED);
  return { definition: required(made.taskDefinition, 'RegisterTaskDefinition.taskDefinition'), tags: all };
}

/** A tag that is missing on a revision in service needs no other revision. */
export async function tagRevision({ ecs }: Aws, { definition }: TaggedTaskDefinition, tags: Tags): Promise<void> {
  const arn = required(definition.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn');
  await callAws(`tagging ${KIND} ${arn}`, () =>
    ecs.send(new TagResourceCommand({ resourceArn: arn, tags: listedTags(tags) })),
  );
}

/** AWS may quote the request in its message, and only this call sends the values of variables. */
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
