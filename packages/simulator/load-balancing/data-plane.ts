// Owns the load balancers that really answer: a server per listener, and the way of a request through its rules.
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Exchange, factsOf } from './exchange.ts';
import { Forwarding } from './forwarding.ts';
import { ListenerServer } from './listener-server.ts';
import { errorAnswer, fixedAnswer, type OwnAnswer, redirectAnswer, send } from './own-answers.ts';
import { findBrokenLimit } from './request-limits.ts';
import { findRule, type RequestFacts } from './rule-matching.ts';
import { rulesOf } from './rules.ts';
import type { ListenerRow } from './tables.ts';

export interface LoadBalancers {
  /** The loopback port that stands for a listener's; undefined where the load balancer has no such listener. */
  portOf(loadBalancerArn: string, listenerPort: number): number | undefined;
  close(): void;
}

export function createLoadBalancers(cloud: Cloud): LoadBalancers {
  return new ListenerServers(cloud);
}

class ListenerServers implements LoadBalancers {
  readonly #cloud: Cloud;
  readonly #forwarding: Forwarding;
  readonly #servers = new Map<string, ListenerServer>();
  /** Opening a server takes a moment and `portOf` answers at once, so that one is always open in advance. */
  #spare: { server: ListenerServer; takeListener(listenerArn: string): void };

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#forwarding = new Forwarding(cloud);
    this.#spare = this.#openSpare();
  }

  portOf(loadBalancerArn: string, listenerPort: number): number | undefined {
    const listener = [...this.#cloud.tables.loadBalancing.listeners.values()].find(
      ({ LoadBalancerArn, Port }) => LoadBalancerArn === loadBalancerArn && Port === listenerPort,
    );
    if (listener === undefined) return undefined;
    return (this.#servers.get(listener.ListenerArn) ?? this.#open(listener.ListenerArn)).port;
  }

  close(): void {
    this.#spare.server.close();
    for (const server of this.#servers.values()) server.close();
    this.#forwarding.close();
  }

  #open(listenerArn: string): ListenerServer {
    this.#closeAbandoned();
    const { server, takeListener } = this.#spare;
    takeListener(listenerArn);
    this.#servers.set(listenerArn, server);
    this.#spare = this.#openSpare();
    return server;
  }

  /** Servers of listeners that went away with a reset. */
  #closeAbandoned(): void {
    for (const [listenerArn, server] of this.#servers) {
      if (this.#cloud.tables.loadBalancing.listeners.has(listenerArn)) continue;
      server.close();
      this.#servers.delete(listenerArn);
    }
  }

  #openSpare() {
    let ownListenerArn: string | undefined;
    const server = new ListenerServer((request, response, tunnel) => {
      const listener = this.#cloud.tables.loadBalancing.listeners.get(ownListenerArn ?? '');
      if (listener === undefined) request.socket.destroy();
      else this.#serve({ request, response, listener, ...(tunnel && { tunnel }) });
    });
    return {
      server,
      takeListener: (listenerArn: string) => {
        ownListenerArn = listenerArn;
      },
    };
  }

  #serve(exchange: Exchange): void {
    const brokenLimit = findBrokenLimit(exchange.request);
    if (brokenLimit !== undefined) {
      send(exchange.response, errorAnswer(brokenLimit));
      return;
    }
    const facts = factsOf(exchange);
    const action = findRule(rulesOf(this.#cloud, exchange.listener.ListenerArn), facts)?.Actions[0];
    if (action?.Type === 'forward') this.#forwarding.forward(exchange, action);
    else send(exchange.response, ownAnswer(action, facts, exchange.listener));
  }
}

function ownAnswer(action: Action | undefined, facts: RequestFacts, listener: ListenerRow): OwnAnswer {
  if (action?.Type === 'fixed-response') return fixedAnswer(action.FixedResponseConfig);
  if (action?.Type === 'redirect') return redirectAnswer(action.RedirectConfig, facts, listener);
  return errorAnswer(500);
}
