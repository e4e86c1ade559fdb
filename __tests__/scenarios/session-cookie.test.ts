import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { life } from '../support/life.ts';
import { registerRevision } from '../support/one-off.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });

/** Logs in as the admin does; resolves with the cookie that this brought, and what comes of it. */
async function logIn({ outputs: { url } }: Play): Promise<{ cookie: string | undefined; status: number }> {
  const session = await stage.view(`${url}/auth/session`, { method: 'POST' });
  const [cookie] = session.headers['set-cookie'] ?? [];
  const { status } = await stage.view(`${url}/admin/users/me`, { headers: { cookie: cookie?.split(';')[0] ?? '' } });
  return { cookie, status };
}

async function robotsOf({ outputs: { url } }: Play): Promise<(string | string[] | undefined)[]> {
  const answers = await Promise.all(['/app', '/store/products'].map((path) => stage.view(url + path)));
  return answers.map(({ headers }) => headers['x-robots-tag']);
}

life('the login of a preview whose preload changes', (step) => {
  step('who logs in to the admin of a preview stays logged in, and search engines stay away', async () => {
    const play = await stage.act();
    const { cookie, status } = await logIn(play);
    expect(cookie).toMatch(/^connect\.sid=.+; Secure;/);
    expect(status).toBe(200);
    expect(await robotsOf(play)).toEqual(['noindex', 'noindex']);
  });

  step('options of Node that somebody asked for stay', async () => {
    const play = await stage.act({ variables: 'NODE_OPTIONS=--max-old-space-size=512' });
    const { body } = await stage.view(`${play.outputs.url}/`);
    expect(JSON.parse(body).variables.NODE_OPTIONS).toMatch(/^--max-old-space-size=512 --import data:\S+$/);
    expect(await logIn(play)).toMatchObject({ status: 200 });
  });

  step(
    'where a start line keeps the preload away the cookie never comes: the load balancer says http, and the cookie is Secure',
    async () => {
      const command = ['sh', '-c', 'NODE_OPTIONS= exec medusa start'];
      const { family, revision } = await registerRevision(stage.endpoint, { command });
      const play = await stage.act({ 'task-definition': `${family}:${revision}` });
      expect(play.log).toContain('without the proof');
      expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
      expect(await logIn(play)).toEqual({ cookie: undefined, status: 401 });
      expect(await robotsOf(play)).toEqual([undefined, undefined]);
    },
  );
});

test('the address of a long-lived environment may be found by search engines', async () => {
  const play = await stage.act({ environment: 'staging' }, { event: { name: 'push', payload: {} } });
  expect(await logIn(play)).toMatchObject({ status: 200 });
  expect(await robotsOf(play)).toEqual([undefined, undefined]);
});
