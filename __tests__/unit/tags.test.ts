import { describe, expect, test } from '@jest/globals';
import { problemsOfTags } from '../../src/checks/tags.ts';
import { identity, readingOf, SMALLEST } from '../support/build.ts';

function tagsFrom(tags: string) {
  const { inputs, problemsToDeploy } = readingOf({ ...SMALLEST, tags });
  return { tags: inputs.tags, problems: problemsToDeploy };
}

describe('tags', () => {
  test('are lines of a key and a value, as AWS accepts them', () => {
    const lines = ['# for the bill', 'CostCenter=42', 'Cost center = a=b ', 'Équipe/été=', '', 'CostCenter=43'];
    expect(tagsFrom(lines.join('\n'))).toEqual({
      tags: { CostCenter: '43', 'Cost center': 'a=b', 'Équipe/été': '' },
      problems: [],
    });
    expect(tagsFrom('')).toEqual({ tags: {}, problems: [] });
  });

  test.each([
    ['no value', 'CostCenter'],
    ['no key', '=42'],
    ['a key of AWS', 'AWS:cost=42'],
    ['a key of this action', 'medusa-preview:owner=mallory/else:else'],
    ['a character that some services refuse', 'Cost=a;b'],
    ['a key that is too long', `${'k'.repeat(129)}=1`],
    ['a value that is too long', `k=${'v'.repeat(257)}`],
  ])('with %s are refused by the number of the line, and a removal does without them', (_, line) => {
    const { tags, problems } = tagsFrom(`Good=1\n${line}`);
    expect(problems).toEqual([expect.stringMatching(/^tags: line 2: not a tag of the form KEY=value\. AWS accepts/)]);
    expect(tags).toEqual({});
    expect(readingOf({ ...SMALLEST, tags: line }).problems).toEqual([]);
  });

  test.each([
    { ofBase: 40, asked: 2, problems: [] },
    { ofBase: 40, asked: 3, problems: [expect.stringMatching(/^tags: .+ 1 more than the 50 .+ Leave some out\.$/)] },
    { ofBase: 43, asked: 0, problems: [expect.stringMatching(/ 1 more than .+ Take some off the base service\.$/)] },
  ])('are counted with those of the base: $ofBase and $asked', ({ ofBase, asked, problems }) => {
    const listOf = (prefix: string, length: number) =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`${prefix}${index}`, '']));
    const workload = {
      identity: { ...identity(), tags: listOf('asked', asked) },
      baseTags: { service: listOf('base', ofBase), definition: listOf('base', ofBase) },
    };
    expect(problemsOfTags(workload)).toEqual(problems);
  });
});
