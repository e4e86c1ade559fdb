// Owns a deploy, in the order in which it happens.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { failFast } from '../aws/parallel.ts';
import { containerOf } from '../environment/containers.ts';
import type { Environment } from '../environment/environment.ts';
import { expiryOf, lastDeployOf, lifetimeOf } from '../environment/expiry.ts';
import { renderInherited } from '../environment/inherited.ts';
import { maskOf } from '../environment/mask.ts';
import { isPreloaded, type Preload } from '../environment/preload.ts';
import { tagsOf } from '../foundation/services.ts';
import { commitToRun, describeAction, describeUnchanged, type Unchanged } from '../report/report.ts';
import type { Recording } from '../report/reporter.ts';
import type { DeployRequest } from '../request/request.ts';
import type { Ttl } from '../request/values.ts';
import { DEPLOYED, type ObservedDistribution, waitForDistribution } from '../resources/distribution-reading.ts';
import { completedDeployment } from '../resources/service.ts';
import { matchingRevision } from '../resources/task-definition.ts';
import { findPublishableKey } from '../rollout/publishable-key.ts';
import { followRollout } from '../rollout/rollout.ts';
import { describeUnchecked } from '../rollout/unproven.ts';
import { checkUrl, isProven } from '../rollout/url-check.ts';
import { prepareRollout } from '../tasks/preparation.ts';
import { shortened } from '../text/markdown.ts';
import type { World } from '../world.ts';
import { ensureAddress, logAccess, urlOf } from './address.ts';
import { keepAsleep, markChecked } from './asleep.ts';
import { describeWanted, ensureService, ensureTaskDefinition } from './ensure.ts';
import { describeServed, look } from './look.ts';
import type { Deploy } from './scope.ts';

/** Long enough for two ARNs; a file may have anything in their place. */
const MAX_ROLES_LENGTH = 400;

export async function deploy(world: World, request: DeployRequest, recording: Recording): Promise<void> {
  const seen = await world.progress.during('Foundation', () => look(world, request, recording));
  const { executor } = recording;
  logOrigin(world, seen.environment);
  const shared = keepAsleep(seen);
  findUnchanged(shared);
  const { distribution, targetGroupArn } = await ensureAddress(shared);
  const prepared = await ensureRevision(shared, distribution);
  const service = await ensureService(shared, prepared.revision, targetGroupArn);
  await executor.run(() => complete(shared, { ...prepared, service }, request.inputs.ttl), undefined);
}

async function complete(shared: Deploy, made: Made, ttl: Ttl | undefined): Promise<void> {
  const { world, environment, executor, onFound } = shared;
  const { identity, isAdopted } = environment;
  // A service that is not ours is never swept.
  const { keptUntil } = lifetimeOf(tagsOf(shared.observed.service ?? {}));
  onFound({ expiresAt: isAdopted ? undefined : expiryOf(lastDeployOf(made.service), { ttl, keptUntil }) });
  if (shared.asleep === undefined) await settle(shared, made);
  const action = describeAction(executor.steps);
  if (action !== 'unchanged') await markChecked(shared, made.service);
  onFound({ action });
  // The pull request may have been closed or pushed to during the wait.
  await world.guard();
  world.log.line(`${identity.fullName} is ${action}: ${urlOf(made.distribution)}`);
  logAccess(world, environment, made.distribution);
}

/**
 * The address is known as soon as the distribution is made, and the task definition has it among its variables. While
 * CloudFront's edges learn of it, what is to run before the rollout runs.
 */
async function ensureRevision(shared: Deploy, distribution: ObservedDistribution): Promise<Prepared> {
  const { world, environment, observed, executor } = shared;
  const { revision, unchanged, isDatabaseMissing } = await ensureTaskDefinition(shared, urlOf(distribution));
  const isRollout = observed.service?.taskDefinition !== revision.taskDefinitionArn;
  if (isRollout || isDatabaseMissing) {
    const hintOf = (remedy: string) => `The service was not changed. ${remedy}`;
    await prepareRollout(world, { environment, revision, isDatabaseMissing, distribution, observed, executor, hintOf });
  }
  return { distribution, revision, unchanged };
}

/** Before anything is written, and so before a deployment is made for the commit. */
function findUnchanged({ environment, observed, commit, onFound }: Deploy): void {
  const { distribution, taskDefinition } = observed;
  if (distribution === undefined || taskDefinition === undefined) return;
  const wanted = describeWanted(environment, commit, urlOf(distribution));
  onFound({ unchanged: describeUnchanged(matchingRevision(taskDefinition, wanted), commit) });
}

