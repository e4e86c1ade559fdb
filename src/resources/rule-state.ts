// Owns the states of an environment's listener rule: it forwards, or it sleeps behind a page or behind the waker. Pure.

import type { Action, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Change, diff } from '../reconcile/diff.ts';
import { ROUTING_HEADER } from './rule-priorities.ts';

export type RuleState = Forwarding | Sleeping;

interface Forwarding {
  is: 'forward';
}

interface Sleeping {
  is: 'asleep';
  /** The page that every request is answered with where no waker is asked. */
  page: string;
  /** The target group of the waker. Undefined: a rule that sleeps already stays as it is. */
  wakerArn: string | undefined;
}

/** Where the requests of an environment go. */
export interface DesiredRoute {
  targetGroupArn: string;
  state: RuleState;
}

/** Machines come back later, and search engines find nothing to index. */
const STATUS_WHILE_ASLEEP = '503';

export function describeRule(value: string, desired: DesiredRoute): Required<Pick<Rule, 'Conditions' | 'Actions'>> {
  return { ...describeConditions(value), Actions: [describeAction(desired)] };
}

function describeConditions(value: string): Required<Pick<Rule, 'Conditions'>> {
  return {
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: ROUTING_HEADER, Values: [value] } }],
  };
}

/** The environment's own group keeps a weight of 0 beside the waker's, so that it stays attached and its tasks are checked. */
function describeAction({ targetGroupArn, state }: DesiredRoute): Action {
  if (state.is === 'forward') return { Type: 'forward', TargetGroupArn: targetGroupArn };
  if (state.wakerArn === undefined) {
    const answer = { StatusCode: STATUS_WHILE_ASLEEP, ContentType: 'text/html', MessageBody: state.page };
    return { Type: 'fixed-response', FixedResponseConfig: answer };
  }
  const groups = [
    { TargetGroupArn: state.wakerArn, Weight: 1 },
    { TargetGroupArn: targetGroupArn, Weight: 0 },
  ];
  return { Type: 'forward', ForwardConfig: { TargetGroups: groups } };
}

export function differencesOfRoute(value: string, desired: DesiredRoute, rule: Rule): Change[] {
  return [...diff(describeConditions(value), rule), ...differencesOfActions(desired, rule)];
}

function differencesOfActions(desired: DesiredRoute, { Actions = [] }: Rule): Change[] {
  const { targetGroupArn, state } = desired;
  const observed = Actions.map(withoutExtras);
  if (state.is === 'forward') return diff({ Actions: [describeAction(desired)] }, { Actions: observed });
  const [only, ...others] = observed;
  const waker = only && wakerOf(only, targetGroupArn);
  const isAsleep = state.wakerArn === undefined ? waker !== undefined || isPage(only) : waker === state.wakerArn;
  if (isAsleep && others.length === 0) return [];
  return [{ path: 'Actions', observed, desired: [describeAction(desired)] }];
}

/** True for a page of any text: another version of the action may have written it. */
function isPage(action: Action | undefined): boolean {
  return action?.FixedResponseConfig?.StatusCode === STATUS_WHILE_ASLEEP;
}

/** The group that gets all requests while the environment's own gets none; undefined in any other state. */
function wakerOf({ ForwardConfig }: Action, targetGroupArn: string): string | undefined {
  const { TargetGroups: groups = [] } = ForwardConfig ?? {};
  const own = groups.find((group) => group.TargetGroupArn === targetGroupArn);
  const [waker, ...others] = groups.filter((group) => group !== own && (group.Weight ?? 1) > 0);
  return own?.Weight === 0 && others.length === 0 ? waker?.TargetGroupArn : undefined;
}

/** True while the rule leads to the waker, who answers a visit by waking the environment. */
export function hasWaker({ Actions = [] }: Rule, targetGroupArn: string): boolean {
  return Actions.some((action) => wakerOf(action, targetGroupArn) !== undefined);
}

/** True while all requests go to the target group. */
export function leadsTo({ Actions = [] }: Rule, targetGroupArn: string): boolean {
  return Actions.map(withoutExtras).some((action) => action.TargetGroupArn === targetGroupArn);
}

/** AWS returns a single target group both by itself and as a list. A rule that forwards to several only has the list. */
function withoutExtras({ ForwardConfig, ...action }: Action): Action {
  const [only, ...others] = ForwardConfig?.TargetGroups ?? [];
  if (only === undefined) return action;
  return others.length > 0 ? { ...action, ForwardConfig } : { ...action, TargetGroupArn: only.TargetGroupArn };
}
