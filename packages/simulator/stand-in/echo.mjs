// Owns the answer that shows what arrived: for a test to see what the way to a stand-in did to a request.
import process from 'node:process';
import { sendJson } from './reply.mjs';

/** Variables that the machine gives to every process, and that no task definition set. */
const MACHINE_VARIABLES = ['PATH', 'HOME', 'PWD', 'OLDPWD', 'SHLVL', '_'];

/** Everything that arrived, and what the application runs with: secrets too, it is a stand-in. */
export async function echo(request, response) {
  const [path, rawQuery = ''] = request.url.split(/\?(.*)/s);
  const query = new URLSearchParams(rawQuery);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  sendJson(response, 200, {
    method: request.method,
    path,
    query: Object.fromEntries([...query.keys()].map((name) => [name, oneOrMany(query.getAll(name))])),
    rawQuery,
    headers: request.headers,
    cookies: cookiesOf(request),
    body: Buffer.concat(chunks).toString('utf8'),
    image: { tag: process.env.STAND_IN_TAG },
    variables: Object.fromEntries(Object.entries(process.env).filter(([name]) => !MACHINE_VARIABLES.includes(name))),
  });
}

function oneOrMany(values) {
  return values.length > 1 ? values : values[0];
}

function cookiesOf(request) {
  const pairs = (request.headers.cookie ?? '').split(/; */).filter((pair) => pair.includes('='));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
