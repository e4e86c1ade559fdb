import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { InputReader } from '../../src/request/input-reader.ts';
import { inputsFrom } from '../support/build.ts';

/** A reader of one input that says this. */
function readerOf(text: string): InputReader {
  return new InputReader(inputsFrom({ it: text }));
}

describe('optional', () => {
  test.each([
    ['nothing', '', undefined],
    ['only space', ' \n\t', undefined],
    ['a text', 'shop', 'shop'],
    ['a text with space around it', '  shop\r\n', 'shop'],
  ])('%s', (_, text, expected) => {
    expect(readerOf(text).optional('it')).toBe(expected);
  });
});

describe('orEmpty', () => {
  test.each([
    ['nothing is "not said"', '', undefined],
    ['none is the empty text', 'none', ''],
    ['double quotes are the empty text', '""', ''],
    ['single quotes are the empty text', "''", ''],
    ['anything else is itself', 'npm run migrate', 'npm run migrate'],
    ['a command that mentions none is itself', 'echo none', 'echo none'],
  ])('%s', (_, text, expected) => {
    expect(readerOf(text).orEmpty('it')).toBe(expected);
  });
});

describe('choice', () => {
  const choices = ['url', 'deployed', 'none'] as const;

  test.each([
    ['url', 'url'],
    ['none', 'none'],
    ['', 'url'],
  ])('%j is %s, without a problem', (text, expected) => {
    const reader = readerOf(text);
    expect(reader.choice('it', choices)).toBe(expected);
    expect(reader.problems).toEqual([]);
  });

  test.each([['URL'], ['never'], ['__proto__'], ['toString']])('%s is a problem that lists the choices', (text) => {
    const reader = readerOf(text);
    reader.choice('it', choices);
    expect(reader.problems).toEqual([`it: "${text}" is invalid. Write one of url, deployed, none.`]);
  });

  test('does not speak of "one of" where there is only one', () => {
    const reader = readerOf('other');
    reader.choice('it', ['shared']);
    expect(reader.problems).toEqual(['it: "other" is invalid. Write shared.']);
  });
});

describe('whole number', () => {
  test.each([
    ['1', 1],
    ['9000', 9000],
    ['65535', 65535],
    ['007', 7],
    ['', undefined],
  ])('%j is %j, without a problem', (text, expected) => {
    const reader = readerOf(text);
    expect(reader.wholeNumber('it', { least: 1, most: 65535 })).toBe(expected);
    expect(reader.problems).toEqual([]);
  });

  test.each([['0'], ['65536'], ['-1'], ['1.5'], ['1e3'], ['0x10'], ['+1'], ['1 vCPU'], ['many'], ['٣'], ['Infinity']])(
    '%s is a problem that names the range',
    (text) => {
      const reader = readerOf(text);
      expect(reader.wholeNumber('it', { least: 1, most: 65535 })).toBeUndefined();
      expect(reader.problems).toEqual([`it: "${text}" is not a whole number from 1 to 65535.`]);
    },
  );

  test('a range without end is named without its end', () => {
    const reader = readerOf('none');
    reader.wholeNumber('it', { least: 1, most: Number.MAX_SAFE_INTEGER });
    expect(reader.problems).toEqual(['it: "none" is not a whole number of at least 1.']);
  });
});

describe('parsed', () => {
  const read = (text: string) => {
    if (text === 'bad') throw new Error('bad is not good. Write good.');
    return text.toUpperCase();
  };

  test('is what the form makes of the text', () => {
    expect(readerOf('good').parsed('it', read)).toBe('GOOD');
  });

  test('does not ask the form where nothing is said', () => {
    expect(readerOf(' ').parsed('it', read)).toBeUndefined();
  });

  test('puts the name of the input before what the form says', () => {
    const reader = readerOf('bad');
    expect(reader.parsed('it', read)).toBeUndefined();
    expect(reader.problems).toEqual(['it: bad is not good. Write good.']);
  });

  test('puts it before each of several problems', () => {
    const reader = readerOf('bad');
    reader.parsed('it', () => {
      throw new UserError(['A is bad.', 'B is worse: PASSWORD=hunter2.']);
    });
    expect(reader.problems).toEqual(['it: A is bad.', 'it: B is worse: PASSWORD=***']);
  });
});

test('problems are collected in the order in which the inputs are read', () => {
  const reader = new InputReader(inputsFrom({ port: 'x', mode: 'y' }));
  reader.wholeNumber('port', { least: 1, most: 2 });
  reader.choice('mode', ['auto']);
  expect(reader.problems.map((problem) => problem.split(':')[0])).toEqual(['port', 'mode']);
});
