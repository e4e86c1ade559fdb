// Owns making the database of an environment anew, at the same address and with the code that runs. docs/decisions/0028-commands.md

import { randomUUID } from 'node:crypto';
import { required } from '../aws/required.ts';
import { type DatabaseSource, describeSource, preloadedDatabase } from '../environment/database.ts';
import { placeOf } from '../environment/placement.ts';
import { MIGRATE_COMMAND } from '../environment/workload.ts';
import { RolloutError, SkippedError, UserError } from '../errors.ts';
import {
  activeOnly,
  findService,
  findTaskDefinition,
  type TaggedTaskDefinition,
  tagsOf,
} from '../foundation/services.ts';
import { foreignTags, type ServiceReference } from '../identity.ts';
import type { Executor } from '../reconcile/executor.ts';
import { readWithinWindow } from '../reconcile/wait.ts';
import { describeFound } from '../report/found.ts';
import type { Recording } from '../report/reporter.ts';
import type { ResetRequest } from '../request/request.ts';
import { markDatabase, withDatabase } from '../resources/database-mark.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import { databaseOf, type FoundEnvironment, findEnvironment } from '../resources/found-environment.ts';
import { refuseWithoutKey } from '../resources/gate-key.ts';
import { primaryDeployment } from '../resources/service.ts';
import { isSetUp, unmarkSetUp, withGeneration } from '../resources/setup-mark.ts';
import { taskDefinitionFamily } from '../resources/task-definition-family.ts';
import { type Prepared, prepareRollout, problemsOfCommands } from '../tasks/preparation.ts';
import type { World } from '../world.ts';
import { stop } from './stop.ts';

type ResetOrder = Pick<ResetRequest, 'identity' | 'inputs' | 'access'>;

/** An environment whose database is its own. */
interface Resettable {
  found: FoundEnvironment;
  prepared: Prepared & { database: NonNullable<Prepared['database']> };
}

interface Making {
  executor: Executor;
  distribution: ObservedDistribution;
}

const hintOf = (remedy: string) =>
  `${remedy} The environment has no tasks until its database is made: then comment /preview reset again, or deploy it.`;

/**
 * Killed between two calls, it leaves an environment that sleeps. If its database is not whole, no revision says that there is
 * one: then the next deploy makes it, as does another reset, and nothing wakes it before.
 */
export async function reset(
  world: World,
  order: ResetOrder,
  { wake, ...recording }: Recording & { wake(world: World, order: ResetOrder, recording: Recording): Promise<void> },
): Promise<void> {
  const { progress, log } = world;
  const { executor, onFound } = recording;
  const resettable = await progress.during('Foundation', () => look(world, order, recording));
  await progress.during('Service', () => stop(world, resettable.found, executor));
  onFound({ served: undefined });
  const distribution = await disown(world, resettable, executor);
  await make(world, resettable, { executor, distribution });
  await wake(world, order, recording);
  onFound({ action: 'updated' });
  log.line(`${order.identity.fullName} has a new database.`);
}

/** Refuses what cannot be reset before anything is written. */
async function look(
  world: World,
  { identity, inputs, access }: ResetOrder,
  { onFound }: Recording,
): Promise<Resettable> {
  const found = await findEnvironment(world, { identity, listenerArn: inputs.listenerArn });
  onFound(describeFound(found, access));
  refuseWithoutKey(found, access);
  const { service, reference, revision, distribution } = found;
  const database = databaseOf(found);
  const kind = inputs.database?.kind ?? 'isolated';
  if (database === undefined || kind !== 'isolated') {
    throw new UserError([
      `database: ${identity.fullName} has none of its own, so there is nothing that a reset may drop.`,
    ]);
  }
  const prepared = {
    identity,
    reference,
    database,
    container: database.container,
    databaseSource: await findSource(world, inputs),
    migrateCommand: inputs.migrateCommand ?? MIGRATE_COMMAND,
    setupCommand: inputs.setupCommand ?? '',
    baseTags: { service: foreignTags(tagsOf(service)), definition: foreignTags(revision.tags) },
    ...placeOf(service),
  };
  const isSetupUnknown = isSetUp(distribution) && inputs.setupCommand === undefined;
  const problems = [
    ...(isSetupUnknown
      ? [
          'setup-command: missing. One has filled the database. Give the same here, or "none" to leave the new one as the migrations make it.',
        ]
      : []),
    ...problemsOfCommands({ ...prepared, base: revision.definition }),
  ];
  if (problems.length > 0) throw new UserError(problems);
  refuseBusy(found);
  return { found, prepared };
}

