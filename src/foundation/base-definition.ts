// Owns finding the task definition that an environment is made from: the one that was asked for, or the base service's; in
// place, the newest of its family that somebody else registered.
import type { RegisterTaskDefinitionCommandInput, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { AFTER_TAG, BASE_TAG, OWNER_TAG, type Tags } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import { isApart } from '../request/storefront.ts';
import type { Aws } from '../world.ts';
import { type Finding, found, notFound } from './finding.ts';
import { type FoundTaskDefinition, findTaskDefinition, tagsOf } from './services.ts';

/** Registered, or as a file of the workspace has it. */
export type BaseTaskDefinition = TaskDefinition | RegisterTaskDefinitionCommandInput;

export interface BaseRevision {
  definition: BaseTaskDefinition;
  tags: Tags;
  /** The paths of what AWS has in it and this version of the action does not know. */
  unknownMembers: string[];
  /** The roles of a file that are not used: `taskRoleArn arn:aws:iam::123456789012:role/shop`. */
  ignoredRoles: string[];
  /** The newest revision of its family at that time, where revisions of ours stand among those of others. */
  newestRevision: number | undefined;
}

type DefinitionQuery = Pick<DeployInputs, 'target' | 'taskDefinition' | 'database'>;

/** Each deploy in place registers a revision. Those that show which revision of others came before them end the search. */
const MAX_REVISIONS_READ = 100;

const ROLES = ['taskRoleArn', 'executionRoleArn'] as const;

const OF_FILE = { tags: {}, unknownMembers: [], ignoredRoles: [], newestRevision: undefined };

export async function findBaseTaskDefinition(
  aws: Aws,
  query: DefinitionQuery,
  baseService: Service | undefined,
): Promise<Finding<BaseRevision>> {
  const { taskDefinition: source } = query;
  const file = source?.kind === 'file' ? source.definition : undefined;
  const named = source?.kind === 'registered' ? source.name : undefined;
  if (file !== undefined && isApart(query)) return found(withoutTaskRole(file));
  if (named === undefined && baseService === undefined) {
    return file === undefined ? { found: undefined, problems: [] } : found({ ...OF_FILE, definition: file });
  }
  const read = await findRegistered(aws, query, { named, baseService });
  if (file === undefined || read.found === undefined) return read;
  return found(withRolesOf(read.found.definition, file));
}

async function findRegistered(
  aws: Aws,
  { target }: DefinitionQuery,
  { named, baseService }: { named: string | undefined; baseService: Service | undefined },
): Promise<Finding<BaseRevision>> {
  const name = named ?? baseService?.taskDefinition;
  if (name === undefined) {
    return notFound(
      'task-definition: missing. The service has none to start from, nor roles for one of a file: give family:revision.',
    );
  }
  const isMadeByUs = named === undefined && baseService !== undefined && isOurs(tagsOf(baseService));
  const isPinned = named !== undefined && /:\d+$/.test(named);
  const newest = target.kind === 'copy' || isMadeByUs || isPinned ? undefined : await findNewestOfOthers(aws, name);
  const read = newest ?? (await findTaskDefinition(aws, name));
  if (read === undefined) {
    return notFound(
      `task-definition: there is no task definition ${name} in ${aws.region}. Check its name and AWS_REGION.`,
    );
  }
  return found({ newestRevision: undefined, ignoredRoles: [], ...read });
}

/** Whoever writes a file of the workspace, such as the author of a pull request, chooses no rights in AWS by it. */
function withRolesOf(base: BaseTaskDefinition, file: RegisterTaskDefinitionCommandInput): BaseRevision {
  const { taskRoleArn, executionRoleArn } = base;
  const ignoredRoles = ROLES.flatMap((role) =>
    !file[role] || file[role] === base[role] ? [] : [`${role} ${file[role]}`],
  );
  return { ...OF_FILE, definition: { ...file, taskRoleArn, executionRoleArn }, ignoredRoles };
}

/** ECS cannot pull its image without the file's execution role. A task role is a right of the code, which no file chooses. */
function withoutTaskRole({ taskRoleArn, ...definition }: RegisterTaskDefinitionCommandInput): BaseRevision {
  return { ...OF_FILE, definition, ignoredRoles: taskRoleArn ? [`taskRoleArn ${taskRoleArn}`] : [] };
}

/**
 * A tool such as Terraform registers revisions in the family in which a deploy in place registers ours, and often leaves the
 * service as it is. Undefined where there is none of others.
 */
async function findNewestOfOthers(aws: Aws, name: string) {
  const family = name.replace(/^.*\//, '').replace(/:\d+$/, '');
  const newest = await findTaskDefinition(aws, family);
  if (newest === undefined) return undefined;
  const { revision: newestRevision = 0 } = newest.definition;
  const read = (revision: number) =>
    revision === newestRevision ? Promise.resolve(newest) : findTaskDefinition(aws, `${family}:${revision}`);
  const ofOthers = await searchDownwards(newestRevision, read);
  const known = typeof ofOthers === 'string' ? await findTaskDefinition(aws, ofOthers) : ofOthers;
  return known && { ...known, newestRevision };
}

/** Returns the revision, or its ARN as a revision of ours has it, once no revision in between is left to look at. */
async function searchDownwards(
  newestRevision: number,
  read: (revision: number) => Promise<FoundTaskDefinition | undefined>,
): Promise<FoundTaskDefinition | string | undefined> {
  let base: { arn: string; after: number } | undefined;
  const last = Math.max(1, newestRevision - MAX_REVISIONS_READ);
  for (let revision = newestRevision; revision >= last; revision--) {
    if (base !== undefined && revision <= base.after) return base.arn;
    const each = await read(revision);
    // One that is deregistered was withdrawn, or replaced by another.
    if (each?.definition.status !== 'ACTIVE') continue;
    if (!isOurs(each.tags)) return each;
    base ??= baseOf(each.tags);
  }
  return base?.arn;
}

/** The revisions up to `after` had been looked at when the base was chosen; later ones may be of others as well. */
function baseOf({ [BASE_TAG]: arn, [AFTER_TAG]: after }: Tags): { arn: string; after: number } | undefined {
  return arn === undefined ? undefined : { arn, after: Number(after) };
}

function isOurs({ [OWNER_TAG]: owner }: Tags): boolean {
  return owner !== undefined;
}
