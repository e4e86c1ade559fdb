import { expect } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { registerLikeBase } from '../support/base-definition.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

/** Secrets that nobody outside the container may read, by where they came from. */
const OF_INPUT = { JWT_SECRET: 'correct-horse', STRIPE_API_KEY: 'battery/staple+1' };
const OF_INPUT_URL = 'trombone';
/** A password as base64 makes one; not encoded, so no program can read the address, and each shows it. */
const OF_BROKEN_URL = 'Zm9vL2Jh/cjEyMzQ1';
const OF_BASE = { COOKIE_SECRET: 'tr0ub4dor&3', SMTP_PASSWORD: 'two words' };
const OF_BASE_URL = 'xylophone';
/** The secret of a container beside Medusa. */
const OF_PROXY = 'pineapple-pie';
/** The secret that the simulator keeps under the ARN that the base service has: the action never reads it. */
const OF_ARN = 'stand-in-jwt-secret';
const OF_URLS = [OF_INPUT_URL, OF_BROKEN_URL, OF_BASE_URL];
const SECRETS = [...Object.values(OF_INPUT), ...Object.values(OF_BASE), ...OF_URLS, OF_PROXY, OF_ARN];
const SHA = 'c0ffee0'.padEnd(40, '1');

const variables = [
  ...Object.entries(OF_INPUT).map(([name, value]) => `${name}=${value}`),
  `REDIS_URL=redis://:${OF_INPUT_URL}@cache:6379`,
  `EVENTS_URL=redis://default:${OF_BROKEN_URL}@cache:6379`,
].join('\n');
/** The output of somebody who looks for a fault: variables as they are, in a sentence, and as a program shows an object. */
const PRINT_ALL = [
  'env',
  'node -e "console.log(Buffer.from(process.env.SMTP_PASSWORD).toString(\'base64\')); new URL(process.env.EVENTS_URL)"',
  'echo "jwt $JWT_SECRET, cookie $COOKIE_SECRET, stripe $STRIPE_API_KEY, mail $SMTP_PASSWORD"',
  'echo "cannot connect to $REDIS_URL or $SEARCH_URL" >&2',
  'node -e "console.log({ ARN_TOKEN: process.env.ARN_TOKEN }, JSON.stringify(process.env))"',
].join('; ');

const stage = scenarioStage();
let base: string;

/** A revision as somebody made it who kept passwords in plain variables, and whose server prints all, then crashes. */
async function registerBase(): Promise<string> {
  const environment = [
    ...Object.entries(OF_BASE).map(([name, value]) => ({ name, value })),
    { name: 'SEARCH_URL', value: `https://shop:${OF_BASE_URL}@search.example` },
  ];
  const command = ['sh', '-c', `${PRINT_ALL}; echo "the proxy takes ${OF_PROXY}"; exit 1`];
  const { family, revision } = await registerLikeBase(stage, {
    family: 'shop-medusa',
    containers: (medusa) => {
      const valueFrom = medusa.secrets?.find(({ name }) => name === 'JWT_SECRET')?.valueFrom;
      const proxy = {
        ...{ name: 'proxy', image: medusa.image, essential: false, command: ['sh', '-c', 'true'] },
        environment: [{ name: 'PROXY_PASSWORD', value: OF_PROXY }],
      };
      return [{ ...medusa, environment, secrets: [{ name: 'ARN_TOKEN', valueFrom }], command }, proxy];
    },
  });
  return `${family}:${revision}`;
}

/** For the commit of the pull request, in a private repository: in others a comment holds no log of a task. */
function act(inputs: Record<string, string>): Promise<Play> {
  const payload = { pull_request: { number: 42, head: { sha: SHA } }, repository: { private: true } };
  const event = { name: 'pull_request', payload };
  return stage.act(
    { mode: 'auto', 'task-definition': base, variables, 'migrate-command': 'none', ...inputs },
    { event },
  );
}

