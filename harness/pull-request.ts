// Owns a pull request as its author and its readers have it: it is opened, pushed to and closed, and its page is looked at.
import { createClient } from '../packages/simulator/client.ts';
import { commitSha } from '../packages/simulator/github/commit.ts';

export interface Comment {
  id: number;
  body: string;
  html_url: string;
  user: { login: string };
}

export interface Deployment {
  sha: string;
  task: string;
  /** Oldest first. */
  states: string[];
  environmentUrl: string;
}

export interface CommentEvent {
  name: string;
  payload: { comment: Pick<Comment, 'id' | 'body' | 'user'> } & Record<string, unknown>;
}

interface GitHub {
  /** The address of the simulator. */
  endpoint: string;
}

const REPOSITORY = 'acme/shop';
/** `ghp_mona` is a token of the person `mona`. */
const READER = { authorization: 'Bearer ghp_mona' };

export class PullRequest {
  readonly number: number;
  /** Every commit that its branch was at, oldest first. */
  readonly commits: string[] = [];
  #lastComment: CommentEvent | undefined;
  readonly #github: GitHub;

  constructor(github: GitHub, number: number) {
    this.#github = github;
    this.number = number;
  }

  /** The commit that its branch is at. */
  get sha(): string {
    return this.commits.at(-1) ?? '';
  }

  /** Moves its branch to a commit of its own; the first push opens it. */
  async push(): Promise<void> {
    this.commits.push(commitSha('pull request', String(this.number), String(this.commits.length)));
    await changePullRequest(this.#github, this.number, { head: { sha: this.sha } });
  }

  close(): Promise<void> {
    return changePullRequest(this.#github, this.number, { state: 'closed' });
  }

  /** The event that a workflow receives when something happens to it. */
  eventOf(action: Happening): { name: string; payload: object } {
    const { number, sha } = this;
    return {
      name: 'pull_request',
      payload: { action, number, pull_request: { number, head: { sha } }, repository: { private: true } },
    };
  }

  /** Somebody writes a comment; returns the event that a workflow receives then. */
  async comment(body: string, user = 'octocat'): Promise<CommentEvent> {
    this.#lastComment = await commentOn(this.#github, this.number, { body, user });
    return this.#lastComment;
  }

  /** The event of the last comment. */
  get lastComment(): CommentEvent {
    if (this.#lastComment === undefined) throw new Error(`Nobody commented on pull request ${this.number}.`);
    return this.#lastComment;
  }

  comments(): Promise<Comment[]> {
    return commentsOf(this.#github, this.number);
  }

  /** The deployments of its preview, newest first. */
  deployments(): Promise<Deployment[]> {
    return deploymentsOf(this.#github, `pr-${this.number}`);
  }
}

export type Happening = 'opened' | 'synchronize' | 'closed';

/** Makes or changes a pull request; what is left out keeps its value. */
export async function changePullRequest({ endpoint }: GitHub, number: number, change: object): Promise<void> {
  const wanted = { repository: REPOSITORY, number, ...change };
  const { status, body } = await createClient(endpoint).control('POST', 'pull-requests', wanted);
  if (status >= 300) throw new Error(JSON.stringify(body));
}

/** Writes a comment as that person, and returns the event of it. */
export async function commentOn(
  { endpoint }: GitHub,
  number: number,
  { body, user }: { body: string; user: string },
): Promise<CommentEvent> {
  const response = await fetch(`${endpoint}/github/repos/${REPOSITORY}/issues/${number}/comments`, {
    method: 'POST',
    headers: { authorization: `Bearer ghp_${user}` },
    body: JSON.stringify({ body }),
  });
  const comment = (await response.json()) as Comment;
  const issue = { number, pull_request: {} };
  return { name: 'issue_comment', payload: { action: 'created', issue, comment, repository: { private: true } } };
}

/** By whom, and which. */
export async function reactionsTo(github: GitHub, { payload }: CommentEvent): Promise<string[]> {
  const path = `issues/comments/${payload.comment.id}/reactions?per_page=100`;
  const reactions = await read<{ content: string; user: { login: string } }[]>(github, path);
  return reactions.map(({ content, user }) => `${user.login}: ${content}`);
}

export function commentsOf(github: GitHub, number: number): Promise<Comment[]> {
  return read(github, `issues/${number}/comments?per_page=100`);
}

/** Newest first, with every state that each had. */
export async function deploymentsOf(github: GitHub, environment: string): Promise<Deployment[]> {
  const list = await read<{ id: number; sha: string; task: string }[]>(
    github,
    `deployments?environment=preview&task=preview:shop-${environment}&per_page=100`,
  );
  return Promise.all(
    list.map(async ({ id, sha, task }) => {
      const newestFirst = await read<{ state: string; environment_url: string }[]>(
        github,
        `deployments/${id}/statuses`,
      );
      const states = newestFirst.map(({ state }) => state).reverse();
      const environmentUrl = newestFirst.find(({ state }) => state === 'success')?.environment_url ?? '';
      return { sha, task, states, environmentUrl };
    }),
  );
}

async function read<Reply>({ endpoint }: GitHub, path: string): Promise<Reply> {
  const response = await fetch(`${endpoint}/github/repos/${REPOSITORY}/${path}`, { headers: READER });
  return (await response.json()) as Reply;
}
