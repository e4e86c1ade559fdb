// Owns what a person sees on the page of a pull request: its comments and its deployments, read as any client reads them.
import type { RunningSimulator } from './simulator.ts';

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

const REPOSITORY = 'acme/shop';

async function read<Reply>({ endpoint }: RunningSimulator, path: string): Promise<Reply> {
  const response = await fetch(`${endpoint}/github/repos/${REPOSITORY}/${path}`, {
    headers: { authorization: 'Bearer ghs_simulated' },
  });
  return (await response.json()) as Reply;
}

export function commentsOf(simulator: RunningSimulator, number: number): Promise<Comment[]> {
  return read(simulator, `issues/${number}/comments?per_page=100`);
}

/** Newest first, with every state that each had. */
export async function deploymentsOf(simulator: RunningSimulator, environment: string): Promise<Deployment[]> {
  const list = await read<{ id: number; sha: string; task: string }[]>(
    simulator,
    `deployments?environment=preview&task=preview:shop-${environment}&per_page=100`,
  );
  return Promise.all(
    list.map(async ({ id, sha, task }) => {
      const statuses = await read<{ state: string; environment_url: string }[]>(
        simulator,
        `deployments/${id}/statuses`,
      );
      const states = statuses.map(({ state }) => state).reverse();
      return {
        sha,
        task,
        states,
        environmentUrl: statuses.find(({ state }) => state === 'success')?.environment_url ?? '',
      };
    }),
  );
}

/** Makes or changes a pull request. */
export async function changePullRequest(
  simulator: RunningSimulator,
  number: number,
  change: Record<string, unknown>,
): Promise<void> {
  const { status, body } = await simulator.control('POST', 'pull-requests', {
    repository: REPOSITORY,
    number,
    ...change,
  });
  if (status >= 300) throw new Error(JSON.stringify(body));
}
