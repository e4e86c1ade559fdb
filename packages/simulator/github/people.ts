// Owns GitHub's operations on people: who the token is, and what somebody may do in a repository.
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import { notAccessible, noUser } from './refusals.ts';
import type { AuthenticatedUser, CollaboratorPermission } from './reply-types.ts';
import { renderUser } from './user.ts';

/** The token of an app, such as a workflow's, speaks for no person, so the REST API does not say who it is. */
function getAuthenticatedUser({ actor, apiUrl }: GitHubCall): GitHubResult & { body: AuthenticatedUser } {
  if (actor.endsWith('[bot]')) throw notAccessible();
  const body = {
    ...(renderUser(actor, apiUrl) as AuthenticatedUser),
    name: actor,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
  };
  return { status: 200, body };
}

/** The one query there is: GraphQL says of each token who it is. Its errors come with status 200. */
function answerQuery({ actor, input }: GitHubCall): GitHubResult {
  const isViewer = /^\s*(query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(String(input.query));
  const message = 'The simulator knows only the query { viewer { login } }.';
  return { status: 200, body: isViewer ? { data: { viewer: { login: actor } } } : { errors: [{ message }] } };
}

/**
 * The owner administers; who has a pull request from a branch of the repository itself may write; all others may read, as anybody
 * may a public repository. An app is nobody's user. A role of its own shows as the one of the four that it is made from.
 */
function getPermission(call: GitHubCall): GitHubResult & { body: CollaboratorPermission } {
  const login = String(call.input.username);
  if (login.endsWith('[bot]')) throw noUser(login);
  const isOwner = call.repository.startsWith(`${login}/`);
  const isWriter = [...call.tables.pullRequests.values()].some(
    (row) => row.repository === call.repository && row.user === login && !row.fork,
  );
  const writer = isWriter ? 'write' : 'read';
  const permission = isOwner ? 'admin' : writer;
  const permissions = {
    admin: isOwner,
    maintain: isOwner,
    push: isOwner || isWriter,
    triage: isOwner || isWriter,
    pull: true,
  };
  const user = { ...renderUser(login, call.apiUrl), permissions, role_name: permission };
  return { status: 200, body: { permission, role_name: permission, user } };
}

export const peopleOperations: GitHubOperation[] = [
  {
    name: 'graphql',
    method: 'POST',
    path: '/graphql',
    permissions: '',
    documentation: 'overview/about-githubs-apis',
    answer: answerQuery,
  },
  {
    name: 'users/getAuthenticated',
    method: 'GET',
    path: '/user',
    permissions: '',
    documentation: 'users/users#get-the-authenticated-user',
    answer: getAuthenticatedUser,
  },
  {
    name: 'repos/getCollaboratorPermissionLevel',
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    permissions: 'metadata=read',
    documentation: 'collaborators/collaborators#get-repository-permissions-for-a-user',
    answer: getPermission,
  },
];
