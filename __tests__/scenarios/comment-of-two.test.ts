import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createGate, type Gate } from '../../harness/chaos/gate.ts';
import { openGateway } from '../../harness/chaos/gateway.ts';
import { commentsOf } from '../../harness/pull-request.ts';
import { openStage, type Play, type ScenarioStage } from '../support/stage.ts';

const BACKEND = { name: 'shop' };
const STOREFRONT = { name: 'shop-storefront' };
type Service = typeof BACKEND;
const ORDERS: [Service, Service][] = [
  [BACKEND, STOREFRONT],
  [STOREFRONT, BACKEND],
];
const markerOf = ({ name }: Service) => `<!-- medusa-preview acme/shop:${name} pr-42 -->`;

const LISTING = 'github:GET /repos/acme/shop/issues/N/comments';
const CREATION = 'github:POST /repos/acme/shop/issues/N/comments';
const READING = 'github:GET /repos/acme/shop/issues/comments/N';
const UPDATE = 'github:PATCH /repos/acme/shop/issues/comments/N';

let stage: ScenarioStage;
let runs = 0;

/** Runs the action for a service; `run` is what its row then links to. */
async function act(
  service: Service,
  { inputs = {}, endpoint = stage.endpoint }: { inputs?: Record<string, string>; endpoint?: string } = {},
): Promise<Play & { run: string }> {
  runs += 1;
  const run = `${runs}`;
  const wish = { simulator: { endpoint, ca: stage.ca }, variables: { GITHUB_RUN_ID: run } };
  const play = await stage.act({ mode: 'auto', ...service, ...inputs }, wish);
  expect(play.exitCode).toBe(0);
  return { ...play, run };
}

/** A run that is held at each of these calls in turn. */
function actHeldAt(service: Service, calls: [name: string, number: number][]) {
  const gates = calls.map(([name, number]) => createGate({ point: { name, number }, when: 'before' }));
  const meet: Gate['meet'] = async (call, when) => {
    for (const gate of gates) await gate.meet(call, when);
    return undefined;
  };
  const acting = async () => {
    const gateway = await openGateway(stage.endpoint, meet);
    return act(service, { endpoint: gateway.endpoint }).finally(() => gateway.close());
  };
  return { gates: gates as [Gate, Gate], play: acting() };
}

/** Both runs have come to their first call before either goes on, and to the second, which is a read, before either sees it. */
async function actTogether(services: [Service, Service], calls: [name: string, number: number][]): Promise<string[]> {
  const acting = services.map((service) => actHeldAt(service, calls));
  for (const { gates } of acting) await gates[0].reached;
  for (const { gates } of acting) {
    gates[0].open();
    await gates[1].reached;
  }
  for (const { gates } of acting) gates[1].open();
  const plays = await Promise.all(acting.map(({ play }) => play));
  return plays.map(({ run }) => run);
}

async function say(body: string, token = 'ghs_simulated'): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const address = `${stage.endpoint}/github/repos/acme/shop/issues/42/comments`;
  await fetch(address, { method: 'POST', headers, body: JSON.stringify({ body }) });
}

async function deleteComments(): Promise<void> {
  for (const { id } of await commentsOf(stage, 42)) {
    const address = `${stage.endpoint}/github/repos/acme/shop/issues/comments/${id}`;
    await fetch(address, { method: 'DELETE', headers: { authorization: 'Bearer ghp_octocat' } });
  }
}

/** The one comment's rows: whose they are, and which run wrote them. */
async function rows(): Promise<[marker: string, run: string][]> {
  const comments = await commentsOf(stage, 42);
  expect(comments).toHaveLength(1);
  const parts = String(comments[0]?.body).split(/(?=<!-- medusa-preview)/);
  return parts.map((part) => [part.split('\n')[0] ?? '', /actions\/runs\/(\d+)/.exec(part)?.[1] ?? 'none']);
}