/** All that GitHub shows: every comment, every deployment and every state of one. */
async function readPage(): Promise<string> {
  const read = async (path: string) => {
    const headers = { authorization: 'Bearer ghs_simulated' };
    return (await fetch(`${stage.endpoint}/github/repos/acme/shop/${path}`, { headers })).text();
  };
  const deployments = await read('deployments');
  const ids = (JSON.parse(deployments) as { id: number }[]).map(({ id }) => id);
  const states = await Promise.all(ids.map((id) => read(`deployments/${id}/statuses`)));
  return [await read('issues/42/comments'), deployments, ...states].join('\n');
}

/** Everything that people read of a run. */
async function everythingOf({ log, summary, outputs }: Play): Promise<string> {
  return [log, summary, JSON.stringify(outputs), await readPage()].join('\n');
}

/** Also as JSON and as URLs have them, and in base64. */
async function expectSecret(play: Play): Promise<void> {
  const published = await everythingOf(play);
  const written = SECRETS.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ]);
  expect(written.filter((secret) => published.includes(secret))).toEqual([]);
}

life('no secret is shown', (step) => {
  step('by a base service that has them', async () => {
    await changePullRequest(stage, 42, { head: { sha: SHA, ref: 'feature' } });
    base = await registerBase();
  });

  step('by a plan, with what would change', async () => {
    const play = await act({ mode: 'plan' });
    expect(play.exitCode).toBe(0);
    expect(play.log).toMatch(/^::warning::.*JWT_SECRET.*readable by everyone/m);
    await expectSecret(play);
  });

  step('by a migration that fails, which had printed them all', async () => {
    // In one stream, so that its lines are shown in the order in which they were written.
    const play = await act({ 'migrate-command': `exec 2>&1; ${PRINT_ALL}; exit 3` });
    expect(play.exitCode).toBe(1);
    expect(play.log).toMatch(/^ {2}\| jwt \*\*\*, cookie \*\*\*, stripe \*\*\*, mail \*\*\*$/m);
    expect(play.log).toMatch(/^ {2}\| cannot connect to redis:\/\/:\*\*\*@cache:6379 or https:\/\/shop:\*\*\*@search/m);
    expect(await readPage()).toContain('jwt ***, cookie ***, stripe ***, mail ***');
    await expectSecret(play);
  });

  step('by a server that crashes, which had printed them all', async () => {
    const play = await act({});
    expect(play.exitCode).toBe(1);
    expect(play.summary).toContain('  | jwt ***, cookie ***, stripe ***, mail ***');
    expect(play.summary).toContain('  | the proxy takes ***');
    expect(await readPage()).toContain('jwt ***, cookie ***, stripe ***, mail ***');
    await expectSecret(play);
  });

  for (const { operation, message } of [
    {
      operation: 'RegisterTaskDefinition',
      message: `Invalid variables: JWT_SECRET is ${OF_INPUT.JWT_SECRET}, COOKIE_SECRET ${OF_BASE.COOKIE_SECRET}`,
    },
    { operation: 'UpdateService', message: `nothing answers at redis://:${OF_INPUT_URL}@cache:6379\n::error::redis` },
  ]) {
    step(`by AWS that refuses ${operation} and repeats what it was given`, async () => {
      await stage.fault({ service: 'ecs', operation, kind: 'refuse', code: 'ClientException', message });
      const play = await act({ image: stage.imageOf(operation.toLowerCase()) });
      expect(play.exitCode).toBe(1);
      expect(play.log).toMatch(/^::error::(registering|updating) .*ClientException: .*\*\*\*/m);
      expect(await readPage()).toMatch(/ClientException: .*\*\*\*/);
      await expectSecret(play);
    });
  }

  step('by inputs that are wrong', async () => {
    const play = await act({
      variables: `JWT_SECRET ${OF_INPUT.JWT_SECRET}`,
      secrets: `COOKIE_SECRET=${OF_BASE.COOKIE_SECRET}`,
      image: `https://robot:${OF_INPUT_URL}@registry.example/medusa`,
    });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('image: "https://robot:***@registry.example/medusa" is not an image reference');
    await expectSecret(play);
  });
});
