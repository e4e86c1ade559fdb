// Shows that an Octokit client finds the simulated GitHub as it finds the real one.
import { getOctokit } from '@actions/github';
import { beforeAll, expect, test } from '@jest/globals';
import { simulatedCloud } from './support/simulated-cloud.ts';

type Octokit = ReturnType<typeof getOctokit>;

const REPOSITORY = { owner: 'acme', repo: 'shop' };
const cloud = simulatedCloud();
let octokit: Octokit;

const octokitOf = (token: string) => getOctokit(token, { baseUrl: `${cloud.simulator.endpoint}/github` });

/** A pull request of its own for a test, so that none depends on what another left behind. */
async function aPullRequest(change: object = {}): Promise<{ number: number; head: { sha: string; ref: string } }> {
  const { body } = await cloud.simulator.control('POST', 'pull-requests', change);
  return body as { number: number; head: { sha: string; ref: string } };
}

/** The status, message and headers of a refused call. */
async function refusalOf(call: Promise<unknown>) {
  const error = await call.then(() => undefined).catch((thrown) => thrown);
  return { status: error?.status, ...error?.response?.data, headers: error?.response?.headers };
}

beforeAll(() => {
  octokit = octokitOf('ghs_workflow');
});

test('a pull request is made, changed and closed from outside, and what is left out keeps its value', async () => {
  const { number, head } = await aPullRequest({ labels: ['preview'], user: 'mona' });
  await aPullRequest({ number, draft: true });
  await aPullRequest({ number, state: 'closed', merged: true });
  const { data } = await octokit.rest.pulls.get({ ...REPOSITORY, pull_number: number });
  expect(data).toMatchObject({ number, draft: true, state: 'closed', merged: true, head, user: { login: 'mona' } });
  expect(data.labels.map(({ name }) => name)).toEqual(['preview']);
  expect(data.merged_at).toBe(data.closed_at);
});

test('the head of a fork is in the repository of its author', async () => {
  const { number } = await aPullRequest({ fork: true, user: 'mallory' });
  const { data } = await octokit.rest.pulls.get({ ...REPOSITORY, pull_number: number });
  expect(data.head.repo).toMatchObject({ full_name: 'mallory/shop', fork: true });
  expect(data.base.repo).toMatchObject({ full_name: 'acme/shop', fork: false });
});

test('pull requests are listed by state and by head', async () => {
  const { number, head } = await aPullRequest({ repository: 'acme/list' });
  await aPullRequest({ repository: 'acme/list', state: 'closed' });
  const list = { owner: 'acme', repo: 'list' };
  const { data: open } = await octokit.rest.pulls.list(list);
  const { data: all } = await octokit.rest.pulls.list({ ...list, state: 'all' });
  const { data: byHead } = await octokit.rest.pulls.list({ ...list, head: `acme:${head.ref}` });
  expect([open.length, all.length, byHead.map((found) => found.number)]).toEqual([1, 2, [number]]);
});

test('comments are found through all pages, each with its author', async () => {
  const { number } = await aPullRequest();
  const issue = { ...REPOSITORY, issue_number: number };
  for (const body of ['1', '2', '3', '4']) await octokit.rest.issues.createComment({ ...issue, body });
  await octokitOf('ghp_mona').rest.issues.createComment({ ...issue, body: 'hello' });
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 2 });
  expect(comments.map(({ body }) => body)).toEqual(['1', '2', '3', '4', 'hello']);
  expect(comments.at(0)?.user).toMatchObject({ login: 'github-actions[bot]', type: 'Bot' });
  expect(comments.at(-1)?.user).toMatchObject({ login: 'mona', type: 'User' });
});

test('a comment is edited in its place, and gone once it is deleted', async () => {
  const { number } = await aPullRequest();
  const { data } = await octokit.rest.issues.createComment({ ...REPOSITORY, issue_number: number, body: 'old' });
  const comment = { ...REPOSITORY, comment_id: data.id };
  await octokit.rest.issues.updateComment({ ...comment, body: 'new' });
  expect((await octokit.rest.issues.getComment(comment)).data.body).toBe('new');
  await octokit.rest.issues.deleteComment(comment);
  expect(await refusalOf(octokit.rest.issues.getComment(comment))).toMatchObject({
    status: '404',
    message: 'Not Found',
  });
});

test('somebody reacts to a comment once in each way, and only as GitHub knows it', async () => {
  const { number } = await aPullRequest();
  const { data } = await octokit.rest.issues.createComment({ ...REPOSITORY, issue_number: number, body: 'hello' });
  const comment = { ...REPOSITORY, comment_id: data.id };
  const react = (content: 'rocket' | '-1') => octokit.rest.reactions.createForIssueComment({ ...comment, content });
  const [first, same, other] = [await react('rocket'), await react('rocket'), await react('-1')];
  expect([first.status, same.status, other.status]).toEqual([201, 200, 201]);
  expect(same.data).toMatchObject({ id: first.data.id, content: 'rocket', user: { login: 'github-actions[bot]' } });
  const list = (more: object = {}) => octokit.rest.reactions.listForIssueComment({ ...comment, ...more });
  expect((await list()).data.map(({ content }) => content)).toEqual(['rocket', '-1']);
  expect((await list({ content: '-1' })).data).toHaveLength(1);
  expect(await refusalOf(react('tada' as 'rocket'))).toMatchObject({ status: '422' });
  const unknown = { ...comment, comment_id: 1, content: 'rocket' as const };
  expect(await refusalOf(octokit.rest.reactions.createForIssueComment(unknown))).toMatchObject({ status: '404' });
});

