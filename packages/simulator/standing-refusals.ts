// Owns what every AWS service refuses alike: unsigned, misdirected, throttled, broken and unauthorised calls.
import type { Api } from './cloud/api.ts';
import { Refusal } from './kernel/refusal.ts';
import type { WireReply, WireRequest } from './protocols/protocol.ts';
import { writeErrorXml } from './protocols/xml.ts';

export interface Scope {
  accessKeyId: string;
  service: string;
  region: string;
}

/** Whose a request is, and what for, by its signature: `Credential=AKID/20261122/eu-west-1/ecs/aws4_request`. */
export function readScope(request: WireRequest): Scope | undefined {
  const credential = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    request.headers.authorization ?? '',
  );
  const [, accessKeyId, region, service] = credential ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, service, region };
}

/** The call that gets somebody his first credentials carries a token in place of a signature. */
export function unsignedScope({ body }: WireRequest, region: string): Scope | undefined {
  const isForToken = new URLSearchParams(body).get('Action') === 'AssumeRoleWithWebIdentity';
  return isForToken ? { accessKeyId: '', service: 'sts', region } : undefined;
}

export function unsigned(requestId: string, service: string | undefined): WireReply {
  const refusal =
    service === undefined
      ? new Refusal('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
      : new Refusal('UnknownOperationException', `The simulator has no service ${service}.`, 404);
  return {
    status: refusal.status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: writeErrorXml(refusal, requestId),
  };
}

/** The signature's scope names a region that this endpoint does not serve. */
export function misregioned(api: Api, region: string): Refusal {
  const message = `Credential should be scoped to a valid region, not '${region}'.`;
  if (api.protocol === 'ec2') return new Refusal('AuthFailure', message, 401);
  return api.protocol === 'json'
    ? new Refusal('InvalidSignatureException', message, 400)
    : new Refusal('SignatureDoesNotMatch', message, 403);
}

export function throttled(api: Api): Refusal {
  if (api.protocol === 'ec2') return new Refusal('RequestLimitExceeded', 'Request limit exceeded.', 503);
  return new Refusal(api.protocol === 'json' ? 'ThrottlingException' : 'Throttling', 'Rate exceeded', 400);
}

/** The action, and the resource where it is known, which nobody has granted. */
export function denied(
  api: Api,
  { action, resource }: { action: string; resource?: string },
  accountId: string,
): Refusal {
  const user = `arn:aws:sts::${accountId}:assumed-role/github-actions/GitHubActions`;
  const what = resource === undefined ? action : `${action} on resource: ${resource}`;
  const reason = `User: ${user} is not authorized to perform: ${what} because no identity-based policy allows the ${action} action`;
  if (api.protocol === 'ec2') {
    return new Refusal('UnauthorizedOperation', `You are not authorized to perform this operation. ${reason}`, 403);
  }
  return api.protocol === 'json'
    ? new Refusal('AccessDeniedException', reason, 400)
    : new Refusal('AccessDenied', reason, 403);
}

export function broken(): Refusal {
  return new Refusal('InternalFailure', 'We encountered an internal error. Please try again.', 500);
}
