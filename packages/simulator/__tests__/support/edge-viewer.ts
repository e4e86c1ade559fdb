// Owns a viewer of a cloud whose load balancer has an address from the start: a simulator with such a scenario, and requests to it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';
import { type SimulatedCloud, simulatedCloud } from './simulated-cloud.ts';

export interface ViewerAnswer {
  status: number;
  reason: string;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

export interface CloudWithAddress extends SimulatedCloud {
  /** Asks for a path of the address, as somebody out on the internet. */
  view(path: string, options?: RequestOptions & { body?: string | Buffer }): Promise<ViewerAnswer>;
}

/** Its distribution leads to the listener, and hands on every header. The scenario may say more. */
export function cloudWithAddress(flags = ['--time-scale', '1000'], scenario = {}): CloudWithAddress {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  const file = join(folder, 'scenario.json');
  const distribution = { comment: 'Shop', vpcOrigin: 'shop' };
  writeFileSync(file, JSON.stringify({ distribution, loadBalancer: { admits: ['cloudfront'] }, ...scenario }));
  afterAll(() => rmSync(folder, { recursive: true }));
  const cloud = simulatedCloud(['--scenario', file, ...flags]);
  return Object.assign(cloud, { view: viewerOf(cloud) });
}

function viewerOf(cloud: SimulatedCloud): CloudWithAddress['view'] {
  return async (path, { body, ...options } = {}) => {
    const { DistributionList } = await cloud.aws.cloudfront.listDistributions({});
    const { endpoint, ca } = cloud.simulator;
    const agent = new Agent({ ca: readFileSync(ca), proxyEnv: { HTTPS_PROXY: endpoint } });
    return new Promise((resolve, reject) => {
      const outgoing = request(`https://${DistributionList?.Items?.[0]?.DomainName}${path}`, { ...options, agent });
      outgoing.once('error', reject);
      outgoing.once('response', (answer) => {
        const { statusCode: status = 0, statusMessage: reason = '', headers } = answer;
        buffer(answer).then((received) => resolve({ status, reason, headers, body: received }), reject);
      });
      outgoing.end(body);
    });
  };
}
