// Owns finding the environments whose service was stopped and whose rule still leads to it: the run that put them to sleep has
// ended in between.

import type { Service } from '@aws-sdk/client-ecs';
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { sleepOf } from '../environment/sleep.ts';
import { AwsError, explain } from '../errors.ts';
import { findListeners } from '../foundation/load-balancer.ts';
import { listRules } from '../resources/rule-reading.ts';
import { leadsTo } from '../resources/rule-state.ts';
import type { Aws, World } from '../world.ts';
import type { FoundEnvironment } from './find-environments.ts';

/** Returns their names. Nothing leads to one that sleeps behind a page, so mostly there is nothing to read. */
export async function findUnfinished({ aws, log }: World, environments: FoundEnvironment[]): Promise<Set<string>> {
  const asleep = environments.flatMap(({ name, described, targets: { targetGroupArn, loadBalancerArn } = {} }) =>
    !isStopped(described) || targetGroupArn === undefined || loadBalancerArn === undefined
      ? []
      : [{ name, targetGroupArn, loadBalancerArn }],
  );
  const loadBalancerArns = new Set(asleep.map(({ loadBalancerArn }) => loadBalancerArn));
  try {
    const rules = await allSettledOrThrow([...loadBalancerArns].map((arn) => readRulesOf(aws, arn)));
    const isLedTo = (arn: string) => rules.flat().some((rule) => leadsTo(rule, arn));
    return new Set(asleep.filter(({ targetGroupArn }) => isLedTo(targetGroupArn)).map(({ name }) => name));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    log.warning(`Whether all that sleep do so behind a page or the waker could not be read. ${explain(error)}`);
    return new Set();
  }
}

/** Where tasks have yet to stop, a run is at it: a reset waits for them, and leads nowhere else meanwhile. */
function isStopped(service: Service | undefined): boolean {
  const { runningCount = 0, pendingCount = 0 } = service ?? {};
  return sleepOf(service) !== undefined && runningCount + pendingCount === 0;
}

async function readRulesOf(aws: Aws, loadBalancerArn: string): Promise<Rule[]> {
  const { found: listeners = [] } = await findListeners(aws, undefined, loadBalancerArn);
  const rules = await allSettledOrThrow(
    listeners.flatMap(({ ListenerArn: arn }) => (arn ? [listRules(aws, arn)] : [])),
  );
  return rules.flat();
}
