import { describe, expect, test } from '@jest/globals';
import { GitHubError } from '../../src/errors.ts';
import type { GitHub } from '../../src/github.ts';
import { openComment } from '../../src/report/comment.ts';
import { rowMarker } from '../../src/report/comment-rows.ts';
import { gitHubWith, type StoredComment, storedComment } from '../support/comments.ts';

const BACKEND = { owner: 'acme/shop:shop', environment: 'pr-42' };
const STOREFRONT = { owner: 'acme/shop:shop-storefront', environment: 'pr-42' };
const [OURS, THEIRS] = [rowMarker(BACKEND), rowMarker(STOREFRONT)];

const PROGRESS = { mayCreate: true, isLast: false };
const LAST = { mayCreate: true, isLast: true };

function textOf(whole: string, brief = whole) {
  return { whole, brief };
}

/** `whilePausing` is what another run does while this one waits before it looks again. */
function rowIn(github: GitHub, { key = BACKEND, whilePausing = async () => {} } = {}) {
  const clock = { sleep: () => whilePausing() };
  return openComment({ github, clock, random: () => 0.5, pullRequest: 42, key });
}

const bodies = (comments: StoredComment[]) => comments.map(({ body }) => body);

describe('what was overtaken', () => {
  test.each([
    ['still says what was said here last', undefined, `${OURS}\novertaken`],
    ['says what somebody wrote since', `${OURS}\nof a newer run`, `${OURS}\nof a newer run`],
  ])('a row that %s is corrected or left', async (_, since, body) => {
    const comments: StoredComment[] = [];
    const row = rowIn(gitHubWith(comments).github);
    await row.write(textOf('at work'), PROGRESS);
    expect(bodies(comments)).toEqual([`${OURS}\nat work`]);
    if (since !== undefined) Object.assign(comments[0] ?? {}, { body: since });
    await row.updateIfUnchanged(textOf('overtaken'));
    expect(bodies(comments)).toEqual([body]);
  });

  test('is not corrected where nothing was said', async () => {
    const comments = [storedComment(1, `${OURS}\nof somebody`)];
    await rowIn(gitHubWith(comments).github).updateIfUnchanged(textOf('overtaken'));
    expect(bodies(comments)).toEqual([`${OURS}\nof somebody`]);
  });
});

describe('the row of another environment', () => {
  test('is kept, whoever wrote first, and the order is the same', async () => {
    for (const keys of [
      [BACKEND, STOREFRONT],
      [STOREFRONT, BACKEND],
    ]) {
      const comments: StoredComment[] = [];
      const { github } = gitHubWith(comments);
      for (const key of keys) await rowIn(github, { key }).write(textOf(`of ${key.owner}`), LAST);
      expect(bodies(comments)).toEqual([`${OURS}\nof acme/shop:shop\n\n${THEIRS}\nof acme/shop:shop-storefront`]);
    }
  });

  test('leaves the space that it needs: where the whole is too long, the brief text is written', async () => {
    const comments = [storedComment(1, `${THEIRS}\n${'x'.repeat(60_000)}`)];
    await rowIn(gitHubWith(comments).github).write(textOf('y'.repeat(6_000), 'brief'), LAST);
    expect(comments[0]?.body).toBe(`${OURS}\nbrief\n\n${THEIRS}\n${'x'.repeat(60_000)}`);
  });
});

describe('a last write', () => {
  test('that another run has undone is done again, as often as it takes', async () => {
    const before = `${OURS}\nold\n\n${THEIRS}\ntheirs`;
    const comments = [storedComment(1, before)];
    let undone = 0;
    const whilePausing = async () => {
      undone += 1;
      const stale = undone === 1 ? before : `${THEIRS}\ntheirs, again`;
      if (undone <= 2) Object.assign(comments[0] ?? {}, { body: stale });
    };
    await rowIn(gitHubWith(comments).github, { whilePausing }).write(textOf('done'), LAST);
    expect(bodies(comments)).toEqual([`${OURS}\ndone\n\n${THEIRS}\ntheirs, again`]);
    expect(undone).toBe(3);
  });

  test('that is undone for ever is given up', async () => {
    const comments = [storedComment(1, `${THEIRS}\ntheirs`)];
    const whilePausing = async () => void Object.assign(comments[0] ?? {}, { body: `${THEIRS}\ntheirs` });
    const { github, writes } = gitHubWith(comments);
    await rowIn(github, { whilePausing }).write(textOf('done'), LAST);
    expect(writes).toHaveLength(5);
  });

  test('that a newer run of the same environment has replaced is left', async () => {
    const comments = [storedComment(1, `${OURS}\nold\n\n${THEIRS}\ntheirs`)];
    const newer = `${OURS}\nof a newer run\n\n${THEIRS}\ntheirs`;
    const whilePausing = async () => void Object.assign(comments[0] ?? {}, { body: newer });
    await rowIn(gitHubWith(comments).github, { whilePausing }).write(textOf('done'), LAST);
    expect(bodies(comments)).toEqual([newer]);
  });

  test('of a cancelled run is looked at, although the run may not wait', async () => {
    const comments = [storedComment(1, `${THEIRS}\ntheirs`)];
    const whilePausing = async () => {
      throw new Error('cancelled');
    };
    await rowIn(gitHubWith(comments).github, { whilePausing }).write(textOf('cancelled'), LAST);
    expect(bodies(comments)).toEqual([`${OURS}\ncancelled\n\n${THEIRS}\ntheirs`]);
  });

  test('into a comment of one row waits for nobody, and costs one call more', async () => {
    const comments = [storedComment(1, `${OURS}\nold`)];
    const whilePausing = async () => {
      throw new Error('it waited');
    };
    const { github, methods } = gitHubWith(comments);
    await rowIn(github, { whilePausing }).write(textOf('done'), LAST);
    expect(methods).toEqual(['PATCH', 'GET']);
  });
});

