import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import {
  findGuard,
  firstShadowingRule,
  freePriorities,
  guardPriorities,
  mustPrecede,
  rulesBehind,
} from '../../src/resources/rule-priorities.ts';

const NAME = 'shop-pr-42';
const rule = (priority: number, ...Conditions: NonNullable<Rule['Conditions']>): Rule => ({
  Priority: String(priority),
  Conditions,
});
const header = (...Values: string[]) => ({
  Field: 'http-header',
  HttpHeaderConfig: { HttpHeaderName: 'x-medusa-preview', Values },
});
const ours = (priority: number) => rule(priority, header('other'));
const path = (priority: number) => rule(priority, { Field: 'path-pattern', Values: ['/*'] });
const host = (priority: number, value: string) =>
  rule(priority, { Field: 'host-header', HostHeaderConfig: { Values: [value] } });
const answering = (StatusCode: string, made: Rule): Rule => ({
  ...made,
  Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode } }],
});
const guard = (priority: number) => answering('404', rule(priority, header('??*')));
const fallback: Rule = { Priority: 'default', IsDefault: true };
const sorted = (priorities: number[]) => [...priorities].sort((one, other) => one - other);

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

  test('come before the guard rule, also before there is one', () => {
    const rules = [fallback, path(20), path(9), ours(3)];
    expect(sorted(freePriorities(NAME, rules))).toEqual([1, 2, 4, 5, 6, 7]);
    expect(sorted(freePriorities(NAME, [...rules, guard(8)]))).toEqual([1, 2, 4, 5, 6, 7]);
    expect(sorted(freePriorities(NAME, [...rules, guard(8), guard(5)]))).toEqual([1, 2, 4]);
  });

  test('are none where a rule that could take its requests leaves no space for both', () => {
    expect(freePriorities(NAME, [path(1)])).toEqual([]);
    expect(freePriorities(NAME, [path(2)])).toEqual([]);
    expect(freePriorities(NAME, [path(3)])).toEqual([1]);
    expect(firstShadowingRule([path(7), path(1)])?.Priority).toBe('1');
  });
});

describe('the guard rule', () => {
  test.each<[string, Rule[], number]>([
    ['stands behind all environments', [fallback, ours(1000)], 1001],
    ['takes the next priority where that is taken', [host(1001, 'admin.example.com')], 1002],
    ['stands just before a rule that could take its requests', [path(500)], 499],
    ['stands just before one that comes much later', [path(40_000)], 39_999],
    ['takes the last that is free', [path(500), ours(499), host(498, 'admin.example.com')], 497],
  ])('%s', (_, rules, priority) => {
    expect(guardPriorities(rules)[0]).toBe(priority);
  });

  test('has no place before a rule that is the very first', () => {
    expect(guardPriorities([path(1)])).toEqual([]);
  });

  test.each<[string, Rule[], number | undefined]>([
    ['is found by what it does', [ours(3), guard(1001)], 1001],
    ['is the first of two', [guard(1001), guard(900)], 900],
    ['does not count behind a rule that could take its requests', [path(900), guard(1001)], undefined],
    [
      'does not count where it asks for more',
      [answering('404', rule(5, header('??*'), { Field: 'path-pattern' }))],
      undefined,
    ],
    ['does not count where it answers otherwise', [answering('200', rule(5, header('??*')))], undefined],
    ['is missing', [fallback, ours(3)], undefined],
  ])('%s', (_, rules, priority) => {
    expect(findGuard(rules)?.Priority).toBe(priority?.toString());
  });
});

test.each<[string, { at: number; others: Rule[]; before: number | undefined }]>([
  ['before the guard rule stays', { at: 1000, others: [guard(1001)], before: undefined }],
  ['behind the guard rule is moved before it', { at: 950, others: [guard(900)], before: 900 }],
  ['where that has to stand is moved before that', { at: 40, others: [path(41), rule(40, header(NAME))], before: 39 }],
  ['behind a rule that could take its requests is moved before both', { at: 40, others: [path(20)], before: 19 }],
])('a rule of an environment that stands %s', (_, { at, others, before }) => {
  expect(mustPrecede(rule(at, header(NAME)), others)).toBe(before);
});

test('rules of environments that the guard rule would stand before are known, and others do not count', () => {
  expect(rulesBehind(38, [fallback, ours(20), ours(40), path(41), guard(1001)])).toEqual([ours(40)]);
});

test('a rule that comes after a copy of it is moved before that', () => {
  const isCopy = ({ Priority }: Rule) => Priority === '7';
  expect(mustPrecede(rule(9, header(NAME)), [rule(7, header(NAME)), guard(1001)], isCopy)).toBe(7);
  expect(sorted(freePriorities(NAME, [rule(7, header(NAME)), guard(1001)], isCopy))).toEqual([1, 2, 3, 4, 5, 6]);
});

test.each<[string, Rule, boolean]>([
  ['asks for another host', host(1, 'admin.example.com'), false],
  ['asks for any host', host(1, '*'), true],
  ["asks for CloudFront's hosts", host(1, 'd*.cloudfront.net'), true],
  ['asks for a path', path(1), true],
  ['asks for nothing', rule(1), true],
  ['is of another environment', ours(1), false],
  ['asks for a pattern of our header', rule(1, header('shop-*')), true],
  ['is the guard rule', guard(1), false],
  ['answers 404 to a service in place as well', answering('404', rule(1, header('*'))), true],
  ['asks as the guard rule does, and leads elsewhere', rule(1, header('??*')), true],
  ['is the default', fallback, false],
])('a rule that %s', (_, other, mayTake) => {
  expect(firstShadowingRule([other]) !== undefined).toBe(mayTake);
});
