// The bundle is given to others: each package in it has to allow that, and its licence has to go along.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../support/pages.ts';

const PERMISSIVE = ['MIT', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'];

/** The packages of the bundle, by the comment that ncc writes above each module. */
function readBundledPackages(): string[] {
  const bundle = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.index.js') || name === 'index.js');
  const modules = bundle.flatMap(
    (name) => readFileSync(join(ROOT, 'dist', name), 'utf8').match(/^.*MODULE: .*$/gm) ?? [],
  );
  return [...new Set(modules.flatMap((module) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? []))];
}

/** For each package in `dist/licenses.txt`, the line below its name, and whether a text follows. */
function readLicenses(): Map<string, { license: string; hasText: boolean }> {
  const lines = readFileSync(join(ROOT, 'dist/licenses.txt'), 'utf8').split(/\r?\n/);
  const licenses = lines.map((name, at) => {
    const [license = '', text = ''] = lines.slice(at + 1);
    return [name, { license, hasText: text !== '' }] as const;
  });
  return new Map(licenses.filter(([, { license }]) => PERMISSIVE.includes(license)));
}

test('each bundled package is permissive, and its licence is in dist/licenses.txt', () => {
  const packages = readBundledPackages();
  const licenses = readLicenses();
  expect(packages).toEqual(expect.arrayContaining(['@actions/core', '@aws-sdk/client-ecs', '@octokit/core', 'undici']));
  expect(packages.filter((name) => licenses.get(name)?.hasText !== true)).toEqual([]);
});

test('so is each package that could be bundled', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean; license?: string }>;
  };
  const { '': _project, ...installed } = packages;
  // A workspace is a part of this repository, and links to itself.
  const others = Object.entries(installed).filter(
    ([, { dev, link, license = '' }]) => !dev && !link && !PERMISSIVE.includes(license),
  );
  expect(others.map(([folder, { license }]) => `${folder}: ${license}`)).toEqual([]);
});