test.each([undefined, 502])(
  'a write that has no reply, or %s, is tried again with what others have written since',
  async (status) => {
    const comments = [storedComment(1, `${OURS}\nold\n\n${THEIRS}\nat work`)];
    const { github } = gitHubWith(comments);
    const failures = [new GitHubError('no', { status, hint: '', cause: undefined })];
    const failing: GitHub = {
      ...github,
      async call(request) {
        const failure = request.route.startsWith('PATCH') ? failures.pop() : undefined;
        if (failure === undefined) return github.call(request);
        Object.assign(comments[0] ?? {}, { body: `${OURS}\nold\n\n${THEIRS}\ndone` });
        throw failure;
      },
    };
    await rowIn(failing).write(textOf('new'), PROGRESS);
    expect(bodies(comments)).toEqual([`${OURS}\nnew\n\n${THEIRS}\ndone`]);
  },
);

test('a comment whose creation had no reply, and that appears later, is found', async () => {
  const comments: StoredComment[] = [];
  const { github } = gitHubWith(comments);
  const row = rowIn({
    ...github,
    async call(request) {
      if (!request.route.startsWith('POST') || comments.length > 0) return github.call(request);
      comments.push(storedComment(1, `${THEIRS}\ntheirs`));
      throw new GitHubError('no', { status: undefined, hint: '', cause: undefined });
    },
  });
  await expect(row.write(textOf('first'), PROGRESS)).rejects.toThrow('no');
  await row.write(textOf('second'), PROGRESS);
  comments.push(storedComment(2, `${OURS}\nfirst`));
  await row.write(textOf('last'), LAST);
  expect(bodies(comments)).toEqual([`${OURS}\nlast\n\n${THEIRS}\ntheirs`]);
});

describe('of several comments of ours', () => {
  test('the oldest stays, with the rows of all, and of a row that is in two the newer one', async () => {
    const comments = [
      storedComment(1, `${OURS}\nours, older\n\n${THEIRS}\ntheirs, older`),
      storedComment(2, `${THEIRS}\ntheirs`),
      storedComment(3, `${rowMarker({ owner: 'acme/shop:third', environment: 'pr-42' })}\nthird`),
      storedComment(4, `${THEIRS}\nof mallory`, 'mallory'),
    ];
    const url = await rowIn(gitHubWith(comments).github).write(textOf('ours'), LAST);
    expect(url).toBe(comments[0]?.html_url);
    expect(bodies(comments)).toEqual([
      `${OURS}\nours\n\n${THEIRS}\ntheirs\n\n<!-- medusa-preview acme/shop:third pr-42 -->\nthird`,
      `${THEIRS}\nof mallory`,
    ]);
  });

  test('a younger one that is written to meanwhile is removed with what was added', async () => {
    const comments = [storedComment(1, `${OURS}\nours`), storedComment(2, `${THEIRS}\nat work`)];
    const { github } = gitHubWith(comments);
    let isFirst = true;
    const meanwhile: GitHub = {
      ...github,
      async call(request) {
        if (isFirst && request.route.startsWith('PATCH')) Object.assign(comments[1] ?? {}, { body: `${THEIRS}\ndone` });
        isFirst &&= !request.route.startsWith('PATCH');
        return github.call(request);
      },
    };
    await rowIn(meanwhile).write(textOf('ours'), LAST);
    expect(bodies(comments)).toEqual([`${OURS}\nours\n\n${THEIRS}\ndone`]);
  });

  test('two that were made at once become one', async () => {
    const comments: StoredComment[] = [];
    const { github } = gitHubWith(comments);
    await rowIn(github, { key: STOREFRONT }).write(textOf('theirs'), PROGRESS);
    const lists = [async () => []];
    const blind: GitHub = { ...github, list: (request) => (lists.pop() ?? github.list)(request) };
    await rowIn(blind).write(textOf('ours'), LAST);
    expect(bodies(comments)).toEqual([`${OURS}\nours\n\n${THEIRS}\ntheirs`]);
  });
});
