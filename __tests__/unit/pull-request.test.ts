import { expect, test } from '@jest/globals';
import { GitHubError } from '../../src/errors.ts';
import { describePullRequest, type PullRequestReply } from '../../src/request/pull-request.ts';

test.each([['<html>Service Unavailable</html>'], [undefined], [{ message: 'moved' }]])(
  'an answer that is not a pull request (%j) is trouble on the way, and no bug of ours',
  (answer) => {
    expect(() => describePullRequest(answer as unknown as PullRequestReply)).toThrow(GitHubError);
  },
);
