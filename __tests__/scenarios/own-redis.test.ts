// Shows that a copy has logins and a Redis of its own, and that its log names what else it inherited.
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { registerLikeBase } from '../support/base-definition.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const SEALED = { database: '', 'migrate-command': 'none' };
const DERIVED = /^medusa-preview-[0-9a-f]{64}-[0-9a-f]{16}$/;

async function variablesOf({ outputs: { url } }: Play): Promise<Record<string, string>> {
  const { body } = await stage.view(`${url}/`);
  return (JSON.parse(body) as { variables: Record<string, string> }).variables;
}

/** Sends one command to the Redis at the address, and returns its reply. */
async function ask(address: string | undefined, ...command: string[]): Promise<string> {
  const { hostname, port } = new URL(address ?? '');
  const socket = connect(Number(port), hostname);
  socket.write(`*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
  const [reply] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return String(reply).trim();
}

test('two previews of one base have a Redis and logins each, which stay over a redeploy', async () => {
  const first = await stage.act({ ...SEALED, environment: 'one' });
  const second = await stage.act({ ...SEALED, environment: 'two' });
  expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  const [one, two] = [await variablesOf(first), await variablesOf(second)];
  expect(one.REDIS_URL).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
  expect(await ask(one.REDIS_URL, 'SET', 'events-queue', 'order.placed')).toBe('+OK');
  expect(await ask(one.REDIS_URL, 'GET', 'events-queue')).toContain('order.placed');
  expect(await ask(two.REDIS_URL, 'GET', 'events-queue')).toBe('$-1');
  expect([one.MEDUSA_PREVIEW, two.MEDUSA_PREVIEW]).toEqual(['one', 'two']);
  for (const name of ['JWT_SECRET', 'COOKIE_SECRET']) {
    expect(one[name]).toMatch(DERIVED);
    expect(one[name]).not.toBe(two[name]);
  }
  const updated = await stage.act({ ...SEALED, environment: 'one', image: stage.imageOf('v2') });
  expect(updated.outputs.action).toBe('updated');
  expect(await variablesOf(updated)).toMatchObject({ JWT_SECRET: one.JWT_SECRET, COOKIE_SECRET: one.COOKIE_SECRET });
});

test('the log names what is inherited, and none of its values', async () => {
  const plan = await stage.act({ ...SEALED, mode: 'plan' });
  expect(plan.log).toContain('Inherited from the base service:');
  expect(plan.log).toMatch(/secrets .*DATABASE_URL.*JWT_SECRET \(derived\)/);
  expect(plan.log).not.toContain('stand-in-jwt-secret');
  const less = await stage.act({ ...SEALED, mode: 'plan', 'inherit-secrets': 'DATABASE_URL, JWT_SECRET' });
  expect(less.log).toMatch(/secrets DATABASE_URL, JWT_SECRET \(derived\)\n/);
});

test('a plan names what looks live, the volumes, and logins that are shared', async () => {
  const secret = (name: string) => ({
    name,
    valueFrom: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}`,
  });
  const { family } = await registerLikeBase(stage, {
    family: 'live',
    volumes: [{ name: 'uploads', efsVolumeConfiguration: { fileSystemId: 'fs-0a1b2c3d' } }],
    containers: (medusa) => [
      {
        ...medusa,
        secrets: [...(medusa.secrets ?? []), ...['STRIPE_API_KEY', 'CUSTOMER_JWT_KEY'].map(secret)],
        environment: [...(medusa.environment ?? []), { name: 'SMTP_HOST', value: 'mail.internal' }],
      },
    ],
  });
  const { log, writes } = await stage.act({ ...SEALED, mode: 'plan', 'task-definition': family ?? '' });
  expect(log).toMatch(/secrets .+, STRIPE_API_KEY \(payment\)\n/);
  expect(log).toMatch(/variables .+, SMTP_HOST \(mail\), /);
  expect(log).toContain('volumes uploads (fs-0a1b2c3d)');
  expect(log).toContain('::warning::CUSTOMER_JWT_KEY: inherited from the base service, and not derived');
  expect(writes).toEqual([]);
});

test('what cannot work is refused together, before anything is written', async () => {
  const play = await stage.act({ ...SEALED, 'desired-count': '2', 'inherit-secrets': 'DATABASE_URL, REDIS_URL, NOPE' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('desired-count: 2 tasks would each have their own Redis');
  expect(play.log).toContain('inherit-secrets: the base service has no secret NOPE');
  expect(play.writes).toEqual([]);
});

const REMEDY = 'set "redis-image" to one in a registry that the tasks can reach';

test('an image of Redis that cannot be pulled names its input, in the task that makes the database', async () => {
  const play = await stage.act({ ...SEALED, 'redis-image': 'registry.example.com/cache:7' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain(REMEDY);
  expect(namesOf(play.writes)).not.toContain('ecs:CreateService');
});

test('and in a rollout without such a task, with the first event about it', async () => {
  const named = {
    'migrate-command': 'none',
    database: 'shared',
    variables: 'DATABASE_URL=postgres://u:p@db.internal/own',
  };
  const play = await stage.act({ ...named, 'redis-image': 'registry.example.com/redis:7' });
  expect(play.exitCode).toBe(1);
  expect(namesOf(play.writes)).not.toContain('ecs:RunTask');
  const lines = play.log.split('\n');
  const first = lines.findIndex((line) => line.includes('ECS: was unable to place a task. Reason: CannotPull'));
  expect(lines[first + 1]).toContain(REMEDY);
  expect(lines.filter((line) => line.includes(REMEDY) && !line.startsWith('::error'))).toHaveLength(1);
});

test('a key pair is refused before anything is written', async () => {
  const pem = '-----BEGIN PRIVATE KEY-----';
  const { family } = await registerLikeBase(stage, {
    family: 'signed',
    containers: (medusa) => [
      {
        ...medusa,
        secrets: medusa.secrets?.filter(({ name }) => name !== 'JWT_SECRET'),
        environment: [...(medusa.environment ?? []), { name: 'JWT_SECRET', value: pem }],
      },
    ],
  });
  const play = await stage.act({ ...SEALED, 'task-definition': family ?? '' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('variables: JWT_SECRET is a key pair in PEM');
  expect(play.writes).toEqual([]);
});
