// Shows `npm run live` on the simulated cloud: a whole play, its report and its journal, and that a cloud that differs is noticed.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { askForReadLag, askForSecondOrigin, askOfOrigin } from '../../harness/live/acts/probes.ts';
import { createClients } from '../../harness/live/clients.ts';
import { openCloud } from '../../harness/live/cloud.ts';
import { compare } from '../../harness/live/comparison.ts';
import { type LiveFlags, readLiveFlags } from '../../harness/live/flags.ts';
import { makeFoundation } from '../../harness/live/foundation/make.ts';
import type { Exchange } from '../../harness/live/gateway.ts';
import { newPlay } from '../../harness/live/names.ts';
import { QUESTIONS } from '../../harness/live/questions.ts';
import { LiveRecord } from '../../harness/live/record.ts';
import { findStanding, removeAll } from '../../harness/live/removal/remove.ts';
import { viewThrough } from '../../harness/viewer.ts';
import { createClient } from '../../packages/simulator/client.ts';
import { BUNDLE } from '../support/bundle.ts';

const ROOT = join(import.meta.dirname, '../..');
const SPEED = ['--simulator', '--yes', '--time-scale', '1000', '--bundle', BUNDLE];
const folder = mkdtempSync(join(tmpdir(), 'live-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a whole play keeps every promise, meets no surprise, and leaves nothing', async () => {
  const args = ['harness/live/main.ts', ...SPEED, '--folder', folder];
  const options = { cwd: ROOT, maxBuffer: 10_000_000 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((error) => error);
  expect(stdout).not.toMatch(/BROKEN|OTHERWISE|ended early/);
  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  expect(report).toContain(', 0 were broken.');
  expect(report).toContain('Nothing stands after it.');
  const unseen = Object.entries(QUESTIONS).filter(([, question]) => 'unseen' in question).length;
  expect(report.match(/could not be seen/g)).toHaveLength(unseen);
  const journal = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
  expect(`${report}${journal}`).not.toMatch(/123456789012|live-[0-9a-f]{8}|administrator/);
  const exchanges = journal
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange);
  expect(compare(exchanges, exchanges)).toEqual([]);
});

test('a cloud that answers three questions otherwise is noticed', async () => {
  const flags = readLiveFlags(SPEED) as LiveFlags;
  const cloud = await openCloud(flags, () => undefined);
  try {
    const clients = createClients(cloud.gateway.endpoint, cloud.region, flags.timeScale);
    const play = newPlay(cloud.region, undefined);
    const record = new LiveRecord(() => undefined, flags.timeScale);
    const foundation = await makeFoundation(clients, play);
    const view = viewThrough(cloud.agent);
    const cancellation = new AbortController().signal;
    const live = { ...flags, play, cloud, clients, record, foundation, view, exchanges: [], cancellation };
    const { fault } = createClient(cloud.simulator.endpoint);
    const refusing = (operation: string, code: string) => fault({ operation, kind: 'refuse', code, message: 'No.' });
    await refusing('CreateVpcOrigin', 'EntityLimitExceeded');
    await askForSecondOrigin(live);
    expect(record.findingOf('two-origins')).toEqual({ result: 'otherwise', seen: 'refused with EntityLimitExceeded' });
    await refusing('DescribeTargetGroups', 'TargetGroupNotFound');
    await askForReadLag(live);
    expect(record.findingOf('read-lag').result).toBe('otherwise');
    await refusing('DeleteVpcOrigin', 'AccessDenied');
    await askOfOrigin(live, String(await askForSecondOrigin(live)));
    expect(record.findingOf('origin-in-use')).toEqual({ result: 'otherwise', seen: 'refused with AccessDenied' });
    await removeAll(clients, play);
    expect(await findStanding(clients, play)).toEqual([]);
  } finally {
    await cloud.close();
  }
});
