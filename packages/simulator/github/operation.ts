// Owns what an operation of GitHub's REST API is to the simulator, and what it is given to answer a request.
import type { Cloud } from '../cloud/cloud.ts';
import type { GitHubTables } from './tables.ts';

export interface GitHubCall {
  cloud: Cloud;
  tables: GitHubTables;
  /** `acme/shop`; empty where the path names none. */
  repository: string;
  /** `http://127.0.0.1:4566/github`: what every API address in a reply begins with. */
  apiUrl: string;
  /** The login that the token speaks for. */
  actor: string;
  /** The path below `apiUrl`. */
  path: string;
  query: Record<string, string>;
  /** The parameters of an Octokit method: the parts of the path and of the query (as text), and the members of the body. */
  input: Record<string, unknown>;
}

export interface GitHubResult {
  status: number;
  body?: unknown;
  /** The `Link` header of a page. */
  link?: string;
}

export interface GitHubOperation {
  /** Octokit's name for it: `issues/createComment`. */
  name: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With Octokit's names for its parts: `/repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  path: string;
  /** The value of `x-accepted-github-permissions`. */
  permissions: string;
  /** The page below docs.github.com/rest that describes it. */
  documentation: string;
  answer(call: GitHubCall): GitHubResult;
}
