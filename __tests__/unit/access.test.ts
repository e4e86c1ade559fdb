import { describe, expect, test } from '@jest/globals';
import { throughGate, tokenOf } from '../../src/environment/gate.ts';
import { describeAddress } from '../../src/report/access.ts';
import { renderComment } from '../../src/report/comment-body.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { describeAccess } from '../../src/request/access.ts';
import { readingOf, SMALLEST, type WrittenInputs } from '../support/build.ts';
import { ACCESS_KEY, DOMAIN, GATE, TOKEN } from '../support/gate.ts';
import { report, URL } from '../support/report.ts';

const OWNER = 'acme/shop:shop';

function accessOf(written: WrittenInputs) {
  return describeAccess(readingOf({ ...SMALLEST, ...written }).inputs, OWNER);
}

describe('the inputs', () => {
  test.each([
    [{}, undefined],
    [{ 'access-key': ACCESS_KEY }, 'admin'],
    [{ 'access-key': ACCESS_KEY, protect: 'all' }, 'all'],
    [{ 'access-key': ACCESS_KEY, database: 'none' }, 'all'],
    [{ 'access-key': ACCESS_KEY, database: 'none', protect: 'admin' }, 'admin'],
  ])('%j protect %s', (written, protect) => {
    expect(accessOf(written)?.protect).toBe(protect);
  });

  test.each([
    [
      { 'access-key': 'hunter2-hunter2-hun' },
      /^access-key: it is too short: (?!.*hunter2).+ at least 20 characters, such as "openssl rand -base64 24"/,
    ],
    [{ protect: 'all' }, /^protect: without "access-key" nothing is protected\. .+ check that the secret/],
    [{ 'access-key': ACCESS_KEY, protect: 'store' }, /^protect: "store" is invalid\. Write one of admin, all\.$/],
  ])('%j are refused in a deploy, and hold up no removal', (written, message) => {
    const { problems, problemsToDeploy } = readingOf({ ...SMALLEST, ...written });
    expect([problems, problemsToDeploy]).toEqual([[], [expect.stringMatching(message)]]);
  });

  test('make another key for another owner', () => {
    const inputs = { accessKey: ACCESS_KEY, protect: undefined, database: undefined };
    const keys = [OWNER, 'acme/shop:staging'].map((owner) => describeAccess(inputs, owner)?.key);
    expect(new Set(keys).size).toBe(2);
  });
});

test('each request of ours has the token of the host that it goes to', async () => {
  const asked: unknown[] = [];
  const get = async (...request: unknown[]) => {
    asked.push(request);
    return { status: 200, headers: {}, body: '' };
  };
  await throughGate(get, GATE)(`https://${DOMAIN}/health`, 1_000);
  await throughGate(get, undefined)(`https://${DOMAIN}/health`, 1_000);
  expect(asked).toEqual([
    [`https://${DOMAIN}/health`, 1_000, { 'x-preview-key': TOKEN }],
    [`https://${DOMAIN}/health`, 1_000],
  ]);
});

describe('an address', () => {
  const FunctionARN = 'arn:aws:cloudfront::123456789012:function/medusa-preview-0f';
  const gated = {
    DefaultCacheBehavior: {
      FunctionAssociations: { Quantity: 1, Items: [{ EventType: 'viewer-request', FunctionARN }] },
    },
  };
  test.each([
    ['is open without gate and web ACL', {}, 'open'],
    ['with a web ACL is what that makes of it', { WebACLId: 'arn:acl' }, undefined],
    ['with a gate has a token', gated, { token: tokenOf(GATE, DOMAIN) }],
  ])('%s', (_, config, access) => {
    expect(describeAddress({ id: 'E1', domain: DOMAIN, config: config as object }, GATE).access).toEqual(access);
  });

  const linkOf = (text: string) => text.split('\n').find((line) => line.startsWith('**'));
  const ASKS = `**${URL}** · [Admin](${URL}/app) · asks for its key, which \`docs/access.md\` of the action says how to get`;
  const OPEN = `**${URL}** · [Admin](${URL}/app) · open to everybody`;
  const LINKED = `**[${URL}](${URL}/?preview-key=abc)** · [Admin](${URL}/app?preview-key=abc) · these links have its key`;
  const UNKNOWN = `**${URL}** · [Admin](${URL}/app)`;
  test.each([
    { is: 'open', access: 'open', isPrivate: true, comment: OPEN, summary: OPEN },
    { is: 'gated, in private', access: { token: 'abc' }, isPrivate: true, comment: LINKED, summary: ASKS },
    { is: 'gated, in public', access: { token: 'abc' }, isPrivate: false, comment: ASKS, summary: ASKS },
    { is: 'gated, without key', access: { token: undefined }, isPrivate: true, comment: ASKS, summary: ASKS },
    { is: 'behind a web ACL', access: undefined, isPrivate: true, comment: UNKNOWN, summary: UNKNOWN },
  ] as const)('that is $is is shown so', ({ access, isPrivate: isPrivateRepository, comment, summary }) => {
    const shown = report({ access, isPrivateRepository });
    expect(linkOf(renderComment(shown))).toBe(comment);
    expect(linkOf(renderSummary(shown))).toBe(summary);
  });
});
