import { describe, expect, test } from '@jest/globals';
import {
  escapeMarkdown,
  renderBlockquote,
  renderCode,
  renderCodeBlock,
  renderItem,
  shortened,
} from '../../src/text/markdown.ts';

const ISSUE = 'https://github.com/acme/shop/issues/1';

test.each([
  ['a bullet in front', '- a', '\\- a'],
  ['numbers in front', '12) a', '12\\) a'],
  ['what would make a table of the line above', ':--', '\\:--'],
  ['space in front, which makes code', '\t    a', 'a'],
  ['lines, of whatever system', 'a\r# b\r\n- c\nd', 'a #\u200b b - c d'],
  ['an address that GitHub would link back to', `see ${ISSUE}.`, 'see https:/\u200b/github.com/acme/shop/issues/1.'],
  ['a commit as well', 'https://github.com/a/b/commit/abc', 'https:/\u200b/github.com/a/b/commit/abc'],
  [
    'other addresses, which stay',
    'https://docs.github.com/rest/issues/comments',
    '<https://docs.github.com/rest/issues/comments>',
  ],
  ['references', 'a/b#1 GH-2 xgh-3', 'a/b#\u200b1 GH-\u200b2 xgh-\u200b3'],
  ['half characters, and what steers', 'a\ud83d\0\u202eb\u0007', 'ab'],
  ['passwords', 'postgres://a:hunter2@db', 'postgres://a:\\*\\*\\*@\u200bdb'],
])('inline text loses the meaning of %s', (_, text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test('a quote and an item stay whole, whatever ends a line', () => {
  expect(renderBlockquote('a\r- b\r\n```')).toEqual(['> a  ', '> \\- b  ', '> \\`\\`\\`  ']);
  expect(renderItem('\n\na\r- b', '`x`: ')).toBe('- `x`: a  \n  \\- b');
});

describe('a name', () => {
  test.each([
    ['shop-pr-42', '`shop-pr-42`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    [' a ', '`  a  `'],
    ['a\n# b', '`a # b`'],
  ])('%j stays as it is', (name, code) => {
    expect(renderCode(name)).toBe(code);
  });

  test('is no longer than anybody reads', () => {
    expect(renderCode('a'.repeat(1_000))).toBe(`\`${'a'.repeat(300)} …\``);
  });
});

test('a fence is longer than any inside it, also where one comes together only as it is shown', () => {
  expect(renderCodeBlock('``\u001b[0m``\nafter')).toEqual(['`````text', '````\nafter', '`````']);
  expect(renderCodeBlock('``\0`')[0]).toBe('````text');
});

test('a text is never cut within a character', () => {
  expect(shortened('ab🎈', 3)).toBe('ab …');
  expect(shortened('ab🎈', 4)).toBe('ab🎈');
});
