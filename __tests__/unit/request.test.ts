import { describe, expect, test } from '@jest/globals';
import { GitHubError } from '../../src/errors.ts';
import type { RunContext } from '../../src/request/event.ts';
import type { PullRequest, PullRequests } from '../../src/request/pull-request.ts';
import { describeRequest } from '../../src/request/request.ts';
import { failureOf, readingOf, runContext, SMALLEST, type WrittenInputs } from '../support/build.ts';

interface Ask {
  written?: WrittenInputs;
  context?: Partial<RunContext>;
  /** Whether the live pull request is open. */
  isOpen?: boolean;
}

async function ask({ written = SMALLEST, context = {}, isOpen = true }: Ask) {
  const asked: (number | string)[] = [];
  const state = isOpen ? 'open' : 'closed';
  const live: PullRequest = {
    number: 42,
    state,
    isDraft: false,
    labels: [],
    sha: 'abc',
    updatedAt: '2026-11-22T10:00:00Z',
    isFork: false,
  };
  const request = await describeRequest(readingOf(written), runContext(context), {
    read: async (number) => {
      asked.push(number);
      return { ...live, number };
    },
    find: async (head) => {
      asked.push(head);
      return isOpen ? live : undefined;
    },
  });
  if (!('identity' in request)) throw new Error(`The run is no request, but to ${request.action}.`);
  return { ...request, asked };
}

const UNASKED: PullRequests = {
  read: async () => {
    throw new Error('GitHub was asked for nothing.');
  },
  find: async () => {
    throw new Error('GitHub was asked for nothing.');
  },
};

/** The problems of a request, which GitHub was not asked about. */
async function problemsOf({ written = SMALLEST, context = {} }: Ask): Promise<string[]> {
  const error = await failureOf(() => describeRequest(readingOf(written), runContext(context), UNASKED));
  return error.message.split('\n');
}

const PULL_REQUEST = { payload: { pull_request: { number: 42 } } };
const PUSH = { eventName: 'push', payload: { ref: 'refs/heads/feature', after: 'abc' } };

describe('the environment', () => {
  test.each<[string, Ask, string]>([
    ['is named after the pull request of the event', { context: PULL_REQUEST }, 'pr-42'],
    [
      'is named after the pull request of the input first',
      { context: PULL_REQUEST, written: { ...SMALLEST, 'pull-request': '7' } },
      'pr-7',
    ],
    ['is the one that was asked for', { context: PULL_REQUEST, written: { ...SMALLEST, environment: 'qa' } }, 'qa'],
    ['is named after the open pull request of the branch that was pushed', { context: PUSH }, 'pr-42'],
    ['needs no pull request', { written: { ...SMALLEST, environment: 'staging' } }, 'staging'],
  ])('%s', async (_, asked, environment) => {
    expect((await ask(asked)).identity.environment).toBe(environment);
  });

  test('is asked for where there is no pull request', async () => {
    expect(await problemsOf({})).toEqual([
      'environment: missing. This run has no pull request, so set it to a name, such as staging.',
    ]);
  });
});

test('the pull request that the environment belongs to is known in every mode', async () => {
  const written = { ...SMALLEST, mode: 'deploy', environment: 'qa' };
  expect((await ask({ context: PULL_REQUEST, written })).pullRequest).toBe(42);
  expect((await ask({ written })).pullRequest).toBeUndefined();
});

describe('GitHub', () => {
  test('is asked how the pull request is now, whatever the event says', async () => {
    const { action, asked } = await ask({ context: PULL_REQUEST, isOpen: false });
    expect(asked).toEqual([42]);
    expect(action).toBe('destroy');
  });

  test.each<[string, Ask]>([
    ['where the mode decides', { context: PULL_REQUEST, written: { ...SMALLEST, mode: 'deploy' } }],
    ['where there is no pull request', { written: { ...SMALLEST, environment: 'staging' } }],
  ])('is asked for nothing %s', async (_, asked) => {
    expect((await ask(asked)).asked).toEqual([]);
  });

  test('has its own error where it does not answer', async () => {
    const read = async () => {
      throw new GitHubError('reading pull request 42: Bad credentials', { status: 401, hint: '', cause: undefined });
    };
    const call = describeRequest(readingOf(SMALLEST), runContext(PULL_REQUEST), { ...UNASKED, read });
    await expect(call).rejects.toThrow(GitHubError);
  });
});

describe('problems', () => {
  test('of inputs and names are reported together, before GitHub is asked', async () => {
    const written = { mode: 'up', name: 'shop!', environment: '-', image: 'Medusa:v1', variables: 'A' };
    const problems = await problemsOf({ written, context: PULL_REQUEST });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      '- mode',
      '- name',
      '- environment',
      '- image',
      '- variables',
      '- base-service',
    ]);
  });

  test('of a deploy do not hold up a removal', async () => {
    const written = { image: 'medusa:', 'task-definition': 'not-checked-out.json' };
    const { action } = await ask({ written, context: PULL_REQUEST, isOpen: false });
    expect(action).toBe('destroy');
  });

  test('of a deploy do not hold up a removal that was asked for', async () => {
    const { action } = await ask({ written: { mode: 'destroy' }, context: PULL_REQUEST });
    expect(action).toBe('destroy');
  });

  test('of a removal are reported without those that only a deploy has', async () => {
    expect(await problemsOf({ written: { mode: 'destroy', 'wait-minutes': 'x' }, context: PULL_REQUEST })).toEqual([
      'wait-minutes: "x" is not a whole number from 1 to 360.',
    ]);
  });

  test.each<[string, Ask]>([
    ['once the pull request turns out to be open', { written: {}, context: PULL_REQUEST }],
    ['where there is no pull request', { written: { environment: 'staging' } }],
    ['where the mode says so', { written: { mode: 'deploy' }, context: PULL_REQUEST }],
  ])('of a deploy are reported %s', async (_, asked) => {
    const error = await failureOf(() => ask(asked));
    expect(error.message).toMatch(/^- image: missing\. .+\n- base-service: missing\. .+$/);
  });

  test('of a deploy are reported where there is but one', async () => {
    expect(await problemsOf({ written: { ...SMALLEST, mode: 'deploy', cpu: 'much' }, context: PULL_REQUEST })).toEqual([
      'cpu: "much" is not a whole number from 128 to 196608.',
    ]);
  });

  test('of a repository whose name is not fit for AWS ask for a name', async () => {
    const context = { ...PULL_REQUEST, repository: 'acme/.github' };
    expect(await problemsOf({ context })).toEqual([expect.stringMatching(/^name: ".github" cannot be used\. Write /)]);
  });

  test('of a runner that names no repository ask for a name', async () => {
    expect(await problemsOf({ context: { ...PULL_REQUEST, repository: '' } })).toEqual([
      expect.stringMatching(/^name: "" cannot be used\. Write /),
    ]);
  });
});
