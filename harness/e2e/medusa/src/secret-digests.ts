// Owns how the secrets of logins look to each kind of process that this one may start: digests, which show whether they are equal.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The same as of this process, for others to evaluate. */
const DIGEST = `require('node:crypto').createHash('sha256')
  .update(process.env.JWT_SECRET + ' ' + process.env.COOKIE_SECRET).digest('hex').slice(0, 12)`;

/** By the kind of process. */
export async function secretDigests(): Promise<Record<string, string>> {
  const { PATH, NODE_OPTIONS, DATABASE_URL, JWT_SECRET, COOKIE_SECRET } = process.env;
  const chosen = { PATH, DATABASE_URL, JWT_SECRET, COOKIE_SECRET };
  return {
    itself: createHash('sha256').update(`${JWT_SECRET} ${COOKIE_SECRET}`).digest('hex').slice(0, 12),
    thread: await inThread(),
    child: inChild(process.env),
    'child with chosen variables': inChild({ ...chosen, NODE_OPTIONS }),
    'child without NODE_OPTIONS': inChild(chosen),
    'child of a shell': execFileSync('sh', ['-c', 'node --print "$1"', 'shell', DIGEST], { encoding: 'utf8' }).trim(),
  };
}

function inChild(env: NodeJS.ProcessEnv): string {
  return execFileSync(process.execPath, ['--print', DIGEST], { env, encoding: 'utf8' }).trim();
}

async function inThread(): Promise<string> {
  const worker = new Worker(`require('node:worker_threads').parentPort.postMessage(${DIGEST})`, { eval: true });
  const [digest] = await once(worker, 'message');
  return digest;
}
