// Owns the address of an environment: what leads to it, and the distribution. It needs no image, so it may be made before there is
// one.
import { failFast } from '../aws/parallel.ts';
import type { Environment } from '../environment/environment.ts';
import { renderSleepingPage } from '../environment/sleeping-page.ts';
import { observe, reconcile } from '../reconcile/reconcile.ts';
import { describeAddress } from '../report/access.ts';
import { confirmDistribution } from '../resources/distribution.ts';
import { hasGate, hasGateOf } from '../resources/distribution-config.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import { refuseYoungest } from '../resources/environment-limit.ts';
import { resourcesOf } from '../resources/resources.ts';
import { NO_ROUTE } from '../resources/rule-priorities.ts';
import type { RuleState } from '../resources/rule-state.ts';
import type { World } from '../world.ts';
import { completeShared, ensureGuard, ensureShared, isBehindGuard } from './once.ts';
import type { Deploy } from './scope.ts';

interface Address {
  distribution: ObservedDistribution;
  /** Undefined for an adopted service, which keeps its routing. */
  targetGroupArn: string | undefined;
}

interface Provisioned extends Pick<Address, 'targetGroupArn'> {
  vpcOriginId: string;
}

export async function ensureAddress(shared: Deploy): Promise<Address> {
  const { world, environment, observed, executor } = shared;
  const { vpcOriginId, targetGroupArn } = await provision(shared);
  const distribution = await world.progress.during('CloudFront', () => ensureDistribution(shared, vpcOriginId));
  // Where something ran before, it is no new environment, and may have data of its own.
  const isNew = observed.service === undefined && observed.taskDefinition === undefined;
  if (isNew) await executor.run(() => refuseYoungest(world, environment, distribution), undefined);
  return { distribution, targetGroupArn };
}

export function urlOf({ domain }: Pick<ObservedDistribution, 'domain'>): string {
  return `https://${domain}`;
}

/** Logged at the end, where it is seen. Of a web ACL nobody here knows whom it lets in. */
export function logAccess({ log }: World, { gate }: Environment, { config }: ObservedDistribution): void {
  if (gate !== undefined) log.line(`It has a gate, which asks for a key (protect: ${gate.protect}).`);
  else if (!config.WebACLId) log.line('It is open to everybody (docs/access.md).');
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

/** Called once there is a rule for it, so that the address never leads elsewhere. */
async function ensureDistribution(shared: Deploy, vpcOriginId: string): Promise<ObservedDistribution> {
  const { world, environment, observed, executor, onFound } = shared;
  const { identity, loadBalancer, isAdopted, reference } = environment;
  const desired = {
    comment: identity.comment,
    vpcOriginId,
    originDomain: loadBalancer.dnsName,
    idleTimeoutSeconds: loadBalancer.idleTimeoutSeconds,
    route: isAdopted ? NO_ROUTE : identity.fullName,
    webAclArn: environment.webAclArn,
    gateArn: await ensureGate(shared),
    service: `${reference.cluster}/${reference.service}`,
  };
  const found = await confirmDistribution(world.aws, observed.distribution, desired);
  if (desired.gateArn === undefined && found !== undefined && hasGate(found.config)) {
    world.log.notice(
      'The gate of this address goes, because "access-key" is not set: in a few minutes it is open to everybody. To keep the gate, set "access-key" in each run that deploys.',
    );
  }
  return reconcile(executor, {
    resource: resourcesOf(world, environment).distribution,
    desired,
    observed: found,
    onKnown: (known) => onFound(describeAddress(known, environment.gate)),
  });
}

/** It is published before a distribution has it. Returns its ARN; undefined where no gate is desired. */
async function ensureGate({ world, environment, observed, executor }: Deploy): Promise<string | undefined> {
  const { edgeFunction: resource } = resourcesOf(world, environment);
  if (resource === undefined) return undefined;
  const { edgeFunction: seen, distribution } = observed;
  // A sweep may have deleted one that no address had while this run waited for what comes before.
  const isInUse = seen === undefined || hasGateOf(distribution?.config ?? {}, seen.arn);
  const found = isInUse ? seen : await observe(resource);
  return (await reconcile(executor, { resource, desired: undefined, observed: found })).arn;
}

/** Returns the ARN of the target group; undefined for an adopted service, which keeps its routing. */
async function ensureRouting(shared: Deploy): Promise<string | undefined> {
  const { world, environment, observed, executor } = shared;
  const { loadBalancer, listener, isAdopted, reference } = environment;
  if (isAdopted) return undefined;
  const { targetGroup, rule } = resourcesOf(world, environment);
  const { arn } = await reconcile(executor, {
    resource: targetGroup,
    desired: {
      vpcId: loadBalancer.vpcId,
      targets: environment.targets,
      service: `${reference.cluster}/${reference.service}`,
    },
    observed: observed.targetGroup,
  });
  await reconcile(executor, {
    resource: rule,
    desired: {
      listenerArn: listener.arn,
      targetGroupArn: arn,
      state: describeState(shared),
      service: `${reference.cluster}/${reference.service}`,
    },
    observed: observed.rule,
  });
  if (isBehindGuard(shared)) await ensureGuard(shared);
  return arn;
}

/** A rule that sleeps already stays as it is. */
function describeState({ environment, asleep }: Deploy): RuleState {
  if (asleep === undefined) return { is: 'forward' };
  return { is: 'asleep', page: renderSleepingPage(environment.identity), wakerArn: undefined };
}
