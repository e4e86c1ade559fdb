// Shows which requests are a visit.
import { expect, test } from '@jest/globals';
import { isVisit } from '../event.ts';

const requestContext = { elb: { targetGroupArn: 'arn' } };
const visit = (headers: Record<string, string>, httpMethod = 'GET') => isVisit({ requestContext, httpMethod, headers });
const html = { accept: 'text/html,application/xhtml+xml;q=0.9' };

test.each([
  ['a browser that opens a page', { ...html, 'sec-fetch-mode': 'navigate' }, true],
  ['an older browser', html, true],
  ['a page that asks for data', { accept: '*/*', 'sec-fetch-mode': 'cors' }, false],
  ['a page that asks for a page', { ...html, 'sec-fetch-mode': 'same-origin' }, false],
  [
    'a browser that gets ready for a click',
    { ...html, 'sec-fetch-mode': 'navigate', 'sec-purpose': 'prefetch' },
    false,
  ],
  ['an older one that does', { ...html, purpose: 'prefetch' }, false],
  ['curl, a monitor, or what shows a link', { accept: '*/*' }, false],
  ['what says nothing', {}, false],
])('%s', (_, headers, isExpected) => {
  expect(visit(headers as Record<string, string>)).toBe(isExpected);
});

test('whoever sends something looks at nothing', () => {
  expect(visit({ ...html, 'sec-fetch-mode': 'navigate' }, 'POST')).toBe(false);
  expect(visit({ ...html, 'sec-fetch-mode': 'navigate' }, 'HEAD')).toBe(false);
});
