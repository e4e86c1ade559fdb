// Owns a deploy, in the order in which it happens.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { failFast } from '../aws/parallel.ts';
import { containerOf } from '../environment/containers.ts';
import type { Environment } from '../environment/environment.ts';
import { expiryOf, lastDeployOf } from '../environment/expiry.ts';
import { renderInherited } from '../environment/inherited.ts';
import { maskOf } from '../environment/mask.ts';
import { isPreloaded, type Preload } from '../environment/preload.ts';
import { referenceOf } from '../environment/workload.ts';
import { UserError } from '../errors.ts';
import { COMMIT_TAG } from '../identity.ts';
import { commitToRun, describeAction, describeUnchanged, type Findings, type Unchanged } from '../report/report.ts';
import type { Recording } from '../report/reporter.ts';
import { commitOf, type DeployRequest } from '../request/request.ts';
import type { Ttl } from '../request/values.ts';
import { DEPLOYED, type ObservedDistribution, waitForDistribution } from '../resources/distribution-reading.ts';
import { refuseTooMany, refuseYoungest } from '../resources/environment-limit.ts';
import type { Observed } from '../resources/resources.ts';
import { completedDeployment } from '../resources/service.ts';
import { matchingRevision, revisionOf } from '../resources/task-definition.ts';
import { followRollout } from '../rollout/rollout.ts';
import { describeUnchecked } from '../rollout/unproven.ts';
import { checkUrl, isProven } from '../rollout/url-check.ts';
import { prepareRollout } from '../tasks/preparation.ts';
import { shortened } from '../text/markdown.ts';
import type { World } from '../world.ts';
import { describeWanted, ensureDistribution, ensureRouting, ensureService, ensureTaskDefinition } from './ensure.ts';
import { inspect } from './inspect.ts';
import { type DistributionState, observeAll } from './observe.ts';
import { completeShared, ensureShared } from './once.ts';
import type { Deploy } from './scope.ts';

/** Long enough for two ARNs; a file may have anything in their place. */
const MAX_ROLES_LENGTH = 400;

export async function deploy(world: World, request: DeployRequest, recording: Recording): Promise<void> {
  const shared = await world.progress.during('Foundation', () => look(world, request, recording));
  const { executor } = recording;
  const { vpcOriginId, targetGroupArn } = await provision(shared);
  const prepared = await prepare(shared, vpcOriginId);
  const service = await ensureService(shared, prepared.revision, targetGroupArn);
  await executor.run(() => complete(shared, { ...prepared, service }, request.inputs.ttl), undefined);
}

async function complete(shared: Deploy, made: Made, ttl: Ttl | undefined): Promise<void> {
  const { world, environment, executor, onFound } = shared;
  const { identity, isAdopted } = environment;
  // A service that is not ours is never swept.
  onFound({ expiresAt: isAdopted ? undefined : expiryOf(lastDeployOf(made.service), ttl) });
  await settle(shared, made);
  const action = describeAction(executor.steps);
  onFound({ action });
  // The pull request may have been closed or pushed to during the wait.
  await world.guard();
  world.log.line(`${identity.fullName} is ${action}: ${urlOf(made.distribution)}`);
}

/** An error of one ends the run before the other takes minutes, and no address exists before there is a rule for it. */
async function provision(shared: Deploy): Promise<Provisioned> {
  const { progress } = shared.world;
  const vpcOrigin = await progress.during('Shared parts', () => ensureShared(shared));
  const [, targetGroupArn] = await failFast(shared, [
    (branch) => progress.during('VPC origin', () => completeShared(branch, vpcOrigin)),
    (branch) => progress.during('Load balancer', () => ensureRouting(branch)),
  ]);
  return { vpcOriginId: vpcOrigin.id, targetGroupArn };
}

/**
 * The address is known as soon as the distribution is made, and the task definition has it among its variables. While
 * CloudFront's edges learn of it, what is to run before the rollout runs.
 */
async function prepare(shared: Deploy, vpcOriginId: string): Promise<Prepared> {
  const { world, environment, observed, executor } = shared;
  const distribution = await world.progress.during('CloudFront', () => ensureDistribution(shared, vpcOriginId));
  // Where something ran before, it is no new environment, and may have data of its own.
  const isNew = observed.service === undefined && observed.taskDefinition === undefined;
  if (isNew) await executor.run(() => refuseYoungest(world, environment, distribution), undefined);
  const { revision, unchanged, isDatabaseMissing } = await ensureTaskDefinition(shared, urlOf(distribution));
  const isRollout = observed.service?.taskDefinition !== revision.taskDefinitionArn;
  if (isRollout || isDatabaseMissing) {
    await prepareRollout(world, { environment, revision, isDatabaseMissing, distribution, observed, executor });
  }
  return { distribution, revision, unchanged };
}

