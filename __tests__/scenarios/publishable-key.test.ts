import { expect, test } from '@jest/globals';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const OWN = { database: '' };
const KEY = /^pk_[\da-f]{64}$/;
const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };
const NONE = 'No publishable key was found in database shop_pr_42, so the output publishable-key is empty.';

test('each run that checks the address returns the key of the environment’s own database, and no run asks AWS for it', async () => {
  const made = await stage.act(OWN);
  const key = made.outputs['publishable-key'];
  expect(key).toMatch(KEY);
  expect(await stage.databases()).toMatchObject([{ name: 'shop_pr_42', keys: [{ token: key, type: 'publishable' }] }]);
  const unchanged = await stage.act(OWN);
  expect(unchanged).toMatchObject({ writes: [], outputs: { action: 'unchanged', 'publishable-key': key } });
  expect(new Set(unchanged.reads.map(({ service }) => service))).not.toContain('logs');
  const updated = await stage.act({ ...OWN, image: stage.imageOf('v2') });
  expect(updated.outputs).toMatchObject({ action: 'updated', 'publishable-key': key });
  const gone = await stage.act({ ...OWN, mode: 'destroy' });
  expect(gone.outputs['publishable-key']).toBe('');
});

test.each([
  ['a preview', { database: 'shared' }],
  ['a service in place', IN_PLACE],
])('where %s has the database of somebody else, it has no key, without a word', async (_, inputs) => {
  const shared = await stage.act(inputs);
  expect(shared).toMatchObject({ exitCode: 0, outputs: { 'publishable-key': '' } });
  expect(shared.log).not.toContain('publishable');
});

test('where there is none, the output is empty, with a notice, and the run is as green as before', async () => {
  const made = await stage.act({ ...OWN, variables: 'STAND_IN_KEYS=none' });
  expect(made).toMatchObject({ exitCode: 0, outputs: { action: 'created', 'publishable-key': '' } });
  expect(made.log).toContain(`::notice::${NONE}`);
});

test('where there is no table, neither', async () => {
  const made = await stage.act({ ...OWN, 'migrate-command': 'none' });
  expect(made).toMatchObject({ exitCode: 0, outputs: { 'publishable-key': '' } });
  expect(made.log).toContain(`::notice::${NONE}`);
});

test('where the address is not checked, a notice says so', async () => {
  const made = await stage.act({ ...OWN, 'wait-for': 'none' });
  expect(made).toMatchObject({ exitCode: 0, outputs: { 'publishable-key': '' } });
  expect(made.log).toContain('so the address was not checked and its publishable key not read');
});

test('an application that answers for the preload with something else hands out nothing', async () => {
  const forged = `data:text/javascript,${encodeURIComponent(
    `import { ServerResponse } from 'node:http';
     const { setHeader } = ServerResponse.prototype;
     ServerResponse.prototype.setHeader = function (name, value) {
       return setHeader.call(this, name, name === 'X-Medusa-Preview-Key' ? 'sk_live_0123456789' : value);
     };`,
  )}`;
  const made = await stage.act({ ...OWN, variables: `NODE_OPTIONS=--import ${forged}` });
  expect(made).toMatchObject({ exitCode: 0, outputs: { 'publishable-key': '' } });
  expect(made.log).toContain(`::notice::${NONE}`);
});
