import { describe, expect, test } from '@jest/globals';
import {
  commentPrefix,
  listTags,
  ownershipMismatch,
  ownerTags,
  problemsOfNames,
  readTags,
  serviceOfTags,
} from '../../src/identity.ts';
import { identity } from '../support/build.ts';

const LONG = 'x'.repeat(100);

/** Names at the edges of what may be said, no two alike. */
const NAMES = [
  { name: 'shop', environment: 'pr-42' },
  { name: 'Shop', environment: 'pr-42' },
  { name: 'SHOP', environment: 'PR-42' },
  { name: 'shop', environment: 'pr.42' },
  { name: 'shop', environment: 'pr_42' },
  { name: 'shop', environment: 'pr/42' },
  { name: 'shop', environment: 'pr--42' },
  { name: 'shop', environment: 'feature/a-very-long-branch-name-1' },
  { name: 'shop', environment: 'feature/a-very-long-branch-name-2' },
  { name: 'shop', environment: 'a-very-long-branch-name-without-a-slash-1' },
  { name: 'shop', environment: 'a-very-long-branch-name-without-a-slash-2' },
  { name: LONG, environment: `${LONG.slice(1)}1` },
  { name: LONG, environment: `${LONG.slice(1)}2` },
  { name: '1', environment: '2' },
  { name: 'a.b', environment: 'c' },
];

describe('names', () => {
  test('are those of the repository and the environment', () => {
    expect(identity()).toEqual({
      owner: 'acme/shop:shop',
      environment: 'pr-42',
      pullRequest: undefined,
      fullName: 'shop-pr-42',
      shortName: 'shop-pr-42',
      comment: 'Medusa preview acme/shop:shop pr-42',
      tags: {},
    });
  });

  test('begin with the input "name" where it is given, and so does the owner', () => {
    expect(identity({ name: 'admin' })).toMatchObject({ owner: 'acme/shop:admin', fullName: 'admin-pr-42' });
  });

  test.each(NAMES)('of $name and $environment are within the limits of AWS', (names) => {
    const { fullName, shortName, comment } = identity(names);
    const allowed = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
    expect(fullName).toMatch(allowed);
    expect(shortName).toMatch(allowed);
    expect(fullName.length).toBeLessThanOrEqual(100);
    expect(shortName.length).toBeLessThanOrEqual(32);
    expect(comment.length).toBeLessThanOrEqual(128);
  });

  test.each(['fullName', 'shortName', 'comment'] as const)('never become one: %s', (key) => {
    const all = NAMES.map((names) => identity(names)[key]);
    expect(new Set(all).size).toBe(NAMES.length);
  });

  test('that had to be changed keep what can be read of them, and get a digest', () => {
    const { fullName, shortName } = identity({ environment: 'feature/Checkout_2' });
    expect(fullName).toMatch(/^shop-feature-checkout-2-[0-9a-f]{8}$/);
    expect(shortName).toMatch(/^shop-feature-checkout-2-[0-9a-f]{8}$/);
    expect(identity({ environment: 'a-branch-that-is-too-long-for-a-target-group' }).shortName).toMatch(
      /^shop-a-branch-that-is-t-[0-9a-f]{8}$/,
    );
  });

  test('that are just short enough stay as they are', () => {
    const environment = 'x'.repeat(32 - 'shop-'.length);
    expect(identity({ environment })).toMatchObject({
      fullName: `shop-${environment}`,
      shortName: `shop-${environment}`,
    });
    expect(identity({ environment: `${environment}x` }).shortName).toMatch(/^shop-x{18}-[0-9a-f]{8}$/);
    const longest = 'e'.repeat(128 - 'Medusa preview acme/shop:shop '.length);
    expect(identity({ environment: longest }).comment).toBe(`Medusa preview acme/shop:shop ${longest}`);
    expect(identity({ environment: `${longest}e` }).comment).toMatch(
      /^Medusa preview acme\/shop:shop e{89} [0-9a-f]{8}$/,
    );
  });

  test('that are cut at a hyphen get no second one', () => {
    const environment = `${'x'.repeat(17)}-${'y'.repeat(20)}`;
    expect(identity({ environment }).shortName).toMatch(/^shop-x{17}-[0-9a-f]{8}$/);
  });

  test('are the same in each run, so that what was made is found again', () => {
    expect(identity({ environment: 'feature/Checkout_2' }).fullName).toBe('shop-feature-checkout-2-5d17856f');
  });
});

