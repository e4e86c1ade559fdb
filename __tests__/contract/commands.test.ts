// A command on a page is one that somebody will type: each is run by CI, or right here, or needs an account.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { ACCESS_KEY, DOMAIN, TOKEN } from '../support/gate.ts';
import { codeBlocksOf, ROOT, readPages } from '../support/pages.ts';
import { readWorkflows, stepsOf } from '../support/workflows.ts';

const pages = readPages();
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Commands that speak to AWS or to GitHub need an account, and are run by nobody but the reader. */
const NEEDS_ACCOUNT = /^(?:\w+=\$\(|while |for .* do )?(?:aws|gh) /;

const SHOW_PRELOAD = `echo "$NODE_OPTIONS" | sed 's/.*base64,//; s/#.*//' | base64 --decode`;
const FILL_IN_POLICY =
  "sed -e 's|OWNER-TAG|acme/shop:shop|g; s|NAME|shop|g; s|REGION|eu-west-1|g; s|ACCOUNT|123456789012|g' docs/iam-policy.json";

const SHOW_LINK = readFileSync(join(ROOT, 'docs/access.md'), 'utf8').match(/^ACCESS_KEY=… node -e .+$/m)?.[0] ?? '';

/** Lines that end in a backslash go on in the next. The page of a package is played by a test of its own. */
const commands = pages
  .filter(({ path }) => !path.startsWith('packages/'))
  .flatMap(codeBlocksOf)
  .filter(({ language }) => ['sh', 'bash', 'shell', 'console'].includes(language))
  .flatMap(({ code }) => code.replace(/\\\n\s*/g, '').split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

const runByCi = [
  ...readFileSync(join(ROOT, '.ci/run'), 'utf8').split('\n'),
  ...readWorkflows('.github/workflows')
    .flatMap(stepsOf)
    .flatMap(({ run: script = '' }) => script.split('\n')),
].map((line) => line.trim());

test('each command on a page is run somewhere', () => {
  expect(commands).toEqual(expect.arrayContaining(['npm test', 'npm run demo']));
  const runHere = [SHOW_PRELOAD, FILL_IN_POLICY, SHOW_LINK];
  const others = commands.filter((command) => !runHere.includes(command) && !NEEDS_ACCOUNT.test(command));
  expect(others.filter((command) => !runByCi.includes(command))).toEqual([]);
});

test('the command that shows the preload in a running task shows it', () => {
  expect(commands).toContain(SHOW_PRELOAD);
  const NODE_OPTIONS = describeNodeOptions('--enable-source-maps', {
    isHttpsAware: true,
    hasOwnSecrets: true,
    isNoindex: true,
    environment: 'acme/shop:shop pr-42',
  });
  const shown = execFileSync('bash', ['-c', SHOW_PRELOAD], { env: { ...process.env, NODE_OPTIONS } });
  expect(shown.toString()).toBe(readFileSync(join(ROOT, 'src/environment/preload.mjs'), 'utf8'));
});

test('the command that fills in the policy leaves a policy', () => {
  expect(commands).toContain(FILL_IN_POLICY);
  const filled = execFileSync('bash', ['-c', FILL_IN_POLICY], { cwd: ROOT }).toString();
  expect(filled).not.toMatch(/REGION|ACCOUNT|NAME|OWNER-TAG/);
  expect(JSON.parse(filled).Statement.length).toBeGreaterThan(0);
});

test('the command that makes the link of an address makes one that its gate takes', () => {
  expect(commands).toContain(SHOW_LINK);
  const shown = execFileSync('bash', ['-c', SHOW_LINK.replace('…', `'${ACCESS_KEY}'`)]).toString();
  expect(shown).toBe(`https://${DOMAIN}/app?preview-key=${TOKEN}\n`);
});

test('each script of npm that a page names is there, and each that is there is named', () => {
  const named = pages.flatMap(({ text }) => [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)]);
  const names = new Set(named.map(([, name, alias = '']) => name ?? alias));
  const isFirst = (name: string) => !(name.startsWith('pre') && name.slice('pre'.length) in scripts);
  expect([...names].filter((name) => !(name in scripts))).toEqual([]);
  expect(Object.keys(scripts).filter((name) => isFirst(name) && !names.has(name))).toEqual([]);
});
