// Owns how we speak with GitHub: one caller for everything, and an error that says what we were doing and which permission is missing.
import { GitHubError } from './errors.ts';

/** The little of GitHub's client that we use. */
export interface Octokit {
  request(route: string, parameters: object): Promise<{ data: unknown }>;
}

export interface GitHubRequest {
  /** How an error begins: `commenting on pull request 42`. */
  doing: string;
  /** What the job has to be given for it, as YAML: `pull-requests: write`. */
  permission: string;
  /** `POST /repos/{owner}/{repo}/deployments`; owner and repo are filled in. */
  route: string;
  parameters?: object;
  /** Whether it does no harm when it takes effect twice. Default: GET and PATCH. */
  isRepeatable?: boolean;
  /** Members that the reply, or each item of a list, has where it is GitHub's, each with its type. */
  shape?: Record<string, 'string' | 'number'>;
}

/** Each call throws a GitHubError where GitHub refuses it or cannot be reached. */
export interface GitHub {
  call<Reply>(request: GitHubRequest): Promise<Reply>;
  /** Every item of every page; or the first of them, as many as `most`. */
  list<Item>(request: GitHubRequest, most?: number): Promise<Item[]>;
}

const MAX_PAGE_SIZE = 100;
/** A call that hangs holds up what it only tells about: it gets this long with all its repetitions, and then that once more. */
const TIMEOUT_MS = 5_000;
const MAX_TIMEOUTS = 2;

export const NOT_GITHUB = 'Check what stands between this runner and GitHub: GITHUB_API_URL and HTTPS_PROXY.';

/** `load` brings in GitHub's client when it is first needed: most runs start with other things. */
export function createGitHub(load: () => Promise<Octokit>, repository: string): GitHub {
  const [owner, repo] = repository.split('/');
  const send = async (request: GitHubRequest, page?: Page): Promise<unknown> => {
    const { route, parameters } = request;
    const { data } = await (await load()).request(route, {
      owner,
      repo,
      ...(page !== undefined && { page: page.number, per_page: page.size }),
      ...parameters,
      request: {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        // What failed half-way may have taken effect: said twice, it would stand there twice. A number here also makes
        // Octokit repeat what GitHub refused, so that the rest is left to how the client was made.
        ...(!isRepeatable(request) && { retries: 0 }),
      },
    });
    return data;
  };
  const patiently = async (request: GitHubRequest, page?: Page): Promise<unknown> => {
    for (let timeouts = 1; ; timeouts++) {
      try {
        return await send(request, page);
      } catch (error) {
        const isTimeout = (error as Error).name === 'TimeoutError' || /aborted due to timeout/.test(String(error));
        if (!isTimeout || !isRepeatable(request) || timeouts === MAX_TIMEOUTS) throw error;
      }
    }
  };
  return {
    call: <Reply>(request: GitHubRequest) =>
      callGitHub(request, async () => {
        const reply = await patiently(request);
        return assertShape(request, [reply])[0] as Reply;
      }),
    list: <Item>(request: GitHubRequest, most = Number.POSITIVE_INFINITY) =>
      callGitHub(request, async () => {
        const items: Item[] = [];
        const size = Math.min(most, MAX_PAGE_SIZE);
        // Octokit's own pages would be asked for without the time limit.
        for (let number = 1; items.length < most && items.length === (number - 1) * size; number++) {
          items.push(...(assertShape(request, await patiently(request, { number, size })) as Item[]));
        }
        return items;
      }),
  };
}

interface Page {
  number: number;
  size: number;
}

/** Something in between may write pages of its own: a page that is taken for a list has its letters for items. */
function assertShape({ doing, shape = {} }: GitHubRequest, items: unknown): unknown[] {
  const hasShape = (item: unknown) =>
    Object.entries(shape).every(([name, type]) => typeof (item as Record<string, unknown> | null)?.[name] === type);
  if (Array.isArray(items) && items.every(hasShape)) return items;
  throw new GitHubError(`${doing}: the answer is not one of GitHub`, {
    status: undefined,
    hint: NOT_GITHUB,
    cause: undefined,
  });
}

function isRepeatable({ route, isRepeatable = /^(GET|PATCH)/.test(route) }: GitHubRequest): boolean {
  return isRepeatable;
}

interface Refusal extends Error {
  status?: number;
  response?: { headers: Record<string, string | undefined> };
}

async function callGitHub<T>({ doing, permission }: GitHubRequest, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GitHubError) throw error;
    const refusal = error as Refusal;
    const { message, status } = refusal;
    throw new GitHubError(`${doing}: ${message}`, { status, hint: hintFor(refusal, permission), cause: error });
  }
}

function hintFor({ status, message, response }: Refusal, named: string): string {
  if (/rate limit/i.test(message))
    return 'GitHub limits how many calls a token may make. Run the job again later, in an hour at most.';
  const permission = accepted(response?.headers['x-accepted-github-permissions'], named);
  const line = `Add this line to the "permissions" of the job: ${permission}`;
  if (/locked/i.test(message)) return 'Unlock the conversation of the pull request, or set "comment" to false.';
  if (/auth is required/.test(message)) return 'The input "github-token" is empty: leave it out, or give a token.';
  if (status === 401) return 'Leave out "github-token", or give it a token that is valid.';
  if (status === 403) return line;
  if (status === 404) return `There is no such thing, or the job may not see it. ${line}`;
  return 'Run the job again. If it happens again, check GITHUB_API_URL, HTTPS_PROXY and https://www.githubstatus.com.';
}

/**
 * The permission as YAML. GitHub names with each refusal what would have been enough: `pull_requests=write; issues=write`,
 * one or the other. https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
function accepted(header: string | undefined, named: string): string {
  const ways = (header ?? '')
    .split(';')
    .map((way) => way.split(',').map((permission) => permission.trim().replaceAll('_', '-').replace('=', ': ')))
    .filter((way) => way.every((permission) => /^[a-z-]+: (read|write)$/.test(permission)));
  // To write includes to read, and what the job needs in the end is told at once.
  const [scope = ''] = named.split(':');
  const isCovered = ways.some(([only = '', ...others]) => others.length === 0 && only.startsWith(`${scope}:`));
  return isCovered ? named : (ways[0] ?? [named]).join(', ');
}
