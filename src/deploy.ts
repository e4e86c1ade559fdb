// Owns a deploy, in the order in which it happens.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { type Deploy, ensureFrontDoor, ensureRouting, ensureService, ensureTaskDefinition } from './ensure.ts';
import { describeEnvironment, type Environment } from './environment/environment.ts';
import { expiryOf, lastDeployOf } from './environment/expiry.ts';
import { problemsOfAdoption, problemsOfFoundation } from './environment/fitness.ts';
import { findFoundation } from './environment/foundation.ts';
import { COMMIT_TAG } from './environment/identity.ts';
import { findNetwork } from './environment/network.ts';
import { UserError } from './errors.ts';
import { together } from './reconcile/together.ts';
import { describeAction, type Report, type Served } from './report/report.ts';
import type { Request } from './request/request.ts';
import { type ObservedDistribution, waitForDistribution } from './resources/distribution.ts';
import { problemsOfQuotas, refuseTooMany } from './resources/quotas.ts';
import { type Observed, observeResources, resourcesOf } from './resources/resources.ts';
import { prepareRollout } from './rollout/preparation.ts';
import { followRollout } from './rollout/rollout.ts';
import { checkUrl } from './rollout/url-check.ts';
import type { World } from './world.ts';

export async function deploy(world: World, request: Request, report: Report): Promise<void> {
  const { progress } = world;
  const shared = await progress.during('Foundation', () => look(world, request, report));
  const { environment, observed, ledger } = shared;
  // The address is known as soon as the distribution is made; while its edges learn of it, the service is made.
  const [distribution, targetGroupArn] = await together([
    progress.during('CloudFront', () => ensureFrontDoor(shared)),
    progress.during('Load balancer', () => ensureRouting(shared)),
  ]);
  const revision = await ensureTaskDefinition(shared, `https://${distribution.domain}`);
  const isRollout = observed.service?.taskDefinition !== revision.taskDefinitionArn;
  if (isRollout) await prepareRollout(world, { environment, revision, distribution, observed, ledger });
  const service = await ensureService(shared, revision, targetGroupArn);
  if (ledger.isPlan) return;
  const expiresAt = expiryOf(lastDeployOf(service), request.inputs.ttl);
  if (expiresAt !== undefined) report.expiresAt = expiresAt;
  await settle(shared, { distribution, service, revision });
  report.action = describeAction(report.outcomes);
  // Whoever closed or pushed while we waited has the last word.
  await world.fence();
  world.log.line(`${environment.identity.fullName} is ${report.action}: ${report.url}`);
}

/** Reads everything there is to know, and refuses what cannot be done, before anything is written. */
async function look(world: World, request: Request, report: Report): Promise<Deploy> {
  const { aws, log, progress } = world;
  const { inputs, identity, isPlan } = request;
  const environment = await prepare(world, request);
  Object.assign(report, environment.reference);
  const resources = resourcesOf(world, environment);
  const observed = await observeResources(resources, environment);
  const served = servedBy(observed);
  if (served !== undefined) report.served = served;
  if (observed.distribution !== undefined) report.url = `https://${observed.distribution.domain}`;
  else await refuseTooMany(aws, identity, inputs.maxEnvironments);
  const problems = await problemsOfQuotas(aws, environment, observed);
  if (problems.length > 0) throw new UserError(problems);
  const ledger = { log, outcomes: report.outcomes, isPlan, begin: progress.begin };
  return { world, environment, resources, observed, ledger, report };
}

/** What answers at the URL before this run: a revision whose rollout was completed. */
function servedBy({ service, taskDefinition }: Observed): Served | undefined {
  const completed = service?.deployments?.find(({ rolloutState }) => rolloutState === 'COMPLETED');
  if (completed === undefined) return undefined;
  const revision = taskDefinition?.revisions.find(
    ({ definition }) => definition.taskDefinitionArn === completed.taskDefinition,
  );
  return { commit: revision?.tags[COMMIT_TAG], isOlder: true };
}

/** Finds the foundation and checks it, before anything of the environment is looked at. */
async function prepare({ aws, log }: World, { inputs, identity, pullRequest }: Request): Promise<Environment> {
  const { target } = inputs;
  if (target === undefined) throw new UserError(['base-service: missing.']);
  const foundation = await findFoundation(aws, { target, inputs });
  const environment = describeEnvironment({ identity, inputs, target, pullRequest }, foundation);
  const { VpcId, AvailabilityZones = [] } = foundation.loadBalancer;
  const zoneNames = AvailabilityZones.map(({ ZoneName }) => String(ZoneName));
  const network = await findNetwork(aws, String(VpcId), zoneNames);
  const problems = [
    ...problemsOfFoundation(foundation, network),
    ...(environment.isAdopted ? problemsOfAdoption(foundation) : []),
  ];
  if (problems.length > 0) throw new UserError(problems);
  if (network.blocksPublicAccess) {
    log.warning(
      `VPC Block Public Access is on in ${aws.region}. Unless ${VpcId} is excluded from it, CloudFront will not reach the load balancer.`,
    );
  }
  return environment;
}

interface Made {
  distribution: ObservedDistribution;
  service: Service;
  revision: TaskDefinition;
}

/** Sees the rollout and the URL through, as far as the user wants to wait. */
async function settle(
  { world, environment, report }: Deploy,
  { distribution, service, revision }: Made,
): Promise<void> {
  const { aws, progress, log } = world;
  const { inputs, reference, container } = environment;
  if (inputs.waitFor === 'none') return;
  const isAwaited = inputs.waitFor === 'deployed' && distribution.status !== 'Deployed';
  const waits = [
    progress.during('Rollout', () => followRollout(world, { reference, service, taskDefinition: revision, container })),
  ];
  if (isAwaited) {
    waits.push(progress.during('CloudFront edges', () => waitForDistribution(aws, world, distribution.id)));
  }
  await together(waits);
  report.served = { commit: report.commit, isOlder: false };
  if (service.desiredCount === 0) return log.notice('The service is set to run no task, so its URL was not checked.');
  await progress.during('Address', () => checkUrl(world, String(report.url), inputs.healthCheckPath));
}
