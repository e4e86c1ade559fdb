import { expect, test } from '@jest/globals';
import { subjectOf } from '../../src/request/subject.ts';

test.each([
  ['pull_request', 'refs/pull/42/merge', 'repo:acme/shop:pull_request'],
  ['push', 'refs/heads/main', 'repo:acme/shop:ref:refs/heads/main'],
  ['schedule', 'refs/heads/main', 'repo:acme/shop:ref:refs/heads/main'],
])('the subject of %s on %s is %s', (eventName, ref, subject) => {
  expect(subjectOf({ repository: 'acme/shop', eventName, ref })).toBe(subject);
});
