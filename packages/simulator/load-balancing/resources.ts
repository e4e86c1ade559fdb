// Owns finding the resource behind an ARN, and how load balancing says that there is none.
import {
  ListenerNotFoundException$,
  LoadBalancerNotFoundException$,
  RuleNotFoundException$,
  TargetGroupNotFoundException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { StaticErrorSchema } from '@smithy/types';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import type { ListenerRow, LoadBalancerRow, LoadBalancingTables, RuleRow, TargetGroupRow } from './tables.ts';

interface Kind {
  table: 'loadBalancers' | 'listeners' | 'rules' | 'targetGroups';
  /** The part of its ARNs behind the account: `targetgroup/…`. */
  path: string;
  noun: string;
  notFound: StaticErrorSchema;
  message(arns: string[]): string;
}

const LOAD_BALANCER: Kind = {
  table: 'loadBalancers',
  path: 'loadbalancer/',
  noun: 'load balancer',
  notFound: LoadBalancerNotFoundException$,
  message: (arns) => `Load balancers '[${arns.join(', ')}]' not found`,
};
const LISTENER: Kind = {
  table: 'listeners',
  path: 'listener/',
  noun: 'listener',
  notFound: ListenerNotFoundException$,
  message: () => 'One or more listeners not found',
};
const RULE: Kind = {
  table: 'rules',
  path: 'listener-rule/',
  noun: 'listener rule',
  notFound: RuleNotFoundException$,
  message: () => 'One or more rules not found',
};
const TARGET_GROUP: Kind = {
  table: 'targetGroups',
  path: 'targetgroup/',
  noun: 'target group',
  notFound: TargetGroupNotFoundException$,
  message: () => 'One or more target groups not found',
};
const KINDS = [LOAD_BALANCER, LISTENER, RULE, TARGET_GROUP];

export function requireLoadBalancers(cloud: Cloud, arns: string[]): LoadBalancerRow[] {
  return requireAll(cloud, LOAD_BALANCER, arns) as LoadBalancerRow[];
}

export function requireListeners(cloud: Cloud, arns: string[]): ListenerRow[] {
  return requireAll(cloud, LISTENER, arns) as ListenerRow[];
}

export function requireRules(cloud: Cloud, arns: string[]): RuleRow[] {
  return requireAll(cloud, RULE, arns) as RuleRow[];
}

export function requireTargetGroups(cloud: Cloud, arns: string[]): TargetGroupRow[] {
  return requireAll(cloud, TARGET_GROUP, arns) as TargetGroupRow[];
}

/** For operations that take exactly one ARN. */
export function requireListener(cloud: Cloud, arn: string | undefined): ListenerRow {
  return requireListeners(cloud, [arn ?? ''])[0] as ListenerRow;
}

export function requireRule(cloud: Cloud, arn: string | undefined): RuleRow {
  return requireRules(cloud, [arn ?? ''])[0] as RuleRow;
}

export function requireTargetGroup(cloud: Cloud, arn: string | undefined): TargetGroupRow {
  return requireTargetGroups(cloud, [arn ?? ''])[0] as TargetGroupRow;
}

/** Refuses an ARN of whatever kind that names nothing. */
export function requireTaggable(cloud: Cloud, arn: string): void {
  const kind = KINDS.find(({ path }) => arn.includes(`:${path}`));
  if (kind === undefined) throw new Refusal('ValidationError', `'${arn}' is not a valid ARN`);
  requireAll(cloud, kind, [arn]);
}

export function refuseMalformedTargetGroupArn(arn: string): void {
  refuseMalformed(TARGET_GROUP, [arn]);
}

function requireAll(cloud: Cloud, kind: Kind, arns: string[]): object[] {
  refuseMalformed(kind, arns);
  const table: LoadBalancingTables[Kind['table']] = cloud.tables.loadBalancing[kind.table];
  const missing = arns.filter((arn) => !table.has(arn));
  if (missing.length > 0) throw refuse(kind.notFound, kind.message(missing));
  return arns.map((arn) => table.get(arn) as object);
}

function refuseMalformed(kind: Kind, arns: string[]): void {
  const form = new RegExp(`^arn:aws[a-z-]*:elasticloadbalancing:[^:]+:\\d{12}:${kind.path}`);
  const foreign = arns.find((arn) => !form.test(arn));
  if (foreign !== undefined) throw new Refusal('ValidationError', `'${foreign}' is not a valid ${kind.noun} ARN`);
}
