// Owns reading from a request to the cloud which service and operation it is for, and how that service refuses.
import { APIS } from '../../packages/simulator/apis.ts';
import type { Api } from '../../packages/simulator/cloud/api.ts';
import { ids } from '../../packages/simulator/kernel/ids.ts';
import type { Refusal } from '../../packages/simulator/kernel/refusal.ts';
import { readModel } from '../../packages/simulator/protocols/model.ts';
import type { WireReply, WireRequest } from '../../packages/simulator/protocols/protocol.ts';
import { protocolOf } from '../../packages/simulator/protocols/protocol-of.ts';
import { broken, denied, readScope, throttled } from '../../packages/simulator/standing-refusals.ts';

export interface Call {
  /** `ecs:CreateService`, or `github:POST /repos/acme/shop/issues/N/comments`. */
  name: string;
  isAws: boolean;
  isRead: boolean;
  /** The errors of the service when it is asked too often, when it is out of order, and when the caller may not. */
  refusals: Record<'throttle' | 'internal' | 'deny', () => WireReply>;
}

const IS_READ = /^(Describe|Get|List)/;
const GITHUB = /^\/github/;
const ACCOUNT = '123456789012';

export function createCallReader(): (request: WireRequest) => Call {
  const apis = new Map(APIS.map((api) => [api.name, { api, wire: protocolOf(api, readModel(api.model)) }]));
  return (request) => {
    if (GITHUB.test(request.url.pathname)) return readGitHubCall(request);
    const found = apis.get(readScope(request)?.service ?? '');
    if (found === undefined) throw new Error(`Nobody knows the call ${request.method} ${request.url.pathname}.`);
    const { api, wire } = found;
    const operation = wire.operationOf(request) ?? '';
    const refuse = (refusal: (api: Api) => Refusal) => () => wire.writeError(refusal(api), ids.request());
    return {
      name: `${api.name}:${operation}`,
      isAws: true,
      isRead: IS_READ.test(operation),
      refusals: {
        throttle: refuse(throttled),
        internal: refuse(broken),
        deny: refuse(() => denied(api, { action: `${api.name}:${operation}` }, ACCOUNT)),
      },
    };
  };
}

function readGitHubCall({ method, url }: WireRequest): Call {
  const path = url.pathname.replace(GITHUB, '').replace(/\/\d+(?=\/|$)/g, '/N');
  const refuse = (status: number, message: string) => () => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  });
  return {
    name: `github:${method} ${path}`,
    isAws: false,
    isRead: method === 'GET',
    refusals: {
      throttle: refuse(429, 'Too many requests.'),
      internal: refuse(500, 'Server error.'),
      deny: refuse(403, 'Resource not accessible by integration'),
    },
  };
}
