import type { DistributionConfig, FunctionAssociation } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { commentsOf } from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { ACCESS_KEY, COOKIE, GATE, gateOf, HEADER } from '../support/gate.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true }, { mayBeRefused: true });
const GATED = { 'access-key': ACCESS_KEY };
const NEXT = { 'access-key': `${ACCESS_KEY}, again` };
const PRIVATE = {
  event: { name: 'pull_request', payload: { pull_request: { number: 42 }, repository: { private: true } } },
};
/** A sweep leaves a gate alone for an hour. */
const LONG_SECONDS = 3_700;

const put = (mode: 'sleep' | 'wake' | 'sweep', inputs: Record<string, string> = {}) =>
  stage.act({ mode, image: '', 'base-service': '', ...inputs });
const tokenOf = ({ outputs }: Play) => outputs['access-header']?.replace(`${HEADER}: `, '') ?? '';
const bodyOfComment = async () => (await commentsOf(stage, 42))[0]?.body ?? '';
const gates = async () => {
  const { FunctionList } = await awsClients(stage.endpoint).cloudfront.listFunctions({ Stage: 'DEVELOPMENT' });
  return (FunctionList?.Items ?? []).map(({ Name }) => Name);
};

/** Somebody changes which functions the distribution has. */
async function associate({ outputs }: Play, Items: FunctionAssociation[]): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const Id = outputs['distribution-id'];
  const { DistributionConfig: config, ETag } = await cloudfront.getDistributionConfig({ Id });
  const FunctionAssociations = { Quantity: Items.length, Items };
  const DefaultCacheBehavior = { ...config?.DefaultCacheBehavior, FunctionAssociations };
  const DistributionConfig = { ...config, DefaultCacheBehavior } as DistributionConfig;
  await cloudfront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig });
}

/** Makes a function, and publishes it. */
async function makeFunction(Name: string, Comment: string): Promise<string> {
  const { cloudfront } = awsClients(stage.endpoint);
  const FunctionConfig = { Comment, Runtime: 'cloudfront-js-2.0' } as const;
  const FunctionCode = new TextEncoder().encode('function handler(event) { return event.response || event.request; }');
  const { ETag, FunctionSummary } = await cloudfront.createFunction({ Name, FunctionConfig, FunctionCode });
  await cloudfront.publishFunction({ Name, IfMatch: ETag });
  return FunctionSummary?.FunctionMetadata?.FunctionARN ?? '';
}

