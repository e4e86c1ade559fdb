import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { registerRevision } from '../support/one-off.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const OWN = { database: '', 'migrate-command': 'none' };
const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };
/** A start line that overwrites NODE_OPTIONS: Node never hears of the preload, and goes on with the database of the base. */
const SETS = { command: ['sh', '-c', 'NODE_OPTIONS=--max-old-space-size=512 exec medusa start'] };
/** The same in a script of package.json: npm is Node, and hands on the address, but not the rest. */
const SCRIPT =
  'const env = { ...process.env, NODE_OPTIONS: "--max-old-space-size=512" }; require("node:child_process").spawn("medusa", ["start"], { env, stdio: "inherit" })';
const HANDS_ON = { command: ['node', '--eval', SCRIPT] };
/** An application that takes another address when it starts. */
const ELSEWHERE = {
  command: [
    'node',
    '--import',
    'data:text/javascript,process.env.DATABASE_URL="postgres://db/other"',
    'medusa.mjs',
    'start',
  ],
};

/** Inputs that name a task definition with the container of Medusa changed so. */
async function changed(container: Partial<ContainerDefinition>): Promise<Record<string, string>> {
  const { family, revision } = await registerRevision(stage.endpoint, container);
  return { 'task-definition': `${family}:${revision}`, container: 'medusa' };
}

async function databaseOf({ outputs: { url } }: Play): Promise<string> {
  const { body } = await stage.view(`${url}/`);
  return JSON.parse(body).variables.DATABASE_URL;
}

test('an answer proves that it is of this environment and of its own database; an unchanged run takes the first one', async () => {
  const made = await stage.act(OWN);
  expect(made.exitCode).toBe(0);
  expect(await databaseOf(made)).toContain('/shop_pr_42');
  const again = await stage.act(OWN);
  expect(again).toMatchObject({ exitCode: 0, writes: [] });
  expect(again.log).not.toContain('Address');
});

test('a start line that overwrites NODE_OPTIONS ends red, names itself, and is never green afterwards', async () => {
  const inputs = { ...OWN, ...(await changed(SETS)) };
  const play = await stage.act(inputs);
  expect(await databaseOf(play)).toMatch(/\/medusa(\?|$)/);
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('::warning::"command" of container medusa overwrites NODE_OPTIONS');
  expect(play.log).toMatch(
    /answers 200, but without the proof .+ database of the base service instead of shop_pr_42\./,
  );
  expect(play.log).toContain(
    'Append to the existing value instead: NODE_OPTIONS="$NODE_OPTIONS --max-old-space-size=512"',
  );
  const again = await stage.act(inputs);
  expect(again).toMatchObject({ exitCode: 1, writes: [] });
  expect(again.log).toContain('answers 200, but without the proof');
});

test('so does a script that does so, whose database is the right one by chance', async () => {
  const play = await stage.act({ ...OWN, ...(await changed(HANDS_ON)) });
  expect(await databaseOf(play)).toContain('/shop_pr_42');
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('the ENTRYPOINT of the image, or a script in package.json.');
});

test('so does an application that takes another address', async () => {
  const play = await stage.act({ ...OWN, ...(await changed(ELSEWHERE)) });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('answers 200, but its DATABASE_URL does not lead to shop_pr_42');
});

test('where the database is shared it is a warning', async () => {
  const play = await stage.act(await changed(SETS));
  expect(play).toMatchObject({ exitCode: 0, outputs: { action: 'created' } });
  expect(play.log).toMatch(/::warning::\S+ answers 200, but without the proof .+ a login to the admin does not last/);
});

test('and so it is where the service is somebody else’s', async () => {
  const play = await stage.act({ ...IN_PLACE, ...(await changed(HANDS_ON)) });
  expect(play.exitCode).toBe(0);
  expect(play.log).toMatch(/::warning::\S+ answers 200, but without the proof .+ a login to the admin does not last/);
});

test('where nobody waits for an answer, it is said that nothing is proven', async () => {
  const play = await stage.act({ ...OWN, 'wait-for': 'none' });
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('it is also unproven that Medusa uses its own database shop_pr_42.');
});

test('a plan warns of a start line, and of variables that lead to the database of the base', async () => {
  const environment = ['DB_HOST', 'DB_NAME'].map((name) => ({ name, value: 'medusa' }));
  const inputs = { ...OWN, mode: 'plan', ...(await changed({ ...SETS, environment })) };
  const play = await stage.act(inputs);
  expect(play).toMatchObject({ exitCode: 0, writes: [] });
  expect(play.log).toContain('::warning::DB_HOST, DB_NAME: set in addition to DATABASE_URL');
  expect(play.log).toContain('::warning::"command" of container medusa overwrites NODE_OPTIONS');
  const given = await stage.act({ ...inputs, variables: 'DB_HOST=\nDB_NAME=' });
  expect(given.log).not.toContain('set in addition to DATABASE_URL');
});

test('an answer without end is read to its beginning', async () => {
  const play = await stage.act({ ...OWN, image: stage.imageOf('endless') });
  expect(play.exitCode).toBe(0);
});
