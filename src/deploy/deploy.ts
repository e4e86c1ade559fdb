// Owns a deploy, in the order in which it happens.
import type { ContainerDefinition, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { heeding, sideBySide, together } from '../aws/parallel.ts';
import { problemsOfAdoption, problemsOfCopy, problemsOfFoundation } from '../checks/foundation.ts';
import { problemsOfMove } from '../checks/relocation.ts';
import { problemsOfSize } from '../checks/task-size.ts';
import type { Environment } from '../environment/environment.ts';
import { expiryOf, lastDeployOf } from '../environment/expiry.ts';
import { maskOf } from '../environment/mask.ts';
import { isPreloaded, type Preload } from '../environment/preload.ts';
import { referenceOf } from '../environment/workload.ts';
import { UserError } from '../errors.ts';
import { type Exposure, isInternetFacing } from '../foundation/exposure.ts';
import type { Foundation } from '../foundation/foundation.ts';
import { COMMIT_TAG } from '../identity.ts';
import { createRecorder } from '../reconcile/reconcile.ts';
import {
  commitToRun,
  describeAction,
  type Report,
  reportDistribution,
  reportRevision,
  reportUnchanged,
} from '../report/report.ts';
import type { DeployRequest } from '../request/request.ts';
import { type ObservedDistribution, waitForDistribution } from '../resources/distribution-reading.ts';
import { problemsOfQuotas, refuseTooMany } from '../resources/quotas.ts';
import type { Observed } from '../resources/resources.ts';
import { completedDeployment } from '../resources/service.ts';
import { matchingRevision, revisionOf } from '../resources/task-definition.ts';
import { followRollout } from '../rollout/rollout.ts';
import { describeUnchecked } from '../rollout/unproven.ts';
import { checkUrl, isProven } from '../rollout/url-check.ts';
import { prepareRollout, problemsOfCommands } from '../tasks/preparation.ts';
import type { World } from '../world.ts';
import {
  type Deploy,
  describeWanted,
  ensureCloudFront,
  ensureRouting,
  ensureService,
  ensureTaskDefinition,
  withSignal,
} from './ensure.ts';
import { type DistributionState, observeAll } from './observe.ts';

export async function deploy(world: World, request: DeployRequest, report: Report): Promise<void> {
  const { progress } = world;
  const shared = await progress.during('Foundation', () => look(world, request, report));
  const { environment, recorder } = shared;
  const [{ distribution, revision }, targetGroupArn] = await provisionInParallel(shared);
  const service = await ensureService(shared, revision, targetGroupArn);
  if (recorder.isPlan) return;
  // A service that is not ours is never swept.
  const expiresAt = environment.isAdopted ? undefined : expiryOf(lastDeployOf(service), request.inputs.ttl);
  if (expiresAt !== undefined) report.expiresAt = expiresAt;
  await settle(shared, { distribution, service, revision });
  report.action = describeAction(report.steps);
  // Whoever closed or pushed while we waited has the last word.
  await world.guard();
  world.log.line(`${environment.identity.fullName} is ${report.action}: ${report.url}`);
}

/** The way from CloudFront and the way through the load balancer. What fails on one is told before the other takes its minutes. */
function provisionInParallel(deploy: Deploy): Promise<[Pick<Made, 'distribution' | 'revision'>, string | undefined]> {
  return sideBySide([
    (signal) => prepare(withSignal(deploy, signal)),
    (signal) => deploy.world.progress.during('Load balancer', () => ensureRouting(withSignal(deploy, signal))),
  ]);
}

/**
 * The address is known as soon as the distribution is made, and the task definition has it among its variables. While
 * CloudFront's edges learn of it, what is to run before the rollout runs.
 */
async function prepare(shared: Deploy): Promise<Pick<Made, 'distribution' | 'revision'>> {
  const { world, environment, observed, recorder } = shared;
  const distribution = await world.progress.during('CloudFront', () => ensureCloudFront(shared));
  const { revision, isDatabaseMissing } = await ensureTaskDefinition(shared, `https://${distribution.domain}`);
  const isRollout = observed.service?.taskDefinition !== revision.taskDefinitionArn;
  if (isRollout || isDatabaseMissing) {
    await prepareRollout(world, { environment, revision, isDatabaseMissing, distribution, observed, recorder });
  }
  return { distribution, revision };
}

/** Reads everything there is to know, and refuses what cannot be done, before anything is written. */
async function look(world: World, request: DeployRequest, report: Report): Promise<Deploy> {
  const { aws } = world;
  const { inputs, identity, isPlan } = request;
  Object.assign(report, referenceOf(inputs.target, identity));
  const onDistribution = ({ distribution, answer }: DistributionState) => {
    if (distribution !== undefined) reportDistribution(report, distribution);
    if (answer !== undefined) report.served = { commit: undefined, isOlder: true };
  };
  const { foundation, environment, resources, observed } = await observeAll(world, request, onDistribution);
  delete report.served;
  if (observed.service !== undefined) tellServed(report, observed.service, observed.taskDefinition);
  if (observed.distribution === undefined) await refuseTooMany(aws, identity, inputs.maxEnvironments);
  const [ofQuotas, exposure, ingress] = await together([
    problemsOfQuotas(aws, environment, observed),
    inspectExposure(world, foundation),
    observed.answer !== undefined
      ? Promise.resolve(undefined)
      : import('./ingress.ts').then(({ inspectIngress }) => inspectIngress(world, environment, foundation)),
  ]);
  const problems = [
    ...problemsOfMove(environment, observed),
    ...problemsOfFoundation(foundation, { isAdopted: environment.isAdopted, exposure }),
    ...(environment.isAdopted ? problemsOfAdoption(foundation) : problemsOfCopy(environment)),
    ...problemsOfSize(environment),
    ...problemsOfCommands(environment),
    ...(ingress?.problems ?? []),
    ...ofQuotas,
  ];
  if (problems.length > 0) throw new UserError(problems);
  tellKnown(report, environment, observed);
  const recorder = createRecorder(world, { steps: report.steps, isPlan });
  return { world, environment, resources, observed, ingress, recorder, report };
}

/** Before anything is written, and so before a deployment is made for the commit. */
function tellKnown(report: Report, environment: Environment, { taskDefinition }: Observed): void {
  if (report.url === undefined || taskDefinition === undefined) return;
  reportUnchanged(report, matchingRevision(taskDefinition, describeWanted(environment, report, report.url)));
}

/** An internal load balancer is all there is to know. */
async function inspectExposure(world: World, foundation: Foundation): Promise<Exposure> {
  if (!isInternetFacing(foundation)) return { kind: 'internal' };
  const ingress = await import('./ingress.ts');
  return ingress.inspectExposure(world, foundation);
}

/**
 * What answers at the URL: a revision whose rollout was completed. On its way back to one that was, ECS lists none, and what
 * was told before is true still.
 */
function tellServed(report: Report, service: Service, observed: Observed['taskDefinition']): void {
  const arn = completedDeployment(service)?.taskDefinition;
  if (arn === undefined) return;
  report.taskDefinitionArn = arn;
  report.served = { commit: revisionOf(observed, arn)?.tags[COMMIT_TAG], isOlder: true };
}

interface Made {
  distribution: ObservedDistribution;
  service: Service;
  revision: TaskDefinition;
}

/** Sees the rollout and the URL through, as far as the user wants to wait. */
async function settle(shared: Deploy, made: Made): Promise<void> {
  const { world, environment, observed, report } = shared;
  const { distribution, service, revision } = made;
  const { aws, progress, log } = world;
  const { waitFor, webAclArn, healthCheckPath } = environment;
  if (waitFor === 'none') {
    if (environment.database !== undefined)
      log.notice(`"wait-for" is none, so the address was not checked, ${describeUnchecked(environment.preload)}.`);
    return reportRevision(report, revision);
  }
  // One stays where it was given once, or by somebody else.
  const hasWebAcl = webAclArn !== undefined || Boolean(distribution.config.WebACLId);
  // Until a change has arrived, the address answers as before it; and until all has, 403 may be CloudFront's own.
  const isChanged = report.steps.some(({ action, kind }) => action === 'update' && kind === 'distribution');
  const isAwaited = (waitFor === 'deployed' || isChanged || hasWebAcl) && distribution.status !== 'Deployed';
  await sideBySide([
    (signal) => progress.during('Rollout', () => rollOut(withSignal(shared, signal), made)),
    async (signal) => {
      if (!isAwaited) return;
      const edges = () => waitForDistribution(aws, heeding(world, signal), distribution.id);
      await progress.during('CloudFront edges', edges);
    },
  ]);
  const preload = preloadOf(environment, revision);
  if (isProven(observed.answer, preload) && report.steps.every(({ action }) => action === 'keep')) return;
  if (service.desiredCount === 0) return log.notice('The service is set to run no task, so its URL was not checked.');
  const [url, mask, definition] = [`https://${distribution.domain}`, maskOf(revision), medusaOf(environment, revision)];
  const check = { url, healthCheckPath, mask, hasWebAcl, preload, container: definition };
  await progress.during('Address', () => checkUrl(world, check));
}

function medusaOf({ container }: Environment, { containerDefinitions }: TaskDefinition): ContainerDefinition {
  return containerDefinitions?.find(({ name }) => name === container) ?? {};
}

/** What the tasks were handed; undefined: nothing that an answer could prove. */
function preloadOf(environment: Environment, revision: TaskDefinition): Preload | undefined {
  return isPreloaded(medusaOf(environment, revision)) ? environment.preload : undefined;
}

/** Whatever becomes of it, the report says what serves. */
async function rollOut({ world, environment, observed, report }: Deploy, { service, revision }: Made): Promise<void> {
  const { reference, container } = environment;
  const onPoll = (seen: Service) => {
    const isOurs = completedDeployment(seen)?.taskDefinition === revision.taskDefinitionArn;
    if (!isOurs) tellServed(report, seen, observed.taskDefinition);
  };
  onPoll(service);
  await followRollout(world, { reference, service, taskDefinition: revision, container, onPoll });
  reportRevision(report, revision);
  report.served = { commit: commitToRun(report), isOlder: false };
}
