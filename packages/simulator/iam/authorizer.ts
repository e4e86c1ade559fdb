// Owns asking the policy before each call, and the record of what was asked. What no table knows is refused.
import type { Cloud } from '../cloud/cloud.ts';
import { type Check, type ChecksOf, check } from './check.ts';
import { cloudfrontChecks } from './cloudfront.ts';
import { ec2Checks } from './ec2.ts';
import { ecsChecks } from './ecs.ts';
import { loadBalancingChecks } from './load-balancing.ts';
import { logsChecks } from './logs.ts';
import type { Policy } from './policy.ts';

/** The credentials that the policy is for: those of the action's runs. Whoever signs with others may do everything. */
export const POLICED_ACCESS_KEY_ID = 'simulated';

const CHECKS: Record<string, Record<string, ChecksOf>> = {
  cloudfront: cloudfrontChecks,
  ec2: ec2Checks,
  ecs: ecsChecks,
  elasticloadbalancing: loadBalancingChecks,
  logs: logsChecks,
};

export interface Authorization extends Check {
  /** `CreateService` */
  operation: string;
  isAllowed: boolean;
}

export interface AwsCall {
  service: string;
  operation: string;
  input: object;
}

export class Authorizer {
  readonly #policy: Policy;
  readonly #cloud: Cloud;
  /** Each different one once, in order. */
  readonly #asked = new Map<string, Authorization>();

  constructor(policy: Policy, cloud: Cloud) {
    this.#policy = policy;
    this.#cloud = cloud;
  }

  /** The first check that the policy does not allow; undefined where the call may go on. */
  refusedCheck({ service, operation, input }: AwsCall): Check | undefined {
    const checks = CHECKS[service]?.[operation]?.(input as never, this.#cloud);
    if (checks === undefined) return this.#record(operation, check(`${service}:${operation}`, '*'), false);
    return checks.find((each) => !this.#record(operation, each, this.#policy.allows(each)).isAllowed);
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
