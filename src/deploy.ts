// Owns a deploy, in the order in which it happens.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { describeEnvironment, type Environment } from './environment/environment.ts';
import { problemsOfAdoption, problemsOfFoundation } from './environment/fitness.ts';
import { findFoundation } from './environment/foundation.ts';
import { findNetwork } from './environment/network.ts';
import { describeTaskDefinition } from './environment/task-definition.ts';
import { describeWarnings } from './environment/warnings.ts';
import { UserError } from './errors.ts';
import { type Ledger, reconcile } from './reconcile/reconcile.ts';
import { together } from './reconcile/together.ts';
import { describeAction, type Report } from './report/report.ts';
import type { Request } from './request/request.ts';
import { type ObservedDistribution, waitForDistribution } from './resources/distribution.ts';
import {
  desiredIngress,
  desiredVpcOrigin,
  type Observed,
  observeResources,
  type Resources,
  resourcesOf,
} from './resources/resources.ts';
import { matchingRevision } from './resources/task-definition.ts';
import { waitForVpcOrigin } from './resources/vpc-origin.ts';
import { logGroupOf } from './rollout/logs.ts';
import { prepareRollout } from './rollout/preparation.ts';
import { followRollout } from './rollout/rollout.ts';
import { checkUrl } from './rollout/url-check.ts';
import type { World } from './world.ts';

/** What the steps of one deploy share. */
interface Deploy {
  world: World;
  environment: Environment;
  resources: Resources;
  observed: Observed;
  ledger: Ledger;
  report: Report;
}

