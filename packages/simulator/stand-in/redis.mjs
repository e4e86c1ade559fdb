// Owns a stand-in of Redis for a machine that has none: the protocol, and the commands that a test needs, in memory.
// https://redis.io/docs/latest/develop/reference/protocol-spec/
import { createServer } from 'node:net';

const words = process.argv.slice(2);
const setting = (name, usual) => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : usual);
const values = new Map();

const simple = (text) => `+${text}\r\n`;
const failure = (text) => `-${text}\r\n`;
const number = (value) => `:${value}\r\n`;
const bulk = (text) => (text === undefined ? '$-1\r\n' : `$${Buffer.byteLength(text)}\r\n${text}\r\n`);
const list = (items) => `*${items.length}\r\n${items.map(bulk).join('')}`;

const COMMANDS = {
  ping: (text) => (text === undefined ? simple('PONG') : bulk(text)),
  echo: bulk,
  select: () => simple('OK'),
  client: () => simple('OK'),
  info: () => bulk('redis_version:7.2.16\r\n'),
  get: (key) => bulk(values.get(key)),
  set: (key, value) => {
    values.set(key, value);
    return simple('OK');
  },
  del: (...keys) => number(keys.filter((key) => values.delete(key)).length),
  exists: (...keys) => number(keys.filter((key) => values.has(key)).length),
  incr: (key) => {
    const next = Number(values.get(key) ?? 0) + 1;
    values.set(key, String(next));
    return number(next);
  },
  dbsize: () => number(values.size),
  keys: () => list([...values.keys()]),
  flushall: () => {
    values.clear();
    return simple('OK');
  },
};

/** A command is a list of texts: `*2`, `$3`, `GET`, `$1`, `a`. Undefined: not all of it has arrived. */
function takeCommand(text) {
  const [head, ...lines] = text.split('\r\n');
  const count = Number(head.slice(1));
  if (!head.startsWith('*') || lines.length <= count * 2) return undefined;
  const items = Array.from({ length: count }, (_, at) => lines[at * 2 + 1]);
  return { items, rest: lines.slice(count * 2).join('\r\n') };
}

function answer([name = '', ...items]) {
  const command = COMMANDS[name.toLowerCase()];
  return command === undefined ? failure(`ERR unknown command '${name}'`) : command(...items);
}

const server = createServer((socket) => {
  let text = '';
  socket.setEncoding('utf8').on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    text += chunk;
    for (let command = takeCommand(text); command !== undefined; command = takeCommand(text)) {
      text = command.rest;
      socket.write(answer(command.items));
    }
  });
});
server.listen(Number(setting('port', 6379)), setting('bind', '127.0.0.1'), () =>
  console.log('Ready to accept connections tcp'),
);
process.on('SIGTERM', () => process.exit(0));
