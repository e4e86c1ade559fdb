// Owns handing a request on to a target and its answer back, both as streams.
import { Agent, type ClientRequest, type IncomingMessage, request as requestPlainly } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';
import { pipeline } from 'node:stream';
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { countTargetRequest } from '../monitoring/request-counts.ts';
import { type Exchange, sideOf } from './exchange.ts';
import { headersTowardClient, headersTowardTarget } from './forwarded-headers.ts';
import { forwardToFunction } from './function-forwarding.ts';
import { hasFunction } from './function-targets.ts';
import { errorAnswer, send } from './own-answers.ts';
import { reach } from './reachability.ts';
import { chooseTargetGroup, TargetTurns } from './target-choice.ts';
import { joinTunnel } from './tunnel.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
const CONNECT_TIMEOUT_SECONDS = 10;
const MAX_RESPONSE_HEAD_BYTES = 32 * 1024;

export class Forwarding {
  readonly #cloud: Cloud;
  readonly #connections = new Agent({ keepAlive: true });
  /** A load balancer does not look at the certificate of a target. */
  readonly #secureConnections = new SecureAgent({ keepAlive: true, rejectUnauthorized: false });
  readonly #turns = new TargetTurns();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** Answers the exchange with what a target says, or with the load balancer's own 502, 503 or 504. */
  forward(exchange: Exchange, action: Action): void {
    const groupArn = chooseTargetGroup(action);
    if (groupArn !== undefined && hasFunction(this.#cloud, groupArn)) {
      countTargetRequest(this.#cloud, exchange.listener.LoadBalancerArn, groupArn);
      void forwardToFunction(this.#cloud, exchange, groupArn);
      return;
    }
    const target = groupArn === undefined ? undefined : this.#turns.next(this.#cloud, groupArn);
    if (groupArn === undefined || target === undefined) {
      refuse(exchange, 503);
      return;
    }
    countTargetRequest(this.#cloud, exchange.listener.LoadBalancerArn, groupArn);
    const reached = reach(this.#cloud, exchange.listener.LoadBalancerArn, target);
    if (reached === 'refused') refuse(exchange, 502);
    else if (reached === 'dropped') this.#cloud.clock.afterReal(CONNECT_TIMEOUT_SECONDS, () => refuse(exchange, 504));
    else this.#pass(exchange, { localPort: reached.localPort, isSecure: this.#isSecure(groupArn) });
  }

  /** Closes the connections to targets. */
  close(): void {
    this.#connections.destroy();
    this.#secureConnections.destroy();
  }

  #isSecure(groupArn = ''): boolean {
    return this.#cloud.tables.loadBalancing.targetGroups.get(groupArn)?.Protocol === 'HTTPS';
  }

  #pass(exchange: Exchange, { localPort, isSecure }: { localPort: number; isSecure: boolean }): void {
    const { request, response, listener } = exchange;
    const side = sideOf(this.#cloud, exchange);
    const upgrade = exchange.tunnel ? ['Connection', 'Upgrade', 'Upgrade', request.headers.upgrade ?? ''] : [];
    const upstream = (isSecure ? requestSecurely : requestPlainly)({
      host: '127.0.0.1',
      port: localPort,
      method: request.method,
      path: request.url,
      headers: [...upgrade, ...headersTowardTarget(request.rawHeaders, side)],
      agent: exchange.tunnel ? false : isSecure ? this.#secureConnections : this.#connections,
      rejectUnauthorized: false,
      maxHeaderSize: MAX_RESPONSE_HEAD_BYTES,
    });
    watch(upstream, exchange, this.#idleTimeoutSeconds(listener.LoadBalancerArn));
    response.on('close', () => {
      if (!response.writableFinished) upstream.destroy();
    });
    request.pipe(upstream);
  }

  #idleTimeoutSeconds(loadBalancerArn: string): number {
    const attributes = this.#cloud.tables.loadBalancing.attributes.get(loadBalancerArn);
    return Number(attributes?.get('idle_timeout.timeout_seconds'));
  }
}

/** Everything that may become of a request to a target. */
function watch(upstream: ClientRequest, exchange: Exchange, idleTimeoutSeconds: number): void {
  const { response, tunnel } = exchange;
  upstream.setTimeout(idleTimeoutSeconds * 1000, () => {
    refuse(exchange, 504);
    upstream.destroy();
  });
  upstream.on('error', () => refuse(exchange, 502));
  upstream.on('response', (answer) => relay(answer, exchange));
  upstream.on('upgrade', (answer, socket, head) => {
    if (tunnel === undefined) socket.destroy();
    else joinTunnel({ answer, response, client: tunnel, target: { socket, head }, idleTimeoutSeconds });
  });
}

function relay(answer: IncomingMessage, { response }: Exchange): void {
  if (response.headersSent || response.destroyed) {
    answer.destroy();
    return;
  }
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', headersTowardClient(answer.rawHeaders));
  // A head that waits for its body would hold back streams that send nothing for a while.
  response.flushHeaders();
  pipeline(answer, response, () => undefined);
}

/** An answer that has begun is not changed any more: what breaks its stream also cuts it off. */
function refuse({ request, response }: Exchange, status: number): void {
  if (response.headersSent) return;
  request.unpipe();
  request.resume();
  send(response, errorAnswer(status));
}