/** Reads everything there is to know, and refuses what cannot be done, before anything is written. */
async function look(world: World, request: DeployRequest, { executor, onFound }: Recording): Promise<Deploy> {
  const { inputs, identity } = request;
  onFound({ reference: referenceOf(inputs.target, identity) });
  const onDistribution = ({ distribution, answer }: DistributionState) => {
    if (distribution !== undefined) onFound({ distributionId: distribution.id, domain: distribution.domain });
    if (answer !== undefined) onFound({ served: { commit: undefined, isOlder: true } });
  };
  const seen = await observeAll(world, request, onDistribution);
  const { state } = seen;
  if (state !== undefined) {
    const { service, taskDefinition, distribution } = state.observed;
    onFound({ served: undefined, ...(service && describeServed(service, taskDefinition)) });
    if (distribution === undefined) await refuseTooMany(world.aws, state.environment);
  }
  const { problems, ingress } = await inspect(world, seen);
  if (state === undefined || problems.length > 0) throw new UserError(problems);
  const { environment, observed } = state;
  const { distribution, taskDefinition } = observed;
  logOrigin(world, environment);
  const commit = commitOf(request);
  // Before anything is written, and so before a deployment is made for the commit.
  if (distribution !== undefined && taskDefinition !== undefined) {
    const wanted = describeWanted(environment, commit, urlOf(distribution));
    onFound({ unchanged: describeUnchanged(matchingRevision(taskDefinition, wanted), commit) });
  }
  return { world, environment, observed, ingress, commit, executor, onFound };
}

/** The code of a preview can use everything that it inherited. */
function logOrigin({ log }: World, environment: Environment): void {
  const { kind, madeFrom, leftBehind, ignoredRoles } = environment;
  if (madeFrom !== undefined) log.line(`Made from task definition ${madeFrom.arn.split('/').at(-1)}.`);
  if (ignoredRoles.length > 0) {
    log.notice(
      `task-definition: ${shortened(ignoredRoles.join(', '), MAX_ROLES_LENGTH)} of the file is not used. There is a service already, so both roles are those of its own task definition. To use another task role, set "task-role-arn".`,
    );
  }
  if (kind !== 'copy') return;
  const inherited = renderInherited(environment);
  if (inherited.length > 0) log.line(['Inherited from the base service:', ...inherited].join('\n  '));
  if (leftBehind.length > 0)
    log.line(`Not taken over from the base service (docs/copies.md says why): ${leftBehind.join(', ')}.`);
}

function urlOf({ domain }: Pick<ObservedDistribution, 'domain'>): string {
  return `https://${domain}`;
}

/**
 * The revision that answers at the URL is the one whose rollout completed. During a rollback ECS lists none, and the previous
 * findings still hold.
 */
function describeServed(service: Service, observed: Observed['taskDefinition']): Findings {
  const arn = completedDeployment(service)?.taskDefinition;
  if (arn === undefined) return {};
  return {
    taskDefinitionArn: arn,
    served: { commit: revisionOf(observed, arn)?.tags[COMMIT_TAG], isOlder: true },
  };
}

interface Provisioned {
  vpcOriginId: string;
  /** Undefined for an adopted service, which keeps its routing. */
  targetGroupArn: string | undefined;
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
  const { world, environment, observed, executor, onFound } = shared;
  const { distribution, service, revision } = made;
  const { aws, progress, log } = world;
  const { waitFor, webAclArn, targets } = environment;
  if (waitFor === 'none') {
    if (environment.database !== undefined)
      log.notice(`"wait-for" is none, so the address was not checked, ${describeUnchecked(environment.preload)}.`);
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
  const preload = preloadOf(environment, revision);
  if (isProven(observed.answer, preload) && executor.steps.every(({ action }) => action === 'keep')) return;
  if (service.desiredCount === 0) return log.notice('The service is set to run no task, so its URL was not checked.');
  const [url, mask, container] = [urlOf(distribution), maskOf(revision), containerOf(revision, environment.container)];
  const { healthCheck } = targets;
  const check = { url, healthCheck, mask, hasWebAcl, preload, container };
  await progress.during('Address', () => checkUrl(world, check));
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
  const { reference, container } = environment;
  const { taskDefinitionArn } = revision;
  const onPoll = (seen: Service) => {
    const isOurs = completedDeployment(seen)?.taskDefinition === taskDefinitionArn;
    if (!isOurs) onFound(describeServed(seen, observed.taskDefinition));
  };
  onPoll(service);
  await followRollout(world, { reference, service, taskDefinition: revision, container, onPoll });
  onFound({ taskDefinitionArn, served: { commit: commitToRun({ commit, unchanged }), isOlder: false } });
}
