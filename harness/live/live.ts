// Owns a play from its first call to its last: foundation, acts, removal, report.
import { PullRequest } from '../pull-request.ts';
import { viewThrough } from '../viewer.ts';
import { type Account, assertAdmitted } from './account.ts';
import { close, sweep, twoAtOnce } from './acts/endings.ts';
import { open } from './acts/open.ts';
import {
  askForMetricDelay,
  askForReadLag,
  askForRuleEffect,
  askForSecondOrigin,
  askForWeightZero,
  askOfOrigin,
} from './acts/probes.ts';
import { visit } from './acts/requests.ts';
import { repair, rollOut, sleepAndWake } from './acts/rollouts.ts';
import { type Clients, cancellable } from './clients.ts';
import type { LiveCloud } from './cloud.ts';
import { makeFoundation } from './foundation/make.ts';
import type { Exchange } from './gateway.ts';
import { forgetPlay, keepPlay, nameOf, type Play, writeIn } from './names.ts';
import type { LivePlay } from './play.ts';
import type { LiveRecord } from './record.ts';
import { redact } from './redaction.ts';
import { findStanding, removeAll } from './removal/remove.ts';
import { renderReport } from './report.ts';

export interface LiveParts {
  play: Play;
  account: Account;
  cloud: LiveCloud;
  clients: Clients;
  record: LiveRecord;
  exchanges: Exchange[];
  bundle: string;
  folder: string;
  cancellation: AbortSignal;
  timeScale: number;
  /** For the report. */
  title: string;
}

const NUMBER = 42;

/** Leaves nothing standing, however it ends; returns what does all the same, and what ended it early. */
export async function playLive(parts: LiveParts): Promise<{ standing: string[]; failure: string | undefined }> {
  const { clients, play, record, folder } = parts;
  keepPlay(folder, play);
  let failure: string | undefined;
  try {
    await assertAdmitted(clients, play);
    const acting = cancellable(clients, parts.cancellation);
    const foundation = await record.time('the foundation', () => makeFoundation(acting, play));
    await playActs({ ...parts, clients: acting, foundation, view: viewThrough(parts.cloud.agent) });
  } catch (error) {
    failure = (error as Error).message;
    record.say(`   ended early: ${failure}`);
  }
  const standing = await takeAway(parts);
  writeReport(parts, { standing, failure });
  return { standing, failure };
}

async function playActs(live: LivePlay): Promise<void> {
  const pullRequest = new PullRequest(live.cloud.simulator, NUMBER);
  const url = await open(live, pullRequest);
  await visit(live, url);
  await askForMetricDelay(live, url);
  await rollOut(live, pullRequest, url);
  await sleepAndWake(live, pullRequest, url);
  await repair(live, pullRequest);
  const others = await twoAtOnce(live);
  const secondOrigin = await askForSecondOrigin(live);
  await askForRuleEffect(live, url);
  await askForReadLag(live);
  await askForWeightZero(live);
  await close(live, pullRequest, url);
  await sweep(live, others);
  if (secondOrigin !== undefined) await askOfOrigin(live, secondOrigin);
  const throttled = live.exchanges.filter(
    ({ service, body }) => service === 'cloudfront' && /<Code>Throttling/.test(body),
  );
  live.record.answer('call-rate', throttled.length === 0, `${throttled.length} calls were throttled`);
}

/** Tried once more, since what was just written may not be seen yet. */
async function takeAway({ clients, play, record, folder }: LiveParts): Promise<string[]> {
  record.say('   everything is taken away');
  await record
    .time('taking everything away', () => removeAll(clients, play, record))
    .catch(async (error: Error) => {
      record.say(`   once more: ${error.message}`);
      await removeAll(clients, play);
    });
  const standing = await findStanding(clients, play);
  if (standing.length === 0) forgetPlay(folder);
  return standing;
}

function writeReport(
  { record, title, folder, exchanges, account, play }: LiveParts,
  { standing, failure }: { standing: string[]; failure: string | undefined },
): void {
  const texts = [account.arn.split('/').at(-1) ?? '', nameOf(play)];
  const report = renderReport({
    record,
    cloud: title,
    callCount: exchanges.length,
    failure,
    absent: absentIn(exchanges),
    standing,
  });
  writeIn(folder, 'report.md', redact(report, { texts }));
  const lines = exchanges.map((exchange) => JSON.stringify({ ...exchange, body: redact(exchange.body, { texts }) }));
  writeIn(folder, 'journal.jsonl', `${lines.join('\n')}\n`);
}

/** A cloud that answers as AWS does says so of an operation that it has not. */
function absentIn(exchanges: Exchange[]): string[] {
  const isAbsent = ({ status, body }: Exchange) =>
    status === 501 ||
    (status === 404 && /<html/i.test(body)) ||
    /UnknownOperation|InvalidAction|NotImplemented|not been implemented/.test(status >= 400 ? body : '');
  return [...new Set(exchanges.filter(isAbsent).map(({ service, operation }) => `${service}:${operation}`))];
}
