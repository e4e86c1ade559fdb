// Owns assuming a role: with credentials of one's own, or with the token of an identity provider.
import {
  type AssumeRoleRequest,
  type AssumeRoleResponse,
  type AssumeRoleWithWebIdentityRequest,
  type AssumeRoleWithWebIdentityResponse,
  ExpiredTokenException$,
  InvalidIdentityTokenException$,
} from '@aws-sdk/client-sts';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { callerOf } from './caller.ts';
import { checkSession, openSession, roleNameOf } from './sessions.ts';

export function assumeRole(input: AssumeRoleRequest, cloud: Cloud): AssumeRoleResponse {
  checkSession(input);
  const role = roleNameOf(cloud, input.RoleArn);
  if (role === undefined) {
    const { arn } = callerOf(cloud);
    throw denied(`User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`);
  }
  return openSession(cloud, role, input);
}

/** The signature of the token is not verified, and no trust policy is asked. */
export function assumeRoleWithWebIdentity(
  input: AssumeRoleWithWebIdentityRequest,
  cloud: Cloud,
): AssumeRoleWithWebIdentityResponse {
  checkSession(input);
  const claims = readClaims(input.WebIdentityToken ?? '');
  refuseExpired(claims.exp);
  const role = roleNameOf(cloud, input.RoleArn);
  if (role === undefined) throw denied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  const provider = claims.iss.replace('https://', '');
  return {
    ...openSession(cloud, role, input),
    SubjectFromWebIdentityToken: claims.sub,
    Audience: [claims.aud].flat()[0],
    Provider: `arn:aws:iam::${cloud.accountId}:oidc-provider/${provider}`,
  };
}

interface Claims {
  iss: string;
  sub: string;
  aud: string | string[];
  /** Seconds since 1970. */
  exp: number;
}

function readClaims(token: string): Claims {
  const [, payload = ''] = token.split('.');
  try {
    const { iss, sub, aud, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    if (typeof iss === 'string' && typeof sub === 'string' && aud !== undefined) return { iss, sub, aud, exp };
  } catch {
    // No JSON is no token.
  }
  throw refuse(
    InvalidIdentityTokenException$,
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
}

/** By the time of this machine, which is that of whoever issued it. */
function refuseExpired(exp: number): void {
  const now = Math.floor(Date.now() / 1000);
  if (exp > now) return;
  throw refuse(
    ExpiredTokenException$,
    `Token expired: current date/time ${now} must be before the expiration date/time${exp}`,
  );
}

function denied(message: string): Refusal {
  return new Refusal('AccessDenied', message, 403);
}