/** The database that the new one is copied from, as the deploy would copy it. */
async function findSource({ aws }: World, { database, target }: ResetOrder['inputs']): Promise<DatabaseSource> {
  if (database?.template !== 'base') return describeSource(database?.template, undefined);
  const base = target?.kind === 'copy' ? activeOnly(await findService(aws, target.service)) : undefined;
  const revision = base?.taskDefinition && (await findTaskDefinition(aws, base.taskDefinition));
  if (!revision) throw new UserError(['base-service: missing. "database: template:base" copies the database of one.']);
  const { containerDefinitions = [] } = revision.definition;
  return describeSource('base', containerDefinitions.flatMap((each) => preloadedDatabase(each) ?? [])[0]);
}

function refuseBusy({ service, reference }: FoundEnvironment): void {
  const state = primaryDeployment(service)?.rolloutState;
  if (state === 'IN_PROGRESS') {
    throw new SkippedError('It was not reset, because a rollout of it is in progress. Try again once that has ended.', {
      shouldDestroy: false,
    });
  }
  if (state !== 'FAILED') return;
  throw new RolloutError(`the last rollout of ${reference.service} failed, so ECS starts no task of it`, {
    hint: 'Deploy a version that starts, then reset it.',
  });
}

/**
 * From here on the database is to be made anew, and whoever makes it drops what is left of it first: this run, another reset, or
 * the next deploy. Returns the distribution as it is marked then.
 */
async function disown(
  world: World,
  { found, prepared }: Resettable,
  executor: Executor,
): Promise<ObservedDistribution> {
  const { aws, guard } = world;
  const { identity, database } = prepared;
  const { distribution, revision } = found;
  await guard();
  executor.begin(`marking database ${database.name}`);
  const [revisions = []] = await taskDefinitionFamily(aws, identity).findAll();
  const arns = new Set([arnOf(revision), ...withDatabase(revisions, identity, database.name).map(arnOf)]);
  await markDatabase(aws, [...arns], { name: database.name, state: 'uncertain' });
  const generation = randomUUID();
  await unmarkSetUp(world, distribution, generation);
  return withGeneration(distribution, generation);
}

/** A deploy at the same time may have changed what runs: then the database has to fit that as well. */
async function make(world: World, { found, prepared }: Resettable, { executor, distribution }: Making): Promise<void> {
  const { aws } = world;
  const { reference, service, identity } = found;
  const { name } = prepared.database;
  let { revision } = found;
  for (let isDatabaseMissing = true; ; isDatabaseMissing = false) {
    const { definition } = revision;
    const { container = prepared.container } = databaseOf({ identity, revision }) ?? {};
    const observed = { service, taskDefinition: undefined };
    const environment = { ...prepared, container };
    await prepareRollout(world, {
      environment,
      revision: definition,
      isDatabaseMissing,
      distribution,
      observed,
      executor,
      hintOf,
    });
    if (!isDatabaseMissing) await markDatabase(aws, [arnOf(revision)], { name, state: 'there' });
    const running = await findRunning(world, reference);
    if (arnOf(running) === arnOf(revision)) return;
    revision = running;
  }
}

/** The service without tasks is waited for, so that the waking sees that it sleeps; a deploy may have woken it. */
async function findRunning(world: World, reference: ServiceReference): Promise<TaggedTaskDefinition> {
  const { aws } = world;
  const service = await readWithinWindow(world, `service ${reference.service} to be seen`, {
    read: async () => activeOnly(await findService(aws, reference)),
    isComplete: (seen) => seen?.desiredCount === 0,
  });
  const running = service?.taskDefinition && (await findTaskDefinition(aws, service.taskDefinition));
  if (running) return running;
  throw new RolloutError(`service ${reference.service} was deleted while it was being reset`, {
    hint: 'Another run may have removed the environment. Deploy it again.',
  });
}

function arnOf({ definition }: TaggedTaskDefinition): string {
  return required(definition.taskDefinitionArn, 'DescribeTaskDefinition.taskDefinitionArn');
}
