// Owns the simulator's control `authorizations`, which is there where a policy is enforced: what was asked of it.
import type { Answer, WireRequest } from '../protocols/protocol.ts';
import type { Authorizer } from './authorizer.ts';

type Controls = (request: WireRequest) => Promise<Answer>;

/** The controls, and this one before them. */
export function withAuthorizations(controls: Controls, authorizer: Authorizer): Controls {
  return async (request) => {
    if (request.url.pathname !== '/_simulator/authorizations') return controls(request);
    if (request.method === 'DELETE') authorizer.clear();
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, body: JSON.stringify(authorizer.list()) };
  };
}
