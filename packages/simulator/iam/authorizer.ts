// Owns asking the policy before each call, and the record of what was asked. What no table knows is refused.
import type { Cloud } from '../cloud/cloud.ts';
import { POLICED_ACCESS_KEY_ID } from './access-key.ts';
import { type Check, type ChecksOf, check } from './check.ts';
import { cloudfrontChecks } from './cloudfront.ts';
import { ec2Checks } from './ec2.ts';
import { ecsChecks } from './ecs.ts';
import { loadBalancingChecks } from './load-balancing.ts';
import { logsChecks } from './logs.ts';
import { monitoringChecks } from './monitoring.ts';
import type { Policy } from './policy.ts';

const CHECKS: Record<string, Record<string, ChecksOf>> = {
  cloudfront: cloudfrontChecks,
  ec2: ec2Checks,
  ecs: ecsChecks,
  elasticloadbalancing: loadBalancingChecks,
  logs: logsChecks,
  monitoring: monitoringChecks,
};

export interface Authorization extends Check {
  /** `CreateService` */
  operation: string;
  isAllowed: boolean;
}

export interface AwsCall {
  accessKeyId: string;
  service: string;
  operation: string;
  input: object;
}

export class Authorizer {
  readonly #policies: Map<string, Policy>;
  readonly #cloud: Cloud;
  /** Each different one once, in order. */
  readonly #asked = new Map<string, Authorization>();

  constructor(policies: Map<string, Policy>, cloud: Cloud) {
    this.#policies = policies;
    this.#cloud = cloud;
  }

  /** The first check that the policy does not allow; undefined where the call may go on. */
  refusedCheck({ accessKeyId, service, operation, input }: AwsCall): Check | undefined {
    const policy = this.#policyOf(accessKeyId);
    if (policy === undefined) return undefined;
    const checks = CHECKS[service]?.[operation]?.(input as never, this.#cloud);
    if (checks === undefined) return this.#record(operation, check(`${service}:${operation}`, '*'), false);
    return checks.find((each) => !this.#record(operation, each, policy.allows(each)).isAllowed);
  }

  /** A key without a policy of its own is held to the usual one. */
  #policyOf(accessKeyId: string): Policy | undefined {
    if (!accessKeyId.startsWith(POLICED_ACCESS_KEY_ID)) return undefined;
    return this.#policies.get(accessKeyId) ?? this.#policies.get(POLICED_ACCESS_KEY_ID);
  }

  #record(operation: string, each: Check, isAllowed: boolean): Authorization {
    const authorization = { operation, ...each, isAllowed };
    this.#asked.set(JSON.stringify(authorization), authorization);
    return authorization;
  }

  list(): Authorization[] {
    return [...this.#asked.values()];
  }

  clear(): void {
    this.#asked.clear();
  }
}
