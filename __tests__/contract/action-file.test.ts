import { expect, test } from '@jest/globals';
import { renderOutputs } from '../../src/report/outputs.ts';
import { readInputs } from '../../src/request/inputs.ts';
import { readActionFile } from '../support/action-file.ts';
import { emptyReport } from '../support/report.ts';

const action = readActionFile();

/** Read at the edge, and not by `readInputs`. */
const READ_AT_THE_EDGE = ['github-token', 'job-status'];

test('action.yml declares just the inputs that are read', () => {
  const read = new Set(READ_AT_THE_EDGE);
  const readInput = (name: string) => {
    read.add(name);
    return '';
  };
  readInputs(readInput, () => '');
  expect([...read].sort()).toEqual(Object.keys(action.inputs).sort());
});

test('the defaults of action.yml are those of the code', () => {
  const defaultOf = (name: string) => action.inputs[name]?.default ?? '';
  expect(readInputs(defaultOf, () => '')).toEqual(
    readInputs(
      () => '',
      () => '',
    ),
  );
});

test('action.yml declares just the outputs that are set', () => {
  const set = Object.keys(renderOutputs(emptyReport()));
  expect(set.sort()).toEqual(Object.keys(action.outputs).sort());
});

test('everything declared is described, and the bundle is what runs', () => {
  const entries = Object.entries({ ...action.inputs, ...action.outputs });
  expect(entries.filter(([, { description }]) => !description.endsWith('.'))).toEqual([]);
  const post = { post: 'dist/post.js', 'post-if': 'failure() || cancelled()' };
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js', ...post });
});
