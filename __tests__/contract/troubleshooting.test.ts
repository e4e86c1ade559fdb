import { expect, test } from '@jest/globals';
import { readPages } from '../support/pages.ts';
import { isMadeOf, readSourceTexts } from '../support/source-texts.ts';

/** Texts of others, which the pages quote: AWS, its actions, GitHub, Vite. */
const SAID_BY_OTHERS = [
  'Could not load credentials from any providers',
  'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  '… is not authorized to perform: …',
  '…: ExpiredToken…',
  '…: Throttling…',
  'Unable to verify read permissions on Web ACL',
  '… Web ACL is not accessible by the requester',
  '…: RulesPerSecurityGroupLimitExceeded…',
  'reading pull request …: Resource not accessible by integration',
  'CannotPullContainerError',
  'descriptor matching platform',
  'Health checks failed with these codes: [404]',
  'Health checks failed',
  'Request timed out',
  'Blocked request. This host … is not allowed',
];

const texts = readSourceTexts();

/** The code in the first column of the tables that are headed by `message`, `words` or `what you see`. */
function messagesOf(path: string): string[] {
  const { text } = readPages().find((page) => page.path === path) ?? { text: '' };
  const tables = [...text.matchAll(/^\| (?:message|words|what you see) \|.*\n\|[-|]+\n((?:\|.*\n)+)/gm)];
  const cells = tables.flatMap(([, rows = '']) => rows.split('\n').map((row) => row.split(' | ')[0] ?? ''));
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message));
}

test.each([
  ['docs/troubleshooting.md', 60],
  ['README.md', 8],
])('%s quotes only messages that the source can print, or others say', (path, least) => {
  const messages = messagesOf(path);
  expect(messages.length).toBeGreaterThan(least);
  const ours = messages.filter((message) => !SAID_BY_OTHERS.includes(message));
  expect(ours.filter((message) => !isMadeOf(message, texts))).toEqual([]);
});

test('what others say is quoted somewhere, and is not ours', () => {
  const quoted = [...messagesOf('docs/troubleshooting.md'), ...messagesOf('README.md')];
  expect(SAID_BY_OTHERS.filter((message) => !quoted.includes(message) || isMadeOf(message, texts))).toEqual([]);
});

test('a message whose wording has changed is found', () => {
  expect(isMadeOf('… exists and is not ours: its tag medusa-preview:owner says …', texts)).toBe(true);
  expect(isMadeOf('… exists and is somebody else’s: its tag medusa-preview:owner says …', texts)).toBe(false);
  expect(isMadeOf('create-database failed: exit code 46.', texts)).toBe(true);
  expect(isMadeOf('create-database broke: exit code 46.', texts)).toBe(false);
});
