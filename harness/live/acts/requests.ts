// Owns the act in which requests of all kinds go through the address.
import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { echo, type LivePlay } from '../play.ts';

const SLOW_MS = 5_000;
const HEAD_BYTES = 8_000;

export async function visit(live: LivePlay, url: string): Promise<void> {
  await visitPlainly(live, url);
  await visitTwice(live, url);
  await visitOddly(live, url);
  const isOpen = await opensWebSocket(live, url);
  live.record.answer('web-socket', isOpen, isOpen ? 'it was opened' : 'it was not opened');
}

async function visitPlainly(live: LivePlay, url: string): Promise<void> {
  const { record } = live;
  const headers = { cookie: 'cart=7; other=8', 'x-publishable-api-key': 'pk_1', 'content-type': 'application/json' };
  const seen = await echo(live, `${url}/store/carts?a=1&a=2&b=`, { method: 'POST', headers, body: '{"quantity":2}' });
  record.promise('cookies arrive', seen.headers.cookie === headers.cookie);
  record.promise('headers arrive', seen.headers['x-publishable-api-key'] === 'pk_1');
  record.promise('the query arrives', seen.url === '/store/carts?a=1&a=2&b=');
  record.promise('the body arrives', seen.method === 'POST' && seen.body === '{"quantity":2}');
  record.promise('the application sees HTTPS', seen.headers['x-forwarded-proto'] === 'https');
  const origin = { origin: 'https://shop.example.com', 'access-control-request-method': 'POST' };
  const preflight = await echo(live, `${url}/store/carts`, { method: 'OPTIONS', headers: origin });
  record.promise(
    'a preflight reaches the application',
    preflight.method === 'OPTIONS' && preflight.headers.origin === origin.origin,
  );
  const { headers: answered } = await live.view(`${url}/`);
  record.promise('both cookies of an answer come back', String(answered['set-cookie']) === 'one=1,two=2');
  record.promise('search engines are kept away', answered['x-robots-tag'] === 'noindex');
}

async function visitTwice(live: LivePlay, url: string): Promise<void> {
  const { record } = live;
  const [one, other] = [await echo(live, `${url}/same`), await echo(live, `${url}/same`)];
  record.promise('nothing is cached', other.count > one.count);
  const failing = `${url}/failing?status=500`;
  const [first, second] = [await echo(live, failing), await echo(live, failing)];
  const isFresh = second.count > first.count;
  record.answer(
    'cached-errors',
    isFresh,
    isFresh ? 'the second error came from the application' : 'the second error was that of the first',
  );
  const conditional = await echo(live, `${url}/`, { headers: { 'if-none-match': '"x"' } });
  const arrived = conditional.headers['if-none-match'];
  record.answer(
    'conditional-headers',
    arrived === '"x"',
    `\`If-None-Match\` ${arrived === undefined ? 'did not arrive' : 'arrived'}`,
  );
}

async function visitOddly(live: LivePlay, url: string): Promise<void> {
  const { record, view } = live;
  const path = '/raw/a%2Fb//c%20d';
  const raw = await echo(live, `${url}${path}`);
  record.answer('raw-path', raw.url === path, `\`${raw.url}\``);
  const stream = await view(`${url}/stream`);
  record.promise('a stream of events arrives whole', stream.body === 'data: 1\n\ndata: 2\n\ndata: 3\n\n');
  const slow = await echo(live, `${url}/slow?wait=${Math.max(Math.round(SLOW_MS / live.timeScale), 50)}`);
  record.promise('a slow answer arrives', slow.url.startsWith('/slow'));
  const { headers } = await view(`${url}/head?head=${HEAD_BYTES}`);
  record.promise('a head of 8 KB arrives', String(headers['x-long']).length === HEAD_BYTES);
}

function opensWebSocket({ cloud }: LivePlay, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    const outgoing = request(`${url}/socket`, { headers, agent: cloud.agent });
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy();
      resolve(true);
    });
    outgoing.once('response', (answer) => {
      answer.resume();
      resolve(false);
    });
    outgoing.once('error', () => resolve(false)).end();
  });
}
