// Owns what AWS checks before a call: an action on a resource, with what a policy's conditions may ask about it.
import type { Cloud } from '../cloud/cloud.ts';

/** Condition keys and their values: `ecs:cluster`, `aws:RequestTag/medusa-preview:owner`. */
export type Context = Record<string, string | string[]>;

export interface Check {
  /** `ecs:UpdateService` */
  action: string;
  /** An ARN; `*` where AWS asks about no resource in particular. */
  resource: string;
  context: Context;
}

/** The checks of one operation. The input is `never` so that each can name its own type. */
export type ChecksOf = (input: never, cloud: Cloud) => Check[];

export function check(action: string, resource: string, ...contexts: Context[]): Check {
  return { action, resource, context: Object.assign({}, ...contexts) };
}

/** Operations whose action has the same name, and which AWS scopes by no resource and no condition. */
export function unscoped(service: string, operations: string[]): Record<string, ChecksOf> {
  return Object.fromEntries(operations.map((operation) => [operation, () => [check(`${service}:${operation}`, '*')]]));
}

/** Tags in the shape of any service. */
export type SomeTags =
  | ReadonlyMap<string, string>
  | { Key?: string | undefined; Value?: string | undefined; key?: string | undefined; value?: string | undefined }[]
  | undefined;

/** The tags that the call asks for; none where it asks for none. */
export function requestTags(tags: SomeTags): Context {
  const pairs = pairsOf(tags);
  if (pairs.length === 0) return {};
  return { ...tagContext('aws:RequestTag', pairs), 'aws:TagKeys': pairs.map(([key]) => key) };
}

/** The tags of the resource; none where it is not there. */
export function resourceTags(tags: SomeTags): Context {
  return tagContext('aws:ResourceTag', pairsOf(tags));
}

function tagContext(prefix: string, pairs: [string, string][]): Context {
  return Object.fromEntries(pairs.map(([key, value]) => [`${prefix}/${key}`, value]));
}

function pairsOf(tags: SomeTags = []): [string, string][] {
  if (!Array.isArray(tags)) return [...tags];
  return tags.map(({ Key = '', key = Key, Value = '', value = Value }) => [key, value]);
}

/** Tags on something that is being made are checked a second time, as an action of their own. */
export function tagging(action: string, resource: string, asked: Context): Check[] {
  return 'aws:TagKeys' in asked ? [check(action, resource, asked)] : [];
}

/** The role that a service acts with is made on first use, as whoever uses it. */
export function serviceLinkedRole(cloud: Cloud, service: string, role: string): Check {
  const arn = `arn:aws:iam::${cloud.accountId}:role/aws-service-role/${service}/${role}`;
  return check('iam:CreateServiceLinkedRole', arn, { 'iam:AWSServiceName': service });
}