const bodies = async () => (await commentsOf(stage, 42)).map(({ body }) => body);

beforeAll(async () => {
  stage = await openStage([], { hasVpcOrigin: true });
  await Promise.all([act(BACKEND), act(STOREFRONT)]);
});
beforeEach(() => stage.control('DELETE', 'faults'));
afterAll(() => stage.stop());

test('two services that are made at the same time have one comment, a row each', async () => {
  expect((await rows()).map(([marker]) => marker)).toEqual([markerOf(BACKEND), markerOf(STOREFRONT)]);
});

test('they write in turns: each replaces its own row, and leaves the other as it is, to the byte', async () => {
  for (const [one, other] of ORDERS) {
    const [before] = await bodies();
    const { run, outputs } = await act(one);
    const [comment] = await commentsOf(stage, 42);
    const theirs = String(before?.split(/\n\n(?=<!-- medusa-preview)/).find((row) => row.startsWith(markerOf(other))));
    expect(comment?.body).toContain(theirs);
    expect(await rows()).toContainEqual([markerOf(one), run]);
    expect(outputs['comment-url']).toBe(comment?.html_url);
  }
});

test.each(ORDERS)('both have read before either writes, %j first: both rows stand in the end', async (...services) => {
  const written = await actTogether(services, [
    [UPDATE, 1],
    [READING, 1],
  ]);
  expect(await rows()).toEqual(expect.arrayContaining(services.map((service, at) => [markerOf(service), written[at]])));
});

test.each(ORDERS)('both make a comment at once, %j the older: that stays, with both rows', async (...services) => {
  await deleteComments();
  const written = await actTogether(services, [
    [CREATION, 1],
    [LISTING, 2],
  ]);
  expect(await rows()).toEqual(expect.arrayContaining(services.map((service, at) => [markerOf(service), written[at]])));
});

test('a comment that somebody deletes is made again, by each with its row', async () => {
  await deleteComments();
  const first = await act(STOREFRONT);
  const second = await act(BACKEND);
  expect(await rows()).toEqual([
    [markerOf(BACKEND), second.run],
    [markerOf(STOREFRONT), first.run],
  ]);
});

test('the comments that an older version made for each become one, and nothing of the other is lost', async () => {
  await deleteComments();
  const theirs = `${markerOf(STOREFRONT)}\n### ✅ Preview \`pr-42\` is up\n\n\`\`\`text\na | b\n\`\`\`  \nThe end.`;
  await say(theirs);
  await say(`${markerOf(BACKEND)}\n### ❌ Preview \`pr-42\` failed`);
  const [older] = await commentsOf(stage, 42);
  const { run, outputs } = await act(BACKEND);
  expect(outputs['comment-url']).toBe(older?.html_url);
  expect(await rows()).toEqual([
    [markerOf(BACKEND), run],
    [markerOf(STOREFRONT), 'none'],
  ]);
  expect((await bodies())[0]?.endsWith(`\n\n${theirs}`)).toBe(true);
});

test('a comment of somebody else that bears our marker is neither changed nor taken in', async () => {
  await deleteComments();
  const body = `${markerOf(STOREFRONT)}\nmine`;
  await say(body, 'ghp_mallory');
  const { run } = await act(BACKEND);
  const [theirs, ours] = await commentsOf(stage, 42);
  expect(theirs?.body).toBe(body);
  expect(ours?.body).toContain(`actions/runs/${run}`);
  expect(ours?.body).not.toContain('mine');
});

test('a service that is taken away keeps its row, which says so', async () => {
  await deleteComments();
  const { run } = await act(BACKEND);
  const gone = await act(STOREFRONT, { inputs: { mode: 'destroy' } });
  expect(gone.outputs.action).toBe('destroyed');
  expect(await rows()).toContainEqual([markerOf(BACKEND), run]);
  expect((await bodies())[0]).toContain('was destroyed');
});