life('a gate', (step) => {
  let first: Play;
  let url = '';
  let token = '';
  let old = '';
  const ask = (path: string, options: Parameters<typeof stage.view>[1] = {}) => stage.view(url, { path, ...options });
  const statusOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;

  step('is published before there is an address, and the check of the address passes it', async (sentence) => {
    first = await stage.act(GATED);
    token = tokenOf(first);
    url = first.outputs.url ?? '';
    expect(first.transcript.replaceAll(token, '<token>')).toMatchSnapshot(sentence);
    const edge = namesOf(first.writes).filter((name) => name.startsWith('cloudfront:'));
    expect(edge).toEqual([
      ...['cloudfront:CreateFunction', 'cloudfront:PublishFunction'],
      'cloudfront:CreateDistributionWithTags',
    ]);
    expect(await gates()).toEqual([GATE.name]);
  });

  step('shows its key to nobody: everybody can read this repository', async () => {
    expect(first.log.replace(`::add-mask::${token}`, '')).not.toContain(token);
    expect(first.log + (await bodyOfComment()) + JSON.stringify(await stage.state())).not.toContain(ACCESS_KEY);
    expect((await bodyOfComment()) + first.summary).not.toContain(token);
    expect(await bodyOfComment()).toContain(`**${url}** · [Admin](${url}/app) · asks for its key`);
  });

  step(
    'stays in a run with nothing to change; in a private repository the links of the comment have its key',
    async () => {
      const play = await stage.act(GATED, PRIVATE);
      expect(play.writes).toEqual([]);
      expect(play.outputs).toMatchObject({ action: 'unchanged', 'access-header': first.outputs['access-header'] });
      expect(await bodyOfComment()).toContain(
        `**[${url}](${url}/?preview-key=${token})** · [Admin](${url}/app?preview-key=${token})`,
      );
      expect(play.summary).not.toContain(token);
    },
  );

  step('lets a browser in by a link, which Medusa never sees', async () => {
    const led = await ask(`/app/orders?tab=1&preview-key=${token}&q=%2F`);
    expect(led.status).toBe(307);
    expect(led.headers).toMatchObject({
      location: `${url}/app/orders?tab=1&q=%2F`,
      'set-cookie': [`${COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`],
    });
    const { status, body } = await ask('/admin/orders?tab=1', { headers: { cookie: `cart=1; ${COOKIE}=${token}` } });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ path: '/admin/orders', rawQuery: 'tab=1', cookies: { cart: '1' } });
    const seen = await ask('/admin/orders', { headers: { [HEADER]: token } });
    expect(body + seen.body).not.toContain(token);
  });

  step('withstands attacks', async () => {
    const other = await stage.act({ ...GATED, environment: 'other' });
    const attacks: [string, string, Parameters<typeof stage.view>[1]?][] = [
      ['no key', '/app'],
      ['a wrong key', '/app', { headers: { [HEADER]: 'x' } }],
      ['the key of another environment', '/app', { headers: { [HEADER]: tokenOf(other) } }],
      ['the key in the path', `/app/preview-key=${token}`],
      ['the parameter twice', `/app?preview-key=x&preview-key=${token}`],
      ['the parameter encoded', `/app?preview%2dkey=${token}`],
      ['the parameter in upper case', `/app?PREVIEW-KEY=${token}`],
      ['the key in upper case', '/app', { headers: { [HEADER]: token.toUpperCase() } }],
      ['a cookie as another host can set it', '/app', { headers: { cookie: `preview=${token}` } }],
      ['a WebSocket without a cookie', '/app', { headers: { connection: 'Upgrade', upgrade: 'websocket' } }],
      ['HEAD', '/app', { method: 'HEAD' }],
      ['a range', '/app', { headers: { range: 'bytes=0-1' } }],
      ['a method override', '/admin/orders', { method: 'POST', headers: { 'x-http-method-override': 'OPTIONS' } }],
      ['a path in a header', '/app', { headers: { 'x-original-url': '/store', 'x-rewrite-url': '/store' } }],
      ['up from an open path', '/store/../admin'],
      ['up from it, encoded', '/store/%2e%2e/admin'],
      ['up from it, encoded twice', '/store/%252e%252e/admin'],
      ['up from it, with a backslash', '/store/..\\admin'],
      ['up from it, with a parameter', '/store/..;/admin'],
      ['a double slash', '//admin'],
      ['a double slash before an open path', '//store/products'],
      ['an open path in upper case', '/STORE/products'],
      ['an open path that goes on', '/storefront'],
    ];
    const statuses = await Promise.all(attacks.map(async ([name, ...asked]) => [name, await statusOf(...asked)]));
    expect(statuses).toEqual(attacks.map(([name]) => [name, 401]));
    const led = await ask(`//elsewhere.example?preview-key=${token}`);
    expect(led.headers.location).toBe(`${url}//elsewhere.example`);
  });

  step('leaves open what a storefront and a webhook need', async () => {
    const paths = ['/health', '/store/products', '/auth/customer/emailpass', '/auth/session', '/hooks/payment/stripe'];
    expect(await Promise.all(paths.map((path) => statusOf(path, { method: 'POST' })))).toEqual(paths.map(() => 200));
    expect(await statusOf('/admin/products', { method: 'OPTIONS' })).toBe(200);
  });

  step('comes back where somebody took it off, or put another function in its place', async () => {
    const headers = { EventType: 'viewer-response', FunctionARN: await makeFunction('headers', 'Of others') } as const;
    const swapped = { EventType: 'viewer-request', FunctionARN: headers.FunctionARN } as const;
    for (const others of [[], [swapped, headers]]) {
      await associate(first, others);
      const play = await stage.act(GATED);
      expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution']);
      expect(play.log).toContain('~ updated distribution shop-pr-42: DefaultCacheBehavior.FunctionAssociations');
      expect(await statusOf('/app')).toBe(401);
    }
    await associate(first, []);
    await stage.act(GATED);
  });

  step('is repaired where somebody changed its code', async () => {
    const { cloudfront } = awsClients(stage.endpoint);
    const { FunctionSummary, ETag } = await cloudfront.describeFunction({ Name: GATE.name });
    const FunctionConfig = FunctionSummary?.FunctionConfig;
    const FunctionCode = new TextEncoder().encode('function handler(event) { return event.request; }');
    const updated = await cloudfront.updateFunction({ Name: GATE.name, IfMatch: ETag, FunctionConfig, FunctionCode });
    await cloudfront.publishFunction({ Name: GATE.name, IfMatch: updated.ETag });
    expect(await statusOf('/app')).toBe(200);
    const play = await stage.act(GATED);
    expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateFunction', 'cloudfront:PublishFunction']);
    expect(play.log).toMatch(/~ updated edge function medusa-preview-\w+: FunctionCode\n/);
    expect(await statusOf('/app')).toBe(401);
  });

  step('is another one for another key: the address moves with its next run', async () => {
    old = token;
    const play = await stage.act(NEXT);
    token = tokenOf(play);
    expect(namesOf(play.writes).sort()).toEqual([
      ...['cloudfront:CreateFunction', 'cloudfront:PublishFunction', 'cloudfront:UpdateDistribution'],
    ]);
    expect(await statusOf('/app', { headers: { [HEADER]: old } })).toBe(401);
    expect(await statusOf('/app', { headers: { [HEADER]: token } })).toBe(200);
  });

  step('is swept once no address has had it for an hour', async () => {
    expect((await put('sweep')).writes).toEqual([]);
    await stage.act({ ...NEXT, environment: 'other' });
    await stage.pass(LONG_SECONDS);
    await stage.fault({
      service: 'cloudfront',
      operation: 'DeleteFunction',
      kind: 'refuse',
      code: 'FunctionInUse',
      message: '',
    });
    const refused = await put('sweep');
    expect([refused.exitCode, refused.log]).toEqual([
      0,
      expect.stringContaining(`deleting edge function ${GATE.name}`),
    ]);
    const play = await put('sweep');
    expect(namesOf(play.writes)).toEqual(['cloudfront:DeleteFunction']);
    expect(play.log).toContain(`- removed edge function ${GATE.name}`);
    expect(await gates()).toEqual(expect.arrayContaining(['headers', expect.stringMatching(/^medusa-preview-/)]));
    expect((await put('sweep')).writes).toEqual([]);
  });

  step('needs no key to put the preview to sleep, and one to wake it', async () => {
    expect((await put('sleep')).outputs).toMatchObject({ action: 'asleep', 'access-header': '' });
    const refused = await put('wake');
    expect(refused.writes).toEqual([]);
    expect(refused.log).toContain('::error::access-key: missing. The address of shop-pr-42 has a gate');
    expect((await put('wake', NEXT)).outputs).toMatchObject({
      action: 'woken',
      'access-header': `${HEADER}: ${token}`,
    });
  });

  step('goes where no key is asked for, and then comment and log say that the address is open', async () => {
    const play = await stage.act();
    expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution']);
    expect(play.log).toContain('::notice::The gate of this address goes');
    expect(play.log).toContain('It is open to everybody');
    expect(await bodyOfComment()).toContain(`[Admin](${url}/app) · open to everybody`);
    expect(await statusOf('/app')).toBe(200);
  });

  step('is in the links of a preview that a sweep puts to sleep, where the sweep has its key', async () => {
    await stage.act({ ...NEXT, 'sleep-after': '30m' }, PRIVATE);
    await stage.pass(LONG_SECONDS);
    const event = { name: 'schedule', payload: { repository: { private: true } } };
    const play = await stage.act({ mode: 'sweep', image: '', ...NEXT }, { event });
    expect(play.outputs.reason).toContain('put 1 to sleep');
    expect(await bodyOfComment()).toContain(`[Admin](${url}/app?preview-key=${token})`);
    expect(play.log.replace(`::add-mask::${token}`, '') + play.summary).not.toContain(token);
  });
});

