import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { firstShadowingRule, freePriorities } from '../../src/resources/rule-priorities.ts';

const NAME = 'shop-pr-42';
const rule = (priority: number, ...Conditions: NonNullable<Rule['Conditions']>): Rule => ({
  Priority: String(priority),
  Conditions,
});
const ours = (priority: number) =>
  rule(priority, { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-medusa-preview', Values: ['other'] } });
const path = (priority: number) => rule(priority, { Field: 'path-pattern', Values: ['/*'] });
const host = (priority: number, value: string) =>
  rule(priority, { Field: 'host-header', HostHeaderConfig: { Values: [value] } });
const fallback: Rule = { Priority: 'default', IsDefault: true };

describe('the priorities of an environment', () => {
  test('begin with one of its own, and are the same each time', () => {
    const priorities = freePriorities(NAME, [fallback]);
    expect(priorities).toHaveLength(1000);
    expect(priorities).toEqual(freePriorities(NAME, [fallback]));
    expect(priorities[0]).not.toBe(freePriorities('shop-pr-43', [fallback])[0]);
  });

  test('leave out what is taken', () => {
    const [first = 0, second] = freePriorities(NAME, []);
    expect(freePriorities(NAME, [ours(first)])[0]).toBe(second);
  });

  test("come before each rule of somebody else's that could take its requests", () => {
    const priorities = freePriorities(NAME, [fallback, path(20), path(9), ours(3)]);
    expect([...priorities].sort((one, other) => one - other)).toEqual([1, 2, 4, 5, 6, 7, 8]);
  });

  test('are none where such a rule is the first', () => {
    expect(freePriorities(NAME, [path(1)])).toEqual([]);
    expect(firstShadowingRule([path(7), path(1)])?.Priority).toBe('1');
  });
});

test.each<[string, Rule, boolean]>([
  ['asks for another host', host(1, 'admin.example.com'), false],
  ['asks for any host', host(1, '*'), true],
  ["asks for CloudFront's hosts", host(1, 'd*.cloudfront.net'), true],
  ['asks for a path', path(1), true],
  ['asks for nothing', rule(1), true],
  ['is of another environment', ours(1), false],
  ['is the default', fallback, false],
])('a rule that %s', (_, other, mayTake) => {
  expect(firstShadowingRule([other], 500) !== undefined).toBe(mayTake);
});

test('a rule that comes later takes nothing', () => {
  expect(firstShadowingRule([path(600)], 500)).toBeUndefined();
});
