// Owns the command `npm run live`: shows what it would make and asks; plays it, or takes away what an earlier play left.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Account, findAccount } from './account.ts';
import { createClients } from './clients.ts';
import { openCloud } from './cloud.ts';
import { compare } from './comparison.ts';
import { HELP, type LiveFlags, readLiveFlags } from './flags.ts';
import type { Exchange } from './gateway.ts';
import { type LiveParts, playLive } from './live.ts';
import { findPlay, forgetPlay, newPlay, type Play } from './names.ts';
import { LiveRecord } from './record.ts';
import { findStanding, removeAll } from './removal/remove.ts';

/**
 * List prices of us-east-1: https://aws.amazon.com/elasticloadbalancing/pricing, https://aws.amazon.com/fargate/pricing and
 * https://aws.amazon.com/vpc/pricing: a load balancer, up to four tasks of a quarter of a processor, and their public addresses.
 */
const COST = 'about 0.15 USD an hour';
const ROOT = join(import.meta.dirname, '../..');

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
try {
  const flags = readLiveFlags();
  if (flags === 'help') say(HELP);
  else process.exitCode = await main({ ...flags, folder: resolve(ROOT, flags.folder) });
} catch (error) {
  say((error as Error).message);
  process.exitCode = 2;
}

/** Returns the exit code. */
async function main(flags: LiveFlags): Promise<number> {
  const earlier = flags.isSimulated ? undefined : findPlay(flags.folder);
  if (flags.isCleaning && earlier === undefined) return end('No play is known to stand.', 0);
  if (!flags.isCleaning && earlier !== undefined) return end('An earlier play stands; --clean takes it away.', 2);
  const exchanges: Exchange[] = [];
  const cloud = await openCloud({ ...flags, endpoint: flags.endpoint ?? earlier?.endpoint }, (each) =>
    exchanges.push(each),
  );
  try {
    const clients = createClients(cloud.gateway.endpoint, earlier?.region ?? cloud.region, flags.timeScale);
    if (earlier !== undefined) return await clean(flags, { clients, play: earlier });
    const account = await findAccount(clients);
    const title = titleOf(flags, cloud.region);
    if (!(await isWanted(flags, title, account))) return end('Nothing was made.', 0);
    const record = new LiveRecord(say, flags.timeScale);
    const play = newPlay(cloud.region, flags.endpoint);
    const cancellation = interruption.signal;
    const parts = { ...flags, play, account, cloud, clients, record, exchanges, cancellation, title };
    const { standing, failure } = await playLive(parts);
    const differences = flags.compare === undefined ? [] : compareWith(flags.compare, exchanges);
    const isGood =
      failure === undefined && standing.length === 0 && record.brokenCount === 0 && differences.length === 0;
    return end(`The report is ${join(flags.folder, 'report.md')}.`, isGood ? 0 : 1);
  } finally {
    await cloud.close();
  }
}

async function clean(
  flags: LiveFlags,
  { clients, play }: { clients: LiveParts['clients']; play: Play },
): Promise<number> {
  await removeAll(clients, play);
  const standing = await findStanding(clients, play);
  if (standing.length > 0) return end(`Still standing: ${standing.join(', ')}`, 1);
  forgetPlay(flags.folder);
  return end('Nothing stands any more.', 0);
}

function titleOf({ isSimulated, endpoint }: LiveFlags, region: string): string {
  if (isSimulated) return 'the simulated cloud';
  return endpoint === undefined ? `AWS in ${region}` : 'another cloud';
}

async function isWanted(flags: LiveFlags, title: string, { id, arn }: Account): Promise<boolean> {
  say(`On ${title}, in the account ${id}, as ${arn}, this makes and takes away again:`);
  say('  a VPC with two public subnets, an internal load balancer, an ECS cluster, a service of a public Node image,');
  say('  three previews of it, and what CloudFront needs for them: two VPC origins and six distributions.');
  say(`It takes an hour or more, most of it waiting for CloudFront, and costs ${COST}.`);
  if (flags.isConfirmed) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Go on? (yes/no) ', { signal: interruption.signal }).catch(() => 'no');
  terminal.close();
  return answer.trim() === 'yes';
}

function compareWith(file: string, played: Exchange[]): string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const differences = compare(
    lines.map((line) => JSON.parse(line) as Exchange),
    played,
  );
  say(differences.length === 0 ? 'The simulator answers as the journal has it.' : differences.join('\n'));
  return differences;
}

function interrupt(): void {
  say('Interrupted: everything is taken away first. A second time ends it at once; --clean goes on from there.');
  interruption.abort(new Error('it was interrupted'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
}

function end(sentence: string, exitCode: number): number {
  say(sentence);
  return exitCode;
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
