// Owns the rows that the simulated GitHub keeps.

export interface PullRequestRow {
  id: number;
  /** `acme/shop` */
  repository: string;
  number: number;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  head: { sha: string; ref: string };
  base: { sha: string; ref: string };
  labels: string[];
  /** The head is in a fork that belongs to `user`. */
  fork: boolean;
  user: string;
  createdAt: Date;
  updatedAt: Date;
  closedAt?: Date;
}

export interface CommentRow {
  id: number;
  repository: string;
  issueNumber: number;
  user: string;
  body: string;
  /** Oldest first. */
  reactions: ReactionRow[];
  createdAt: Date;
  updatedAt: Date;
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface ReactionRow {
  id: number;
  user: string;
  content: (typeof REACTIONS)[number];
  createdAt: Date;
}

export const DEPLOYMENT_STATES = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const;
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number];

export interface DeploymentStatusRow {
  id: number;
  user: string;
  state: DeploymentState;
  environment: string;
  description: string;
  logUrl: string;
  environmentUrl: string;
  createdAt: Date;
}

export interface DeploymentRow {
  id: number;
  repository: string;
  user: string;
  sha: string;
  ref: string;
  task: string;
  /** The environment that was asked for; a status may rename it. */
  originalEnvironment: string;
  environment: string;
  description: string | null;
  payload: string | Record<string, unknown>;
  isTransient: boolean;
  isProduction: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** Oldest first. */
  statuses: DeploymentStatusRow[];
}

export interface GitHubTables {
  /** By `acme/shop#42`. */
  pullRequests: Map<string, PullRequestRow>;
  comments: Map<number, CommentRow>;
  deployments: Map<number, DeploymentRow>;
  /** Requests of the hour that began at `startedAt`, by what shares a limit: a repository's runs, or a person. */
  rateLimits: Map<string, { startedAt: Date; used: number }>;
  /** Every row takes the next number as its id. */
  lastId: number;
}

export function emptyGitHubTables(): GitHubTables {
  return { pullRequests: new Map(), comments: new Map(), deployments: new Map(), rateLimits: new Map(), lastId: 1000 };
}
