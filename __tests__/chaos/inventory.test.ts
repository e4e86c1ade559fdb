import { expect, test } from '@jest/globals';
import { compareInventories, withoutRevisions } from '../../harness/chaos/inventory.ts';

const revision = (number: number, mark: string) =>
  `task definition: {"definition":{"revision":${number}},"tags":["{\\"key\\":\\"medusa-preview:database\\",\\"value\\":\\"${mark}\\"}"]}`;

test('of two revisions of the same content one is enough, whatever it knows of its database', () => {
  const desired = withoutRevisions([revision(1, 'shop_pr_42')]);
  for (const found of [
    [revision(1, 'shop_pr_42'), revision(2, 'shop_pr_42')],
    [revision(1, 'uncertain shop_pr_42'), revision(2, 'shop_pr_42')],
  ]) {
    expect(compareInventories(desired, withoutRevisions(found))).toEqual([]);
  }
});

test('a database that no revision knows is missed all the same', () => {
  const desired = withoutRevisions([revision(1, 'shop_pr_42')]);
  expect(compareInventories(desired, withoutRevisions([revision(1, 'uncertain shop_pr_42')]))).toEqual([
    expect.stringMatching(/^changed: task definition has /),
  ]);
});