export async function deploy(world: World, request: Request, report: Report): Promise<void> {
  const environment = await prepare(world, request);
  Object.assign(report, environment.reference);
  const resources = resourcesOf(world, environment);
  const observed = await observeResources(resources, environment);
  const { isPlan } = request;
  const ledger = { log: world.log, outcomes: report.outcomes, isPlan };
  const shared = { world, environment, resources, observed, ledger, report };
  // The address is known as soon as the distribution is made; while its edges learn of it, the service is made.
  const [distribution, targetGroupArn] = await together([ensureFrontDoor(shared), ensureRouting(shared)]);
  const revision = await ensureTaskDefinition(shared, `https://${distribution.domain}`);
  const isRollout = observed.service?.taskDefinition !== revision.taskDefinitionArn;
  if (isRollout && !isPlan) {
    await world.fence();
    await prepareRollout(world, { environment, revision, distribution, observed });
  }
  const service = await ensureService(shared, revision, targetGroupArn);
  if (isPlan) return;
  await settle(shared, { distribution, service, revision });
  report.action = describeAction(report.outcomes);
  // Whoever closed or pushed while we waited has the last word.
  if (report.action !== 'unchanged') await world.fence();
  world.log.line(`${environment.identity.fullName} is ${report.action}: ${report.url}`);
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

/** VPC origin, the way in for it, distribution: each needs the one before it. */
async function ensureFrontDoor({
  world,
  environment,
  resources,
  observed,
  ledger,
  report,
}: Deploy): Promise<ObservedDistribution> {
  const { identity, foundation, inputs, isAdopted, reference } = environment;
  const vpcOrigin = await reconcile(ledger, {
    resource: resources.vpcOrigin,
    desired: desiredVpcOrigin(environment),
    observed: observed.vpcOrigin,
  });
  report.vpcOriginId = vpcOrigin.id;
  if (vpcOrigin.status !== 'Deployed' && !ledger.isPlan) {
    await waitForVpcOrigin(world.aws, world, vpcOrigin);
    await world.fence();
  }
  await reconcile(ledger, {
    resource: resources.ingress,
    desired: desiredIngress(environment),
    observed: observed.ingress,
  });
  const distribution = await reconcile(ledger, {
    resource: resources.distribution,
    desired: {
      comment: identity.comment,
      vpcOriginId: vpcOrigin.id,
      originDomain: String(foundation.loadBalancer.DNSName),
      idleTimeoutSeconds: foundation.idleTimeoutSeconds,
      route: isAdopted ? undefined : identity.fullName,
      priceClass: inputs.priceClass,
      webAclArn: inputs.webAclArn,
      service: `${reference.cluster}/${reference.service}`,
    },
    observed: observed.distribution,
  });
  const { id, arn, domain } = distribution;
  Object.assign(report, { distributionId: id, distributionArn: arn, domain, url: `https://${domain}` });
  return distribution;
}

/** The way through the load balancer. An adopted service has one already. */
async function ensureRouting({
  environment,
  resources,
  observed,
  ledger,
  report,
}: Deploy): Promise<string | undefined> {
  const { foundation, inputs, isAdopted, reference } = environment;
  if (isAdopted) {
    const targetGroupArn = foundation.baseService?.loadBalancers?.[0]?.targetGroupArn;
    if (targetGroupArn !== undefined) report.targetGroupArn = targetGroupArn;
    return undefined;
  }
  const { arn } = await reconcile(ledger, {
    resource: resources.targetGroup,
    desired: {
      vpcId: String(foundation.loadBalancer.VpcId),
      healthCheckPath: inputs.healthCheckPath,
      service: `${reference.cluster}/${reference.service}`,
    },
    observed: observed.targetGroup,
  });
  report.targetGroupArn = arn;
  await reconcile(ledger, {
    resource: resources.rule,
    desired: { listenerArn: String(foundation.listener.ListenerArn), targetGroupArn: arn },
    observed: observed.rule,
  });
  return arn;
}

async function ensureTaskDefinition(
  { world, environment, resources, observed, ledger, report }: Deploy,
  url: string,
): Promise<TaskDefinition> {
  const { base, identity, container, isAdopted } = environment;
  const definition = describeTaskDefinition({ ...environment, url, environment: identity.environment });
  for (const warning of describeWarnings(environment, definition, observed.service)) world.log.warning(warning);
  const madeFrom = isAdopted && 'taskDefinitionArn' in base ? base.taskDefinitionArn : undefined;
  const desired = { definition, madeFrom };
  const resource = resources.taskDefinition(observed.service?.taskDefinition);
  const revisions = await reconcile(ledger, { resource, desired, observed: observed.taskDefinition });
  const revision = matchingRevision(revisions, desired) ?? {};
  report.taskDefinitionArn = String(revision.taskDefinitionArn);
  const logGroup = logGroupOf(revision.containerDefinitions?.find(({ name }) => name === container));
  if (logGroup !== undefined) report.logGroup = logGroup;
  return revision;
}

async function ensureService(
  { environment, resources, observed, ledger, report }: Deploy,
  revision: TaskDefinition,
  targetGroupArn: string | undefined,
): Promise<Service> {
  const { inputs, isAdopted, container, containerPort, foundation } = environment;
  const { settings } = inputs;
  const isNetworkSet = !isAdopted || settings.subnetIds !== undefined || settings.securityGroupIds !== undefined;
  const isCapacitySet = !isAdopted || settings.capacityProvider !== undefined;
  const service = await reconcile(ledger, {
    resource: resources.service,
    desired: {
      taskDefinition: String(revision.taskDefinitionArn),
      desiredCount: settings.desiredCount,
      networkConfiguration: isNetworkSet ? environment.networkConfiguration : undefined,
      capacityProviderStrategy: isCapacitySet ? environment.capacityProviderStrategy : undefined,
      launchType: environment.launchType,
      own:
        targetGroupArn === undefined
          ? undefined
          : {
              container,
              containerPort,
              targetGroupArn,
              healthCheckGracePeriodSeconds: environment.healthCheckGracePeriodSeconds,
              enableExecuteCommand: foundation.baseService?.enableExecuteCommand ?? false,
            },
    },
    observed: observed.service,
  });
  report.serviceArn = String(service.serviceArn);
  return service;
}

/** Sees the rollout and the URL through, as far as the user wants to wait. */
async function settle(
  { world, environment, report }: Deploy,
  {
    distribution,
    service,
    revision,
  }: { distribution: ObservedDistribution; service: Service; revision: TaskDefinition },
): Promise<void> {
  const { inputs, reference, container } = environment;
  if (inputs.waitFor === 'none') return;
  const isAwaited = inputs.waitFor === 'deployed' && distribution.status !== 'Deployed';
  await together([
    followRollout(world, { reference, service, taskDefinition: revision, container }),
    isAwaited ? waitForDistribution(world.aws, world, distribution.id) : Promise.resolve(),
  ]);
  if (service.desiredCount === 0)
    return world.log.notice('The service is set to run no task, so its URL was not checked.');
  await checkUrl(world, String(report.url), inputs.healthCheckPath);
}
