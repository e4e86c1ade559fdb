// Owns calling GitHub's API, with errors that say what the action was doing and which permission is missing.
import { GitHubError } from './errors.ts';

/** The part of Octokit that is used here. */
export interface Octokit {
  request(route: string, parameters: object): Promise<{ data: unknown }>;
  graphql(query: string, parameters: Record<string, unknown>): Promise<unknown>;
}

export interface GitHubRequest {
  /** How an error message begins: `commenting on pull request 42`. */
  doing: string;
  /** The permission that the job needs, as YAML: `pull-requests: write`. */
  permission: string;
  /** `POST /repos/{owner}/{repo}/deployments`, in which owner and repo are filled in; or a query, `{ viewer { login } }`. */
  route: string;
  parameters?: object;
  /** True if taking effect twice does no harm. By default true for GET, PATCH and queries. */
  isRepeatable?: boolean;
  /** Members that the reply, or each item of a list, must have, with their types. */
  shape?: Record<string, 'string' | 'number' | 'object'>;
}

/** Each call throws a GitHubError if GitHub refuses it or cannot be reached. */
export interface GitHub {
  call<Reply>(request: GitHubRequest): Promise<Reply>;
  /** Reads all pages, or at most `maxItems` items. */
  list<Item>(request: GitHubRequest, maxItems?: number): Promise<Item[]>;
}

const MAX_PAGE_SIZE = 100;
/** Applies to a call with all its retries; a call that times out is tried once more. Reporting must not delay the run for long. */
const TIMEOUT_MS = 5_000;
const MAX_TIMEOUTS = 2;

export const NOT_GITHUB = 'Check GITHUB_API_URL and HTTPS_PROXY.';

/** `load` imports Octokit when it is first needed, which saves time at the start of a run. */
export function createGitHub(load: () => Promise<Octokit>, repository: string): GitHub {
  const [owner, repo] = repository.split('/');
  const send = async (request: GitHubRequest, page?: Page): Promise<unknown> => {
    const { route, parameters } = request;
    const octokit = await load();
    const options = {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // A failed request may have taken effect, so a retry could create something twice. For other requests the client's own
      // setting applies: a number here would also make Octokit retry what GitHub refused.
      ...(!isRepeatable(request) && { retries: 0 }),
    };
    // Octokit knows the address of GraphQL, which is not everywhere below that of the REST API.
    if (route.startsWith('{')) return octokit.graphql(route, { request: options });
    const { data } = await octokit.request(route, {
      owner,
      repo,
      ...(page !== undefined && { page: page.number, per_page: page.size }),
      ...parameters,
      request: options,
    });
    return data;
  };
  const sendWithRetry = async (request: GitHubRequest, page?: Page): Promise<unknown> => {
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
        const reply = await sendWithRetry(request);
        return assertShape(request, [reply])[0] as Reply;
      }),
    list: <Item>(request: GitHubRequest, maxItems = Number.POSITIVE_INFINITY) =>
      callGitHub(request, async () => {
        const items: Item[] = [];
        const size = Math.min(maxItems, MAX_PAGE_SIZE);
        // Octokit's own pagination would not apply the timeout to each page.
        for (let number = 1; items.length < maxItems && items.length === (number - 1) * size; number++) {
          items.push(...(assertShape(request, await sendWithRetry(request, { number, size })) as Item[]));
        }
        return items;
      }),
  };
}

interface Page {
  number: number;
  size: number;
}

/** A proxy may answer with a web page, which is a string and would be read as a list of characters. */
function assertShape({ doing, shape = {} }: GitHubRequest, items: unknown): unknown[] {
  const hasShape = (item: unknown) =>
    Object.entries(shape).every(([name, type]) => typeof (item as Record<string, unknown> | null)?.[name] === type);
  if (Array.isArray(items) && items.every(hasShape)) return items;
  throw new GitHubError(`${doing}: the response did not come from GitHub`, {
    status: undefined,
    hint: NOT_GITHUB,
    cause: undefined,
  });
}

function isRepeatable({ route, isRepeatable = /^(GET|PATCH|\{)/.test(route) }: GitHubRequest): boolean {
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

function hintFor({ status, message, response }: Refusal, needed: string): string {
  if (/rate limit/i.test(message))
    return 'The rate limit of the token is exceeded. Re-run the job within an hour or so.';
  const permission = permissionToAdd(response?.headers['x-accepted-github-permissions'], needed);
  const line = `Add this line to the "permissions" of the job: ${permission}`;
  if (/locked/i.test(message)) return 'Unlock the conversation of the pull request, or set "comment" to false.';
  if (/auth is required/.test(message)) return 'The input "github-token" is empty: omit it, or set it to a token.';
  if (status === 401) return 'Omit "github-token", or set it to a valid token.';
  if (status === 403) return line;
  if (status === 404) return `It does not exist, or the job may not read it. ${line}`;
  return 'Re-run the job. If it fails again, check GITHUB_API_URL, HTTPS_PROXY and https://www.githubstatus.com.';
}

/**
 * The permission as YAML. With a refusal GitHub lists the permissions of which one would be sufficient, such as
 * `pull_requests=write; issues=write`. https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
function permissionToAdd(header: string | undefined, needed: string): string {
  const ways = (header ?? '')
    .split(';')
    .map((way) => way.split(',').map((permission) => permission.trim().replaceAll('_', '-').replace('=', ': ')))
    .filter((way) => way.every((permission) => /^[a-z-]+: (read|write)$/.test(permission)));
  // Write access includes read access, so this names what the job will need in the end.
  const [scope = ''] = needed.split(':');
  const isCovered = ways.some(([only = '', ...others]) => others.length === 0 && only.startsWith(`${scope}:`));
  return isCovered ? needed : (ways[0] ?? [needed]).join(', ');
}
