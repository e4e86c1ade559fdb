// Owns a viewer of a simulator: requests through its proxy to the names that it hands out.
import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { RunningSimulator } from '../../process.ts';

export interface ViewerAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

export function view(
  { endpoint, ca }: Pick<RunningSimulator, 'endpoint' | 'ca'>,
  url: string,
  options: RequestOptions = {},
): Promise<ViewerAnswer> {
  const { hostname, pathname } = new URL(url);
  // The path is sent as it is written: a URL would be normalised.
  const path = url.slice(url.indexOf(hostname) + hostname.length) || pathname;
  const agent = new Agent({ ca: readFileSync(ca), proxyEnv: { HTTPS_PROXY: endpoint } });
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, path, agent, ...options }, (answer) => {
      const ended = (body: string) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      text(answer).then(ended, reject);
    });
    // A server that was asked for another protocol may answer as usual.
    outgoing.once('error', reject).end();
  });
}