test('a run that was stopped before it published the gate is completed by the next; a right that lacks is named', async () => {
  await stage.fault(
    { service: 'cloudfront', operation: 'CreateFunction', kind: 'lost-reply', times: 1 },
    { service: 'cloudfront', operation: 'PublishFunction', kind: 'deny', times: 9 },
  );
  const denied = await stage.act(GATED);
  expect(denied.log).toMatch(
    /::error::publishing edge function .* cloudfront:PublishFunction .*%0AAdd cloudfront:PublishFunction/,
  );
  expect(namesOf(denied.writes)).not.toContain('cloudfront:CreateDistributionWithTags');
  await stage.control('DELETE', 'faults');
  const play = await stage.act(GATED);
  expect(play.exitCode).toBe(0);
  expect(namesOf(play.writes)).not.toContain('cloudfront:CreateFunction');
  expect(namesOf(play.writes)).toContain('cloudfront:PublishFunction');
});

test('a function of the same name that is not ours is refused before anything is written', async () => {
  await makeFunction(GATE.name, 'Of others');
  const play = await stage.act(GATED);
  expect(play.log).toMatch(
    /::error::edge function medusa-preview-\w+ exists and is not ours: its comment is "Of others"/,
  );
  expect(play.writes).toEqual([]);
});

test('a plan makes none; with `all`, which closes the store API, there is a warning', async () => {
  const all = { ...GATED, protect: 'all' };
  const plan = await stage.act({ ...all, mode: 'plan' });
  expect(plan.writes).toEqual([]);
  expect(plan.log).toContain(`+ create edge function ${gateOf({ protect: 'all' }).name}`);
  const play = await stage.act(all);
  expect(play.log).toContain('::warning::protect: "all" closes the store API');
  expect((await stage.view(`${play.outputs.url}/store/products`)).status).toBe(401);
});
