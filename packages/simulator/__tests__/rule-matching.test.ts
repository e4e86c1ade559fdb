import { expect, test } from '@jest/globals';
import { findRule, type RequestFacts } from '../load-balancing/rule-matching.ts';
import type { RuleRow } from '../load-balancing/tables.ts';

const HEADER = 'X-Team';

function requestWith(values: string[] | undefined): RequestFacts {
  const headers = { 'x-team': values };
  return { method: 'GET', host: 'shop.example.com', path: '/', query: '', headers, sourceIp: '10.0.0.1' };
}

function ruleOn(...Values: string[]): RuleRow {
  const Conditions = [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: HEADER, Values } }];
  return { RuleArn: 'arn:r', Priority: '1', Conditions, Actions: [], IsDefault: false, Transforms: [] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#http-header-conditions */
test.each<[string, string[] | undefined, boolean]>([
  ['??*', ['ab'], true],
  ['??*', ['shop-pr-42'], true],
  ['??*', ['-'], false],
  ['??*', [''], false],
  ['??*', undefined, false],
  ['??*', ['-', 'shop-pr-42'], true],
  ['*', [''], true],
  ['*', undefined, false],
  ['?', ['-'], true],
  ['?', ['ab'], false],
  ['shop-*', ['SHOP-PR-42'], true],
  ['SHOP-?', ['shop-1'], true],
  ['shop-*', ['my-shop-1'], false],
  ['a.c', ['abc'], false],
])('a condition on a header with the value %s meets %j: %s', (pattern, values, isMet) => {
  expect(findRule([ruleOn(pattern)], requestWith(values)) !== undefined).toBe(isMet);
});
