// Owns sessions of a role: the request for one, the credentials that it gets, and whom they stand for.
import type { AssumedRoleUser, Credentials } from '@aws-sdk/client-sts';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { length, pattern, range, refuseProblems } from '../load-balancing/constraints.ts';

const DEFAULT_SECONDS = 3600;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_SECONDS: [number, number] = [900, 43_200];
const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/;

export interface SessionRequest {
  RoleArn?: string | undefined;
  RoleSessionName?: string | undefined;
  DurationSeconds?: number | undefined;
}

/** Refuses what the API's model does. */
export function checkSession({ RoleArn, RoleSessionName, DurationSeconds }: SessionRequest): void {
  refuseProblems([
    length('roleArn', RoleArn, [20, 2048]),
    length('roleSessionName', RoleSessionName, [2, 64]),
    pattern('roleSessionName', RoleSessionName, /^[\w+=,.@-]*$/),
    range('durationSeconds', DurationSeconds, SESSION_SECONDS),
  ]);
}

/** The role's name; undefined where the ARN is of no role of this account. There is no API of roles, so it has every other. */
export function roleNameOf({ accountId }: Cloud, arn = ''): string | undefined {
  const [, account, name] = ROLE_ARN.exec(arn) ?? [];
  return account === accountId ? name : undefined;
}

export function openSession(
  cloud: Cloud,
  role: string,
  { RoleSessionName = '', DurationSeconds = DEFAULT_SECONDS }: SessionRequest,
): { Credentials: Credentials; AssumedRoleUser: AssumedRoleUser } {
  const credentials = ids.credentials();
  const userId = `AROA${Buffer.from(role).toString('hex').toUpperCase().padEnd(17, '0').slice(0, 17)}:${RoleSessionName}`;
  const arn = `arn:aws:sts::${cloud.accountId}:assumed-role/${role}/${RoleSessionName}`;
  cloud.tables.sts.sessions.set(credentials.AccessKeyId, { userId, arn });
  const Expiration = new Date(cloud.clock.now().getTime() + DurationSeconds * 1000);
  return { Credentials: { ...credentials, Expiration }, AssumedRoleUser: { AssumedRoleId: userId, Arn: arn } };
}
