// Owns making and changing pull requests from outside: what a person does on GitHub's pages and a test does here.
import { randomBytes } from 'node:crypto';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { commitSha } from './commit.ts';
import { DEFAULT_BRANCH } from './repository.ts';
import type { PullRequestRow } from './tables.ts';

const DEFAULT_REPOSITORY = 'acme/shop';

/** The body of `POST /_simulator/pull-requests`; a member that is left out keeps its value. */
export interface PullRequestChange {
  repository?: string;
  number?: number;
  state?: 'open' | 'closed';
  merged?: boolean;
  draft?: boolean;
  head?: { sha?: string; ref?: string };
  base?: { sha?: string; ref?: string };
  labels?: string[];
  fork?: boolean;
  user?: string;
}

const isFlag = (value: unknown) => typeof value === 'boolean';
const isName = (value: unknown) => typeof value === 'string' && value !== '';
const isSide = (value: unknown) =>
  isRecord(value) && Object.entries(value).every(([name, text]) => ['sha', 'ref'].includes(name) && isName(text));

const MEMBERS: Record<string, { expected: string; isValid(value: unknown): boolean }> = {
  repository: { expected: 'owner/name', isValid: (value) => /^[\w.-]+\/[\w.-]+$/.test(String(value)) },
  number: { expected: 'a positive number', isValid: (value) => Number.isInteger(value) && Number(value) > 0 },
  state: { expected: 'open or closed', isValid: (value) => value === 'open' || value === 'closed' },
  merged: { expected: 'true or false', isValid: isFlag },
  draft: { expected: 'true or false', isValid: isFlag },
  head: { expected: 'an object of sha and ref', isValid: isSide },
  base: { expected: 'an object of sha and ref', isValid: isSide },
  labels: { expected: 'a list of names', isValid: (value) => Array.isArray(value) && value.every(isName) },
  fork: { expected: 'true or false', isValid: isFlag },
  user: { expected: 'a login', isValid: isName },
};

/** Makes the pull request where there is none of that number; refuses what it does not understand. */
export function changePullRequest(cloud: Cloud, value: unknown): { row: PullRequestRow; isNew: boolean } {
  const change = readChange(value);
  const { pullRequests } = cloud.tables.github;
  const repository = change.repository ?? DEFAULT_REPOSITORY;
  const number = change.number ?? nextNumber(cloud, repository);
  const key = `${repository}#${number}`;
  const observed = pullRequests.get(key);
  const row = applied(change, observed ?? newPullRequest(cloud, repository, number), cloud.clock.now());
  pullRequests.set(key, row);
  return { row, isNew: observed === undefined };
}

function readChange(value: unknown): PullRequestChange {
  if (!isRecord(value)) throw new Refusal('BadRequest', 'A pull request is a JSON object.');
  for (const [name, member] of Object.entries(value)) {
    const known = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
    if (known === undefined) {
      throw new Refusal('BadRequest', `A pull request has no ${name}; it has ${Object.keys(MEMBERS).join(', ')}.`);
    }
    if (!known.isValid(member)) {
      throw new Refusal(
        'BadRequest',
        `The ${name} of a pull request is ${known.expected}, not ${JSON.stringify(member)}.`,
      );
    }
  }
  return value;
}

function newPullRequest(cloud: Cloud, repository: string, number: number): PullRequestRow {
  const { github } = cloud.tables;
  const now = cloud.clock.now();
  github.lastId += 1;
  return {
    id: github.lastId,
    repository,
    number,
    state: 'open',
    merged: false,
    draft: false,
    head: { sha: randomBytes(20).toString('hex'), ref: `feature-${number}` },
    base: { sha: commitSha(repository, DEFAULT_BRANCH), ref: DEFAULT_BRANCH },
    labels: [],
    fork: false,
    user: 'octocat',
    createdAt: now,
    updatedAt: now,
  };
}

/** A merged pull request is closed, and stays so, as on GitHub. */
function applied(change: PullRequestChange, row: PullRequestRow, now: Date): PullRequestRow {
  const merged = change.merged ?? row.merged;
  const state = change.state ?? (merged ? 'closed' : row.state);
  if (merged && state === 'open') throw new Refusal('BadRequest', 'A merged pull request cannot be open.');
  const { closedAt, ...kept } = row;
  return {
    ...kept,
    ...change,
    merged,
    state,
    head: { ...row.head, ...change.head },
    base: { ...row.base, ...change.base },
    updatedAt: now,
    ...(state === 'closed' && { closedAt: closedAt ?? now }),
  };
}

function nextNumber(cloud: Cloud, repository: string): number {
  const rows = [...cloud.tables.github.pullRequests.values()].filter((row) => row.repository === repository);
  return Math.max(0, ...rows.map(({ number }) => number)) + 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
