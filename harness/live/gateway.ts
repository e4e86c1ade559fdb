// Owns what stands between the play and the cloud: each call is signed anew, sent on, and recorded. So the processes that are
// played have no credentials.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import { APIS } from '../../packages/simulator/apis.ts';
import { readModel } from '../../packages/simulator/protocols/model.ts';
import type { WireReply, WireRequest } from '../../packages/simulator/protocols/protocol.ts';
import { protocolOf } from '../../packages/simulator/protocols/protocol-of.ts';
import { readRequest, send } from '../../packages/simulator/server.ts';
import { readScope, type Scope } from '../../packages/simulator/standing-refusals.ts';
import { sign } from './signer.ts';

/** One call and its answer, as they went over the wire. */
export interface Exchange {
  service: string;
  operation: string;
  /** Milliseconds since the play began. */
  at: number;
  milliseconds: number;
  status: number;
  body: string;
}

export interface GatewaySettings {
  /** The address of the cloud's service for a call of that scope. */
  target(scope: Scope): string;
  credentials: Provider<AwsCredentialIdentity>;
  onExchange(exchange: Exchange): void;
}

export interface Gateway {
  endpoint: string;
  close(): void;
}

/** Headers of the old signature, and of one hop only. */
const DROPPED =
  /^(host|connection|content-length|transfer-encoding|expect|keep-alive|authorization|x-amz-(date|content-sha256|security-token))$/;

export async function openGateway(settings: GatewaySettings): Promise<Gateway> {
  const wires = new Map(APIS.map((api) => [api.name, protocolOf(api, readModel(api.model))]));
  const startedAt = performance.now();
  const answer = async (request: IncomingMessage): Promise<WireReply> => {
    const wire = await readRequest(request);
    const scope = readScope(wire);
    if (scope === undefined) throw new Error('A call without a signature came to the gateway.');
    const at = performance.now() - startedAt;
    const reply = await sendOn(settings, scope, wire);
    settings.onExchange({
      service: scope.service,
      operation: wires.get(scope.service)?.operationOf(wire) ?? '',
      at: Math.round(at),
      milliseconds: Math.round(performance.now() - startedAt - at),
      status: reply.status,
      body: reply.body,
    });
    return reply;
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => send(reply, response),
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = 60_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function sendOn({ target, credentials }: GatewaySettings, scope: Scope, wire: WireRequest): Promise<WireReply> {
  const { method, body } = wire;
  const url = new URL(wire.url.pathname + wire.url.search, target(scope));
  const headers = Object.fromEntries(Object.entries(wire.headers).filter(([name]) => !DROPPED.test(name)));
  const signed = await sign(credentials, { method, url, headers, body, service: scope.service, region: scope.region });
  const { host: _, ...sent } = signed;
  const reply = await fetch(url, { method, headers: sent, ...(body !== '' && { body }) });
  const passed = [...reply.headers].filter(([name]) => !DROPPED.test(name) && name !== 'content-encoding');
  return { status: reply.status, headers: Object.fromEntries(passed), body: await reply.text() };
}
