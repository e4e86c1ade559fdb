import { describe, expect, test } from '@jest/globals';
import { markOf, sleepOf, sleepTags, wakerOf } from '../../src/environment/sleep.ts';
import { renderSleepingPage } from '../../src/environment/sleeping-page.ts';
import { describeIdentity } from '../../src/identity.ts';

const since = new Date('2026-12-01T01:00:00Z');
const sleep = { since, formerCount: 2 };
const ASLEEP = 'medusa-preview:asleep';
const serviceWith = (desiredCount: number, value: string) => ({ desiredCount, tags: [{ key: ASLEEP, value }] });

describe('the mark of a sleeping environment', () => {
  test('says since when it sleeps, and with how many tasks it is woken', () => {
    expect(sleepTags({ ...sleep, since: new Date(since.getTime() + 250) })).toEqual({
      [ASLEEP]: '2026-12-01T01:00:00Z/2',
    });
    expect(markOf(sleepTags(sleep))).toEqual(sleep);
  });

  test('counts only where there is no task', () => {
    expect(sleepOf(serviceWith(0, '2026-12-01T01:00:00Z/2'))).toEqual(sleep);
    expect(sleepOf(serviceWith(1, '2026-12-01T01:00:00Z/2'))).toBeUndefined();
    expect(sleepOf({ desiredCount: 0 })).toBeUndefined();
    expect(sleepOf(undefined)).toBeUndefined();
  });

  test.each(['none', '', '2026-12-01T01:00:00Z', '2026-12-01T01:00:00Z/0', 'yesterdayZ/1', '2026-99-01T01:00:00Z/1'])(
    '%j is none',
    (value) => {
      expect(markOf({ [ASLEEP]: value })).toBeUndefined();
    },
  );

  test('is taken away by another value, since nobody may take a tag away', () => {
    expect(markOf(sleepTags(undefined))).toBeUndefined();
    expect(sleepTags(undefined)).toEqual({ [ASLEEP]: 'none' });
  });
});

test('the waker is kept in a tag, and taken away by another value', () => {
  expect(wakerOf({ 'medusa-preview:waker': 'arn:waker' })).toBe('arn:waker');
  expect(wakerOf({ 'medusa-preview:waker': 'none' })).toBeUndefined();
  expect(wakerOf({})).toBeUndefined();
});

describe('the page of a sleeping environment', () => {
  const page = (environment: string, repository: string, pullRequest?: number) =>
    renderSleepingPage(describeIdentity({ repository, name: undefined, environment, pullRequest }));

  test('says what it is, that it sleeps, how it wakes, and to search engines nothing', () => {
    const text = page('pr-42', 'acme/shop', 42);
    expect(text).toContain('<b>pr-42</b> is a preview of acme/shop, pull request 42.');
    expect(text).toContain(
      'the comment <code>/preview wake</code>, where that is set up, or a run with <code>mode: wake</code>',
    );
    expect(page('staging', 'acme/shop')).toContain('and so does a run with <code>mode: wake</code>');
    expect(text).toContain('<meta name="robots" content="noindex">');
    expect(text).toContain('<meta http-equiv="refresh" content="15">');
  });

  test('fits into an answer of a load balancer, whatever the names', () => {
    const longest = page('e'.repeat(100), `${'o'.repeat(39)}/${'r'.repeat(100)}`, 1_234_567);
    expect(longest.length).toBeLessThanOrEqual(1024);
    expect(longest).toMatch(/<\/html>$/);
  });
});
