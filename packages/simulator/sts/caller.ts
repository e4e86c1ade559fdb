// Owns whose credentials a call is signed with.
import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import type { Cloud } from '../cloud/cloud.ts';
import { POLICED_ACCESS_KEY_ID } from '../iam/access-key.ts';
import type { SessionRow } from './tables.ts';

/** The ids of users begin with AIDA, those of roles with AROA. */
const ADMINISTRATOR_ID = 'AIDASIMULATEDADMIN000';
const RUNNER_ROLE_ID = 'AROASIMULATEDRUNNER00';

export function getCallerIdentity(_: GetCallerIdentityRequest, cloud: Cloud): GetCallerIdentityResponse {
  const { userId, arn } = callerOf(cloud);
  return { UserId: userId, Account: cloud.accountId, Arn: arn };
}

/** Keys that STS did not give out are those of the action's role where a policy may hold them back, else an administrator's. */
export function callerOf({ accountId, callerAccessKeyId = '', tables }: Cloud): SessionRow {
  const session = tables.sts.sessions.get(callerAccessKeyId);
  if (session !== undefined) return session;
  return callerAccessKeyId.startsWith(POLICED_ACCESS_KEY_ID)
    ? {
        userId: `${RUNNER_ROLE_ID}:GitHubActions`,
        arn: `arn:aws:sts::${accountId}:assumed-role/github-actions/GitHubActions`,
      }
    : { userId: ADMINISTRATOR_ID, arn: `arn:aws:iam::${accountId}:user/administrator` };
}