test('somebody may administer, write or read; an app is no user', async () => {
  await aPullRequest({ user: 'mona' });
  const permissionOf = async (username: string) =>
    (await octokit.rest.repos.getCollaboratorPermissionLevel({ ...REPOSITORY, username })).data;
  expect(await permissionOf('acme')).toMatchObject({ permission: 'admin', role_name: 'admin' });
  expect(await permissionOf('mona')).toMatchObject({ permission: 'write', role_name: 'write' });
  expect(await permissionOf('mallory')).toMatchObject({ permission: 'read', role_name: 'read' });
  expect(await refusalOf(permissionOf('dependabot[bot]'))).toMatchObject({
    status: '404',
    message: 'dependabot[bot] is not a user',
  });
});

test.each([
  ['', 'Body cannot be blank'],
  ['x'.repeat(65_537), 'Body is too long (maximum is 65536 characters)'],
])('a comment that cannot be is refused (%#)', async (body, message) => {
  const { number } = await aPullRequest();
  const refusal = await refusalOf(octokit.rest.issues.createComment({ ...REPOSITORY, issue_number: number, body }));
  expect(refusal).toMatchObject({ status: '422', message: 'Validation Failed', errors: [{ message }] });
});

test('a deployment needs its checks green, unless it asks for none', async () => {
  const { head } = await aPullRequest();
  const wanted = { ...REPOSITORY, ref: head.sha, environment: 'preview' };
  const refusal = await refusalOf(octokit.rest.repos.createDeployment(wanted));
  expect(refusal).toMatchObject({ status: '409', message: `Conflict: Commit status checks failed for ${head.sha}.` });
  const { status, data } = await octokit.rest.repos.createDeployment({ ...wanted, required_contexts: [] });
  expect(status).toBe(201);
  expect(data).toMatchObject({ sha: head.sha, environment: 'preview', production_environment: false, task: 'deploy' });
});

test('success retires the older successes of an environment, and only what is retired can be deleted', async () => {
  const { head } = await aPullRequest();
  const deploy = async (more: object = {}) => {
    const wanted = { ...REPOSITORY, ref: head.ref, environment: `of-${head.ref}`, required_contexts: [], ...more };
    const { data } = await octokit.rest.repos.createDeployment(wanted);
    return { ...REPOSITORY, deployment_id: (data as { id: number }).id };
  };
  const [older, passing, newer] = [await deploy(), await deploy({ transient_environment: true }), await deploy()];
  for (const deployment of [older, passing, newer]) {
    await octokit.rest.repos.createDeploymentStatus({ ...deployment, state: 'success' });
  }
  const lastState = async (deployment: typeof older) =>
    (await octokit.rest.repos.listDeploymentStatuses(deployment)).data.at(0)?.state;
  expect([await lastState(older), await lastState(passing), await lastState(newer)]).toEqual([
    'inactive',
    'success',
    'success',
  ]);
  expect((await octokit.rest.repos.deleteDeployment(older)).status).toBe(204);
  expect(await refusalOf(octokit.rest.repos.deleteDeployment(newer))).toMatchObject({ status: '422' });
});

test('GraphQL says who a token is, also that of an app', async () => {
  const askedBy = (token: string) => octokitOf(token).graphql('{ viewer { login } }');
  expect(await askedBy('ghs_workflow')).toEqual({ viewer: { login: 'github-actions[bot]' } });
  expect(await askedBy('ghp_shop[bot]')).toEqual({ viewer: { login: 'shop[bot]' } });
  expect(await askedBy('ghp_mona')).toEqual({ viewer: { login: 'mona' } });
  await expect(octokit.graphql('{ rateLimit { cost } }')).rejects.toThrow('knows only the query');
});

test('the token of a workflow may not ask who it is, and learns which permission a call needs', async () => {
  expect(await refusalOf(octokit.rest.users.getAuthenticated())).toMatchObject({
    status: '403',
    message: 'Resource not accessible by integration',
  });
  await cloud.simulator.fault({ service: 'github', operation: 'repos/listDeployments', kind: 'deny' });
  const { status, headers } = await refusalOf(octokit.rest.repos.listDeployments(REPOSITORY));
  expect([status, headers['x-accepted-github-permissions']]).toEqual(['403', 'deployments=read']);
});

test('a secondary rate limit says how long to wait', async () => {
  await cloud.simulator.fault({ service: 'github', operation: 'repos/get', kind: 'throttle' });
  const { status, message, headers } = await refusalOf(octokit.rest.repos.get(REPOSITORY));
  expect([status, Number(headers['retry-after']) > 0]).toEqual(['403', true]);
  expect(message).toContain('secondary rate limit');
});

test('without a token nothing is answered, and an operation that is not there is not found', async () => {
  const anonymous = await fetch(`${cloud.simulator.endpoint}/github/repos/acme/shop`);
  expect([anonymous.status, await anonymous.json()]).toMatchObject([401, { message: 'Requires authentication' }]);
  expect(await refusalOf(octokit.request('GET /repos/{owner}/{repo}/branches', REPOSITORY))).toMatchObject({
    status: '404',
  });
});

test('the journal names operations as Octokit does', async () => {
  const { number } = await aPullRequest();
  await octokit.rest.issues.createComment({ ...REPOSITORY, issue_number: number, body: 'recorded' });
  const entry = (await cloud.simulator.journal()).at(-1);
  expect(entry).toMatchObject({
    service: 'github',
    operation: 'issues/createComment',
    input: { owner: 'acme', repo: 'shop', issue_number: String(number), body: 'recorded' },
    result: { status: 201 },
  });
});
