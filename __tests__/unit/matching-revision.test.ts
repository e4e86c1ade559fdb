import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../src/environment/task-definition.ts';
import {
  matchingRevision,
  type ObservedTaskDefinition,
  taskDefinitionResource,
} from '../../src/resources/task-definition.ts';
import { awsFrom } from '../support/aws-clients.ts';
import { identity } from '../support/build.ts';

/** Nobody listens there: to compare is to call nobody. */
const aws = awsFrom('http://127.0.0.1:1');
const ours = identity();

describe('a task definition', () => {
  const { diff } = taskDefinitionResource(aws, ours, { family: 'shop-pr-42', inService: undefined, isProven: true });
  const container = { name: 'medusa', image: 'medusa:v2', environment: [{ name: 'A', value: '1' }], secrets: [] };
  const definition = { family: 'shop-pr-42', cpu: '512', containerDefinitions: [container] };
  const desired = {
    ...{ definition, madeFrom: undefined, commit: undefined, isPinned: false, databaseMark: undefined },
    tags: {},
  };
  const revision = (number: number, of: typeof definition) => ({
    definition: { ...of, taskDefinitionArn: `arn:t:${number}`, revision: number },
    tags: { 'medusa-preview:digest': digestOf(of) },
  });
  const other = { ...definition, containerDefinitions: [{ ...container, image: 'medusa:v1' }] };

  test.each<[string, ObservedTaskDefinition['revisions'], string]>([
    ['the one in service', [revision(1, definition), revision(2, other)], 'arn:t:1'],
    ['the newest', [revision(1, other), revision(2, definition)], 'arn:t:2'],
  ])('that matches %s needs no change', (_, revisions, arn) => {
    expect(diff(desired, { revisions })).toEqual([]);
    expect(matchingRevision({ revisions }, desired)?.definition.taskDefinitionArn).toBe(arn);
  });

  test.each([
    ['another image', other, ['medusa.image']],
    ['another size', { ...definition, cpu: '256' }, ['cpu']],
    [
      'another variable',
      { ...definition, containerDefinitions: [{ ...container, environment: [{ name: 'A', value: '2' }] }] },
      ['medusa.variables.A'],
    ],
    [
      'a variable too many',
      {
        ...definition,
        containerDefinitions: [{ ...container, environment: [...container.environment, { name: 'B', value: '1' }] }],
      },
      ['other settings'],
    ],
  ])('with %s is named by where it differs', (_, observed, paths) => {
    const revisions: ObservedTaskDefinition['revisions'] = [revision(1, observed)];
    expect(diff(desired, { revisions }).map(({ path }) => path)).toEqual(paths);
    expect(matchingRevision({ revisions }, desired)).toBeUndefined();
  });

  test('whose variable without a value comes back as an empty one is the same', () => {
    const withEmpty = (variable: { name: string; value?: string }) => ({
      ...definition,
      containerDefinitions: [{ ...container, environment: [variable] }],
    });
    const wanted = { ...desired, definition: withEmpty({ name: 'A' }) };
    const { definition: registered } = revision(1, definition);
    const observed = { ...registered, ...withEmpty({ name: 'A', value: '' }) };
    const tags = { 'medusa-preview:digest': digestOf(wanted.definition) };
    expect(diff(wanted, { revisions: [{ definition: observed, tags }] })).toEqual([]);
  });

  describe('of another commit', () => {
    const of = (commit: string, number = 1) => ({
      ...revision(number, definition),
      tags: { ...revision(number, definition).tags, 'medusa-preview:commit': commit },
    });
    const inService = 'arn:t:1';
    const tagged = { ...desired, commit: 'ddddddd' };
    const pinned = { ...tagged, isPinned: true };

    test('with the same tag is registered anew: the tag may have moved', () => {
      expect(diff(tagged, { revisions: [of('bbbbbbb')], inService })).toEqual([
        { path: 'commit', observed: 'bbbbbbb', desired: 'ddddddd' },
      ]);
      expect(diff(tagged, { revisions: [revision(1, definition)], inService }).map(({ path }) => path)).toEqual([
        'commit',
      ]);
    });

    test('with the same digest stays, where it is in service', () => {
      expect(diff(pinned, { revisions: [of('bbbbbbb')], inService })).toEqual([]);
      const newest: ObservedTaskDefinition = { revisions: [revision(1, other), of('bbbbbbb', 2)], inService };
      expect(matchingRevision(newest, pinned)).toBeUndefined();
    });

    test('is the same to a run that knows no commit', () => {
      expect(diff(desired, { revisions: [of('bbbbbbb')], inService })).toEqual([]);
    });

    test('may be the newest, which an earlier run for the same commit has registered', () => {
      const revisions: ObservedTaskDefinition['revisions'] = [of('bbbbbbb'), of('ddddddd', 2)];
      expect(matchingRevision({ revisions, inService }, tagged)?.definition.taskDefinitionArn).toBe('arn:t:2');
    });
  });

  test('without our digest is no match, whatever it holds', () => {
    const revisions: ObservedTaskDefinition['revisions'] = [{ ...revision(1, definition), tags: {} }];
    expect(diff(desired, { revisions }).map(({ path }) => path)).toEqual(['other settings']);
  });
});