describe('names that cannot be used', () => {
  test.each([['shop'], ['Shop.v2_x/y-1'], ['1'], ['x'.repeat(100)]])('%s can', (name) => {
    expect(problemsOfNames({ repository: 'acme/shop', name, environment: name })).toEqual([]);
  });

  test.each([['-shop'], ['shop-'], ['.github'], ['my shop'], ['shop:eu'], ['läden'], ['shop\n'], ['x'.repeat(101)]])(
    '%j is reported with its input',
    (name) => {
      const problem =
        'cannot be used. Write up to 100 letters, digits and . _ - /, beginning and ending with a letter or digit.';
      expect(problemsOfNames({ repository: 'acme/shop', name, environment: name })).toEqual([
        `name: "${name}" ${problem}`,
        `environment: "${name}" ${problem}`,
      ]);
    },
  );
});

describe('ownership', () => {
  const ours = identity();

  test('is proven by our own tags', () => {
    expect(ownershipMismatch(ours, ownerTags(ours))).toBeUndefined();
    expect(ownershipMismatch(ours, { ...ownerTags(ours), Name: 'whatever' })).toBeUndefined();
  });

  test.each([
    ['no tags', {}, 'it has no tag medusa-preview:owner.'],
    ['our name in another tag', { Name: 'shop-pr-42' }, 'it has no tag medusa-preview:owner.'],
    [
      'another repository',
      ownerTags(identity({ repository: 'other/shop' })),
      'its tag medusa-preview:owner says other/shop:shop instead of acme/shop:shop.',
    ],
    [
      'another name in this repository',
      ownerTags(identity({ name: 'admin' })),
      'its tag medusa-preview:owner says acme/shop:admin instead of acme/shop:shop.',
    ],
    [
      'another environment',
      ownerTags(identity({ environment: 'pr-4' })),
      'its tag medusa-preview:environment says pr-4 instead of pr-42.',
    ],
    [
      'no environment',
      { 'medusa-preview:owner': ours.owner },
      'its tag medusa-preview:environment says nothing instead of pr-42.',
    ],
  ])('is not proven by %s', (_, tags, reason) => {
    expect(ownershipMismatch(ours, tags)).toBe(reason);
  });

  test.each(NAMES)('tags of $name and $environment hold what AWS lets tags hold', (names) => {
    for (const { Key, Value } of listTags(ownerTags(identity(names)))) {
      expect(Key).toMatch(/^[\w.:/=+@ -]{1,128}$/);
      expect(Value).toMatch(/^[\w.:/=+@ -]{1,256}$/);
    }
  });
});

describe('tags', () => {
  test('are the same after a way to AWS and back', () => {
    const tags = { a: '1', 'b:c': '', constructor: '2' };
    expect(readTags(listTags(tags))).toEqual(tags);
  });

  test.each([
    ['no list', undefined, {}],
    ['a tag without value', [{ Key: 'a' }], { a: '' }],
  ])('of %s are read as well', (_, list, tags) => {
    expect(readTags(list)).toEqual(tags);
  });

  test.each([
    ['shop/medusa-pr-42', { cluster: 'shop', service: 'medusa-pr-42' }],
    ['shop', undefined],
    ['', undefined],
  ])('name the service of %j', (text, reference) => {
    expect(serviceOfTags({ 'medusa-preview:service': text })).toEqual(reference);
  });

  test('name no service where there is none', () => {
    expect(serviceOfTags({})).toBeUndefined();
  });
});

test('a comment begins as those of its owner do, however long the names are', () => {
  const names = { repository: `acme/${'shop'.repeat(25)}`, name: 'n'.repeat(100), environment: 'e'.repeat(100) };
  const { comment, owner } = identity(names);
  expect(comment.length).toBeLessThanOrEqual(128);
  expect(comment.startsWith(commentPrefix(owner))).toBe(true);
});