/** The code of a preview can use everything that it inherited. */
function logOrigin({ log }: World, environment: Environment): void {
  const { kind, isApart, madeFrom, leftBehind, ignoredRoles } = environment;
  if (madeFrom !== undefined) log.line(`Made from task definition ${madeFrom.arn.split('/').at(-1)}.`);
  if (ignoredRoles.length > 0) {
    const why = isApart
      ? 'A file gives no rights to the code of a storefront. To give it a task role, set "task-role-arn".'
      : 'There is a service already, so both roles are those of its own task definition. To use another task role, set "task-role-arn".';
    log.notice(
      `task-definition: ${shortened(ignoredRoles.join(', '), MAX_ROLES_LENGTH)} of the file is not used. ${why}`,
    );
  }
  if (kind !== 'copy' || isApart) return;
  const inherited = renderInherited(environment);
  if (inherited.length > 0) log.line(['Inherited from the base service:', ...inherited].join('\n  '));
  if (leftBehind.length > 0)
    log.line(`Not taken over from the base service (docs/copies.md says why): ${leftBehind.join(', ')}.`);
}

interface Prepared {
  distribution: ObservedDistribution;
  revision: TaskDefinition;
  /** Known where the image runs for an older commit already. */
  unchanged: Unchanged | undefined;
}

interface Made extends Prepared {
  service: Service;
}

/** Sees the rollout and the URL through, as far as the user wants to wait. */
async function settle(shared: Deploy, made: Made): Promise<void> {
  const { world, environment, executor, onFound } = shared;
  const { distribution, revision } = made;
  const { aws, progress, log } = world;
  const { waitFor, webAclArn } = environment;
  if (waitFor === 'none') {
    if (environment.database !== undefined)
      log.notice(
        `"wait-for" is none, so the address was not checked and its publishable key not read; ${describeUnchecked(environment.preload)}.`,
      );
    return onFound({ taskDefinitionArn: revision.taskDefinitionArn });
  }
  // One stays where it was given once, or by somebody else.
  const hasWebAcl = webAclArn !== undefined || Boolean(distribution.config.WebACLId);
  // Until a change has arrived, the address answers as before it; and until all has, 403 may be CloudFront's own.
  const isChanged = executor.steps.some(({ action, kind }) => action === 'update' && kind === 'distribution');
  const isAwaited = (waitFor === 'deployed' || isChanged || hasWebAcl) && distribution.status !== DEPLOYED;
  await failFast(shared, [
    (branch) => progress.during('Rollout', () => rollOut(branch, made)),
    async (branch) => {
      if (!isAwaited) return;
      const edges = () => waitForDistribution(aws, branch.world, distribution.id);
      await progress.during('CloudFront edges', edges);
    },
  ]);
  await visit(shared, made, hasWebAcl);
}

/** Checks the address, and reads what only Medusa itself knows. */
async function visit(shared: Deploy, { distribution, service, revision }: Made, hasWebAcl: boolean): Promise<void> {
  const { world, environment, observed, executor, onFound } = shared;
  const { healthCheck } = environment.targets;
  const preload = preloadOf(environment, revision);
  const url = urlOf(distribution);
  const isUnchanged = executor.steps.every(({ action }) => action === 'keep');
  if (!isUnchanged || !isProven(observed.answer, preload)) {
    if (service.desiredCount === 0)
      return world.log.notice('The service is set to run no task, so its URL was not checked.');
    const [mask, container] = [maskOf(revision), containerOf(revision, environment.container)];
    const check = { url, healthCheck, mask, hasWebAcl, preload, container };
    if (!(await world.progress.during('Address', () => checkUrl(world, check)))) return;
  }
  if (environment.database === undefined || preload === undefined) return;
  const publishableKey = await findPublishableKey(world, { url, healthCheck, preload });
  onFound({ publishableKey });
  if (publishableKey === undefined)
    world.log.notice(
      `No publishable key was found in database ${environment.database.name}, so the output publishable-key is empty.`,
    );
}

/** The preload that the tasks got; undefined if they got none, so that no answer could prove anything. */
function preloadOf(environment: Environment, revision: TaskDefinition): Preload | undefined {
  return isPreloaded(containerOf(revision, environment.container)) ? environment.preload : undefined;
}

/** Whatever becomes of it, the report says what serves. */
async function rollOut(
  { world, environment, observed, commit, onFound }: Deploy,
  { service, revision, unchanged }: Made,
): Promise<void> {
  const { reference, container, isAdopted } = environment;
  const { taskDefinitionArn } = revision;
  const onPoll = (seen: Service) => {
    const isOurs = completedDeployment(seen)?.taskDefinition === taskDefinitionArn;
    if (!isOurs) onFound(describeServed(seen, observed.taskDefinition));
  };
  onPoll(service);
  await followRollout(world, { reference, service, taskDefinition: revision, container, isAdopted, onPoll });
  onFound({ taskDefinitionArn, served: { commit: commitToRun({ commit, unchanged }), isOlder: false } });
}
