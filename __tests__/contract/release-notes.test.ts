import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPages } from '../support/pages.ts';

const CHANGELOG = `# Changelog

## Unreleased

- Not yet.

## 1.2.30

- Another version.

## 1.2.3 (2026-11-25)

- Two \`things\`.

### Fixed

- One.
`;

let repository = '';
beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'release-'));
  mkdirSync(join(repository, 'scripts'));
  cpSync(join(import.meta.dirname, '../../scripts/release-notes.mjs'), join(repository, 'scripts/release-notes.mjs'));
  writeFileSync(join(repository, 'CHANGELOG.md'), CHANGELOG);
});
afterAll(() => rmSync(repository, { recursive: true }));

function notesOf(tag: string, version: string) {
  writeFileSync(join(repository, 'package.json'), JSON.stringify({ version }));
  const script = join(repository, 'scripts/release-notes.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('the notes of a release are its section of the changelog, and no other', () => {
  expect(notesOf('v1.2.3', '1.2.3')).toEqual({
    status: 0,
    stdout: '- Two `things`.\n\n### Fixed\n\n- One.\n',
    stderr: '',
  });
});

test('a version that the changelog does not have is not released', () => {
  const { status, stderr } = notesOf('v1.2.4', '1.2.4');
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'CHANGELOG.md has nothing under "## 1.2.4".\n' });
});

test('neither is a tag that is not the version of package.json', () => {
  const { status, stderr } = notesOf('v1.2.3', '1.2.2');
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'The tag is "v1.2.3", and package.json says 1.2.2.\n' });
});

test('pages and examples take the major version that a release moves', () => {
  const root = join(import.meta.dirname, '../..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yml'));
  const texts = examples.map((name) => readFileSync(join(root, 'examples', name), 'utf8'));
  const tags = [...readPages().map(({ text }) => text), ...texts].flatMap((text) =>
    [...text.matchAll(/OWNER\/REPOSITORY@(\S+)/g)].map(([, tag]) => tag),
  );
  expect(tags.length).toBeGreaterThan(6);
  expect(new Set(tags)).toEqual(new Set([`v${version.split('.')[0]}`]));
});
