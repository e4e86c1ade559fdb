// Shows that the template has the function's present source, that CloudFormation takes it, and that its role may do no more.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { read, referencesOf } from '../../../__tests__/support/cloudformation.ts';
import {
  needlesslyOnAnything,
  type Statement,
  undocumentedInStatement,
} from '../../../__tests__/support/service-authorization.ts';
import { policyOf } from '../../simulator/iam/policy.ts';
import { readWaker, template } from './support/template.ts';

const listener =
  'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/1234567890abcdef/fedcba0987654321';
const waker = readWaker({ listenerArn: listener, cluster: 'shop' });
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_TEMPLATE_BYTES = 51_200;

test('the source is built', () => {
  const build = [join(import.meta.dirname, '../build.mjs'), '--print'];
  expect(waker.source).toBe(
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...build]).toString(),
  );
});

test('a template of this size is taken without a bucket', () => {
  expect(Buffer.byteLength(read('examples/aws/wake.yaml'))).toBeLessThan(MAX_TEMPLATE_BYTES);
});

test('it names only what there is, and declares nothing that is not used', () => {
  const { Parameters, Resources, Outputs } = template;
  const references = referencesOf([Resources, Outputs]).map((reference) => reference.split('.')[0] ?? '');
  const isKnown = (name: string) => name.startsWith('AWS::') || name in { ...Parameters, ...Resources };
  expect(references.filter((name) => !isKnown(name))).toEqual([]);
  expect(Object.keys(Parameters).filter((name) => !references.includes(name))).toEqual([]);
});

test('its policy relies on nothing that AWS does not document, and names the resource wherever that is possible', async () => {
  const { Statement: statements } = waker.policy as { Statement: Statement[] };
  expect((await Promise.all(statements.map(undocumentedInStatement))).flat()).toEqual([]);
  expect((await Promise.all(statements.map(needlesslyOnAnything))).flat()).toEqual([]);
});

const policy = policyOf(waker.policy);
const service = 'arn:aws:ecs:eu-west-1:123456789012:service/shop/shop-pr-42';
const rule = `${listener.replace(':listener/', ':listener-rule/')}/0011223344556677`;
const owned = { 'aws:ResourceTag/medusa-preview:owner': 'acme/shop:shop' };
const definition = { 'ecs:task-definition': 'arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:1' };

interface Trial {
  action: string;
  resource: string;
  context?: Record<string, string>;
}

const allowed: Trial[] = [
  { action: 'ecs:UpdateService', resource: service, context: owned },
  { action: 'elasticloadbalancing:ModifyRule', resource: rule, context: owned },
];
const denied: Trial[] = [
  { action: 'ecs:UpdateService', resource: service },
  { action: 'ecs:UpdateService', resource: service, context: { ...owned, ...definition } },
  { action: 'ecs:UpdateService', resource: service.replace('/shop/', '/other/'), context: owned },
  { action: 'ecs:DeleteService', resource: service, context: owned },
  { action: 'ecs:TagResource', resource: service, context: owned },
  { action: 'ecs:RunTask', resource: service, context: owned },
  { action: 'elasticloadbalancing:ModifyRule', resource: rule },
  { action: 'elasticloadbalancing:ModifyRule', resource: rule.replace('/shop/', '/other/'), context: owned },
  { action: 'elasticloadbalancing:DeleteRule', resource: rule, context: owned },
  { action: 'elasticloadbalancing:AddTags', resource: rule, context: owned },
  { action: 'iam:PassRole', resource: 'arn:aws:iam::123456789012:role/shop' },
];

test.each(allowed)('its role may $action', ({ context = {}, ...trial }) => {
  expect(policy.allows({ ...trial, context })).toBe(true);
});

test.each(denied)('its role may not $action on $resource with $context', ({ context = {}, ...trial }) => {
  expect(policy.allows({ ...trial, context })).toBe(false);
});
