import { describe, expect, test } from '@jest/globals';
import { diff } from '../../src/reconcile/diff.ts';

describe('there is no change', () => {
  test.each<[string, unknown, unknown]>([
    ['between equal texts', 'a', 'a'],
    ['between equal objects', { a: 1, b: { c: [1] } }, { a: 1, b: { c: [1] } }],
    ['where nothing is desired', undefined, 'a'],
    ['where a field is not desired', { a: 1, b: undefined }, { a: 1, b: 2 }],
    ['where more is observed than desired', { a: 1 }, { a: 1, b: 2 }],
    ['where more is observed at depth', { a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }],
    ['between equal lists', ['a', 'b', 'c', 'b'], ['a', 'b', 'c', 'b']],
    ['in the order of a list', ['GET', 'HEAD'], ['HEAD', 'GET']],
    ['in the order of a list of objects', [{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }]],
    ['where items of a list carry more than is desired', [{ a: 1 }], [{ a: 1, b: 2 }]],
    ['between an empty list and none', { a: [] }, {}],
    ['between a list of nothing, as CloudFront writes it, and none', { a: { Quantity: 0, Items: [] } }, {}],
    ['between null and null', { a: null }, { a: null }],
  ])('%s', (_, desired, observed) => {
    expect(diff(desired, observed)).toEqual([]);
  });
});

interface Row {
  what: string;
  desired: unknown;
  observed: unknown;
  path: string;
}

describe('there is one change', () => {
  test.each<Row>([
    { what: 'in a text', desired: { a: 'x' }, observed: { a: 'y' }, path: 'a' },
    { what: 'at depth', desired: { a: { b: { c: 1 } } }, observed: { a: { b: { c: 2 } } }, path: 'a.b.c' },
    { what: 'where the field is missing', desired: { a: 0 }, observed: {}, path: 'a' },
    { what: 'where the object is missing', desired: { a: { b: 1 } }, observed: {}, path: 'a' },
    { what: 'where the object is null', desired: { a: { b: 1 } }, observed: { a: null }, path: 'a' },
    { what: 'between false and nothing', desired: { a: false }, observed: {}, path: 'a' },
    { what: 'between a number and its text', desired: { a: 1 }, observed: { a: '1' }, path: 'a' },
    { what: 'where a list is longer', desired: { a: [1] }, observed: { a: [1, 2] }, path: 'a' },
    { what: 'where a list is shorter', desired: { a: [1, 1] }, observed: { a: [1] }, path: 'a' },
    {
      what: 'where an item comes another number of times',
      desired: { a: [1, 1, 2] },
      observed: { a: [1, 2, 2] },
      path: 'a',
    },
    { what: 'in an item of a list', desired: { a: [{ b: 1, c: 2 }] }, observed: { a: [{ b: 1, c: 3 }] }, path: 'a' },
    { what: 'where a list is observed as an object', desired: { a: [1] }, observed: { a: { Items: [1] } }, path: 'a' },
    { what: 'by the name of what every object has', desired: { toString: 'x' }, observed: {}, path: 'toString' },
  ])('$what', ({ desired, observed, path }) => {
    expect(diff(desired, observed).map((change) => change.path)).toEqual([path]);
  });

  test('with the observed and the desired value', () => {
    expect(diff({ a: { b: 1 } }, { a: { b: 2, c: 3 } })).toEqual([{ path: 'a.b', observed: 2, desired: 1 }]);
  });

  test('under the path that it was asked for', () => {
    expect(diff({ b: 1 }, { b: 2 }, 'tags')).toEqual([{ path: 'tags.b', observed: 2, desired: 1 }]);
  });
});

test('every change is listed, in the order of the desired fields', () => {
  const changes = diff({ c: 1, a: { y: 1, x: 1 }, b: 1 }, { a: { x: 2, y: 2 }, b: 1, c: 2 });
  expect(changes.map(({ path }) => path)).toEqual(['c', 'a.y', 'a.x']);
});

test('what is compared stays as it is', () => {
  const desired = { a: [2, 1] };
  const observed = { a: [1, 2] };
  diff(desired, observed);
  expect({ desired, observed }).toEqual({ desired: { a: [2, 1] }, observed: { a: [1, 2] } });
});

test('a name that every object inherits is missing where nobody wrote it', () => {
  expect(diff({ constructor: 'x' }, {})).toEqual([{ path: 'constructor', observed: undefined, desired: 'x' }]);
  expect(diff({ constructor: { name: 'Object' } }, {})).toHaveLength(1);
});
