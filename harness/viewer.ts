// Owns a viewer somewhere in the world: requests to the distribution's own name, through the proxy, trusting the local CA.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Simulator } from '../packages/simulator/simulator.ts';

export interface ViewerAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A browser sends these headers when it opens a page. */
export const OPENS_PAGE = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };

export type View = (url: string, options?: RequestOptions & { body?: string }) => Promise<ViewerAnswer>;

export function createViewer({ endpoint, ca }: Pick<Simulator, 'endpoint' | 'ca'>): View {
  return viewThrough(new Agent({ ca: readFileSync(ca), keepAlive: true, proxyEnv: { HTTPS_PROXY: endpoint } }));
}

/** A viewer with connections of its own: through a proxy, or straight to the internet. */
export function viewThrough(agent: Agent): View {
  return (url, { body, ...options } = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { ...options, agent }, (answer) => {
        text(answer).then(
          (received) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received }),
          reject,
        );
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
}

/** Chromium trusts the edge's certificates, and no others, by the digest of its public key: nothing has to be installed. */
export function trustFlag({ ca }: Pick<Simulator, 'ca'>): string {
  const { publicKey } = new X509Certificate(readFileSync(ca));
  const digest = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return `--ignore-certificate-errors-spki-list=${digest}`;
}
