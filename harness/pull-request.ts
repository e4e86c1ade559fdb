// Owns a pull request as its author and its readers have it: it is opened, pushed to and closed, and its page is looked at.
import { commitSha } from '../packages/simulator/github/commit.ts';
import type { Simulator } from '../packages/simulator/simulator.ts';

const REPOSITORY = 'acme/shop';

export interface Deployment {
  sha: string;
  /** The newest state. */
  state: string;
}

export class PullRequest {
  readonly number: number;
  /** Every commit that its branch was at, oldest first. */
  readonly commits: string[] = [];
  readonly #endpoint: string;

  constructor({ endpoint }: Simulator, number: number) {
    this.#endpoint = endpoint;
    this.number = number;
  }

  /** The commit that its branch is at. */
  get sha(): string {
    return this.commits.at(-1) ?? '';
  }

  /** Moves its branch to a commit of its own; the first push opens it. */
  async push(): Promise<void> {
    this.commits.push(commitSha('pull request', String(this.number), String(this.commits.length)));
    await this.#change({ head: { sha: this.sha } });
  }

  async close(): Promise<void> {
    await this.#change({ state: 'closed' });
  }

  async reopen(): Promise<void> {
    await this.#change({ state: 'open' });
  }

  /** The event that a workflow receives when something happens to it. */
  eventOf(action: 'opened' | 'synchronize' | 'closed'): { name: string; payload: object } {
    const { number, sha } = this;
    return { name: 'pull_request', payload: { action, number, pull_request: { number, head: { sha } } } };
  }

  async countComments(): Promise<number> {
    return (await this.#read<unknown[]>(`issues/${this.number}/comments`)).length;
  }

  /** The deployments of its preview, oldest first. */
  async deployments(): Promise<Deployment[]> {
    const task = `preview:shop-pr-${this.number}`;
    const newestFirst = await this.#read<{ id: number; sha: string }[]>(`deployments?task=${task}`);
    const read = newestFirst.reverse().map(async ({ id, sha }) => {
      const [newest] = await this.#read<{ state: string }[]>(`deployments/${id}/statuses`);
      return { sha, state: newest?.state ?? 'none' };
    });
    return Promise.all(read);
  }

  async #change(change: object): Promise<void> {
    const body = JSON.stringify({ repository: REPOSITORY, number: this.number, ...change });
    const { ok, status } = await fetch(`${this.#endpoint}/_simulator/pull-requests`, { method: 'POST', body });
    if (!ok) throw new Error(`Pull request ${this.number} could not be changed: ${status}.`);
  }

  /** `ghp_mona` is a token of the person `mona`. */
  async #read<Reply>(path: string): Promise<Reply> {
    const headers = { authorization: 'Bearer ghp_mona' };
    const response = await fetch(`${this.#endpoint}/github/repos/${REPOSITORY}/${path}`, { headers });
    return (await response.json()) as Reply;
  }
}
