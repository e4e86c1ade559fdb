import type { Service } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { decideIdleness } from '../../src/sweep/idleness.ts';

const at = (time: string) => new Date(`2026-12-01T${time}:00Z`);
const serviceWith = (tags: Record<string, string>, over: Partial<Service> = {}): Service => ({
  desiredCount: 1,
  deployments: [{ status: 'PRIMARY', createdAt: at('08:00') }],
  tags: Object.entries(tags).map(([name, value]) => ({ key: `medusa-preview:${name}`, value })),
  ...over,
});
const decide = (service: Service, { now = at('14:00'), lastVisit }: { now?: Date; lastVisit?: Date } = {}) =>
  decideIdleness({ service, overruling: undefined, lastVisit, now });
const AFTER = { 'sleep-after': '4h' };

describe('an environment is put to sleep', () => {
  test('once nobody has visited it for that long since it was deployed', () => {
    expect(decide(serviceWith(AFTER))?.reason).toBe(
      'Nobody visited it since its last deploy or waking, and "sleep-after" is 4h.',
    );
    expect(decide(serviceWith(AFTER), { now: at('12:04') })).toBeUndefined();
    expect(decide(serviceWith(AFTER), { now: at('12:05') })).toBeDefined();
  });

  test('or since its last visit, which is kept', () => {
    expect(decide(serviceWith(AFTER), { lastVisit: at('11:00') })).toBeUndefined();
    expect(decide(serviceWith(AFTER), { lastVisit: at('09:00') })).toEqual({
      reason: 'Nobody visited it since 1 Dec 2026, 09:00 UTC, and "sleep-after" is 4h.',
      lastVisit: at('09:00'),
    });
    expect(decide(serviceWith({ ...AFTER, 'last-visit': '2026-12-01T11:00:00Z' }))).toBeUndefined();
  });

  test('or since our own last check', () => {
    expect(decide(serviceWith({ ...AFTER, checked: '2026-12-01T11:00:00Z' }))).toBeUndefined();
  });

  test('or since the waker woke it, whose visitor is not counted yet', () => {
    const woken = { ...AFTER, asleep: '2026-12-01T07:00:00Z/1' };
    const events = [{ createdAt: at('13:00'), message: '(service shop-pr-42) has started 1 tasks: (task 1).' }];
    expect(decide(serviceWith(woken, { events }))).toBeUndefined();
    expect(decide(serviceWith(AFTER, { events }))).toBeDefined();
  });

  test.each<[string, Service]>([
    ['without that time', serviceWith({})],
    ['whose time was taken away', serviceWith({ 'sleep-after': 'none' })],
    ['that somebody set to no task', serviceWith(AFTER, { desiredCount: 0 })],
    ['that somebody set to several tasks', serviceWith(AFTER, { desiredCount: 2 })],
    ['that was never deployed', serviceWith(AFTER, { deployments: [] })],
  ])('but not one %s', (_, service) => {
    expect(decide(service)).toBeUndefined();
  });

  test('after the time of the sweep, where that sets one', () => {
    const overruling = { text: '1h', milliseconds: 3_600_000 };
    const question = { service: serviceWith({}), overruling, lastVisit: undefined, now: at('14:00') };
    expect(decideIdleness(question)?.reason).toContain('"sleep-after" is 1h.');
  });
});
