// Owns GitHub's accounts: whom a token speaks for, and how an account looks in a reply.
import { createHash } from 'node:crypto';
import type { User } from './reply-types.ts';

/** The account behind `GITHUB_TOKEN`, as it signs comments and deployments. */
export const ACTIONS_BOT = 'github-actions[bot]';

/**
 * The login that an `authorization` header speaks for; undefined where it speaks for nobody. `ghp_mona` is a personal
 * token of `mona`, `ghp_shop[bot]` one of the app `shop`, any other token is one that a workflow run was given.
 */
export function findActor(authorization = ''): string | undefined {
  const [, token] = /^(?:bearer|token) +(\S+)$/i.exec(authorization) ?? [];
  return token?.startsWith('ghp_') ? token.slice('ghp_'.length) : token && ACTIONS_BOT;
}

/** A number that stays the same for the same name: the id of an account or a repository, which the simulator keeps no rows of. */
export function stableId(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) % 100_000_000;
}

/** `IC_kwDO…`: a global id of GitHub's GraphQL API. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_kwDO${Buffer.from(String(id)).toString('base64url')}`;
}

export function renderUser(login: string, apiUrl: string): User {
  const isBot = login.endsWith('[bot]');
  const name = isBot ? login.slice(0, -'[bot]'.length) : login;
  const id = stableId(login);
  const url = `${apiUrl}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(isBot ? 'BOT' : 'U', id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: isBot ? `https://github.com/apps/${name}` : `https://github.com/${name}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot ? 'Bot' : 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}
