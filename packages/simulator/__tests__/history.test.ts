// Shows how old what a stale read sees is, by a clock that the test sets.
import { expect, test } from '@jest/globals';
import { type Cloud, emptyTables } from '../cloud/cloud.ts';
import { History } from '../cloud/history.ts';

const MAX_SECONDS = 60;

function createCloud() {
  let seconds = 0;
  const clock = { now: () => new Date(seconds * 1000) };
  const cloud = { clock, tables: emptyTables() } as unknown as Cloud;
  const history = new History();
  return {
    /** A call at that time, which names what it writes. */
    write(at: number, name: string) {
      seconds = at;
      history.keep(cloud, MAX_SECONDS);
      cloud.tables.cloudfront.callerReferences.set(name, name);
    },
    /** A read at that time that looks back so far: which names it sees. */
    read(at: number, secondsAgo: number) {
      seconds = at;
      history.keep(cloud, MAX_SECONDS);
      return [...history.tablesSecondsAgo(cloud, secondsAgo).cloudfront.callerReferences.keys()];
    },
    reset() {
      cloud.tables = emptyTables();
    },
  };
}

test('what was written within that time is not seen, and what is older is', () => {
  const cloud = createCloud();
  cloud.write(0, 'first');
  cloud.write(20, 'second');
  expect(cloud.read(22, 30)).toEqual([]);
  expect(cloud.read(23, 5)).toEqual(['first']);
  expect(cloud.read(26, 5)).toEqual(['first', 'second']);
});

test('what was there before a reset is never seen after it', () => {
  const cloud = createCloud();
  cloud.write(0, 'first');
  cloud.reset();
  expect(cloud.read(1, 5)).toEqual([]);
});
