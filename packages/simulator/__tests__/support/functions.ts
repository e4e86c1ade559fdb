// Owns a function behind the load balancer: the stand-in, its target group, and a rule for the paths below its name.
import { join } from 'node:path';
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SimulatedCloud } from './simulated-cloud.ts';

export const STAND_IN = join(import.meta.dirname, '../../stand-in/function.mjs');
export const INVOKER = { principal: 'elasticloadbalancing.amazonaws.com' };

/** Makes or changes a function; resolves with its ARN. */
export async function changeFunction({ simulator }: SimulatedCloud, change: object): Promise<string> {
  const { status, body } = await simulator.control('POST', 'functions', change);
  if (status >= 400) throw new Error(JSON.stringify(body));
  return (body as { arn: string }).arn;
}

export async function createFunctionGroup({ aws }: SimulatedCloud, Name: string): Promise<string> {
  const { TargetGroups: [group] = [] } = await aws.loadBalancing.createTargetGroup({ Name, TargetType: 'lambda' });
  return group?.TargetGroupArn ?? '';
}

/** Resolves with the rule's ARN; a single value for the header X-Way leads to it. */
export async function createRule({ aws }: SimulatedCloud, way: string, action: Action): Promise<string> {
  const { LoadBalancers = [] } = await aws.loadBalancing.describeLoadBalancers({});
  const { LoadBalancerArn } = LoadBalancers[0] ?? {};
  const { Listeners: [listener] = [] } = await aws.loadBalancing.describeListeners({ LoadBalancerArn });
  const { ListenerArn } = listener ?? {};
  const { Rules: all = [] } = await aws.loadBalancing.describeRules({ ListenerArn });
  const { Rules: [rule] = [] } = await aws.loadBalancing.createRule({
    ListenerArn,
    Priority: all.length,
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Way', Values: [way] } }],
    Actions: [action],
  });
  return rule?.RuleArn ?? '';
}

export interface FunctionWay {
  functionArn: string;
  targetGroupArn: string;
}

/** A function that answers what has its name in the header X-Way. */
export async function addFunction(cloud: SimulatedCloud, name: string, change: object = {}): Promise<FunctionWay> {
  const functionArn = await changeFunction(cloud, { name, file: STAND_IN, permissions: [INVOKER], ...change });
  const targetGroupArn = await createFunctionGroup(cloud, name);
  await cloud.aws.loadBalancing.registerTargets({ TargetGroupArn: targetGroupArn, Targets: [{ Id: functionArn }] });
  await createRule(cloud, name, { Type: 'forward', TargetGroupArn: targetGroupArn });
  return { functionArn, targetGroupArn };
}
