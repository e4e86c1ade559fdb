import { expect, test } from '@jest/globals';
import type { GitHub } from '../../src/github.ts';
import { openComment } from '../../src/report/comment.ts';

/** GitHub with the one comment of a pull request, which others may change as well. */
function gitHubWith(comment: { body: string }): GitHub {
  const call = async ({ route, parameters }: { route: string; parameters?: object }) => {
    if (!route.startsWith('GET')) Object.assign(comment, parameters);
    return { id: 1, html_url: 'https://github.com/acme/shop/pull/42#issuecomment-1', ...comment };
  };
  return { call, list: async () => [] } as unknown as GitHub;
}

test.each([
  ['still says what was said here last', undefined, '<!-- m -->\novertaken'],
  ['says what somebody wrote since', '<!-- m -->\nof a newer run', '<!-- m -->\nof a newer run'],
])('a comment that %s is corrected or left', async (_, since, body) => {
  const comment = { body: '' };
  const sticky = openComment(gitHubWith(comment), 42, '<!-- m -->');
  await sticky.write('at work', { mayCreate: true });
  expect(comment.body).toBe('<!-- m -->\nat work');
  if (since !== undefined) comment.body = since;
  await sticky.updateIfUnchanged('overtaken');
  expect(comment.body).toBe(body);
});

test('where nothing was said, nothing is corrected', async () => {
  const comment = { body: 'of somebody' };
  await openComment(gitHubWith(comment), 42, '<!-- m -->').updateIfUnchanged('overtaken');
  expect(comment.body).toBe('of somebody');
});
