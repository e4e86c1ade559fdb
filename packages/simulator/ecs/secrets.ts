// Owns the values of secrets: where a `valueFrom` of a task definition points, and what happens when it points nowhere.
import type { Secret } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';

/** `ResourceInitializationError: …`, as a stopped task's reason shows it. */
export class SecretError extends Error {}

const PREFIX =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:';
const RETRIED = 'service call has been retried 1 time(s):';
const SECRETS_MANAGER =
  /^(?<arn>arn:aws:secretsmanager:[^:]+:\d+:secret:[^:]+)(?::(?<key>[^:]*):(?<stage>[^:]*):(?<version>[^:]*))?$/;

/** The variables that a container's secrets become. Throws SecretError. */
export function resolveSecrets(cloud: Cloud, secrets: Secret[]): Record<string, string> {
  return Object.fromEntries(secrets.map(({ name, valueFrom }) => [name, resolve(cloud, valueFrom ?? '')]));
}

function resolve(cloud: Cloud, valueFrom: string): string {
  if (!valueFrom.startsWith('arn:aws:secretsmanager:')) return parameterValue(cloud, valueFrom);
  const { arn = '', key = '', stage = '', version = '' } = SECRETS_MANAGER.exec(valueFrom)?.groups ?? {};
  const full = fullArn(cloud, arn);
  const value = cloud.tables.ecs.secrets.get(full);
  // There is one version of each secret, and it is the current one.
  const isThere = version === '' || version === cloud.tables.ecs.secretVersions.get(full);
  const isCurrent = (stage === '' || stage === 'AWSCURRENT') && isThere;
  if (value === undefined || !isCurrent) {
    throw new SecretError(
      `${PREFIX} unable to retrieve secret from asm: ${RETRIED} failed to fetch secret ${arn || valueFrom} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret${value === undefined ? '' : ` value for staging label: ${stage || version}`}.`,
    );
  }
  return key === '' ? value : memberOf(value, key);
}

/** Secrets Manager also finds a secret by its ARN without the six random characters at the end. */
function fullArn(cloud: Cloud, arn: string): string {
  const known = [...cloud.tables.ecs.secrets.keys()];
  return known.find((full) => full === arn || full.replace(/-\w{6}$/, '') === arn) ?? arn;
}

/** `arn:…:secret:name-AbCdEf:key::` takes one member of a secret that is a JSON object. */
function memberOf(value: string, key: string): string {
  const member = readObject(value)[key];
  if (member === undefined) {
    throw new SecretError(
      `${PREFIX} unable to retrieve secret from asm: ${RETRIED} retrieved secret from Secrets Manager did not contain json key ${key}`,
    );
  }
  return typeof member === 'string' ? member : JSON.stringify(member);
}

function readObject(value: string): Record<string, unknown> {
  try {
    return JSON.parse(value) as Record<string, unknown>;
  } catch {
    throw new SecretError(
      `${PREFIX} unable to retrieve secret from asm: ${RETRIED} invalid character '${value.charAt(0)}' looking for beginning of value`,
    );
  }
}

/** A parameter is named by its ARN, or by its name alone in the same region. */
function parameterValue(cloud: Cloud, valueFrom: string): string {
  const name = valueFrom.replace(/^arn:aws:ssm:[^:]+:\d+:parameter/, '');
  const arn = `arn:aws:ssm:${cloud.region}:${cloud.accountId}:parameter/${name.replace(/^\//, '')}`;
  const value = cloud.tables.ecs.secrets.get(arn);
  if (value === undefined) {
    throw new SecretError(`${PREFIX} unable to retrieve secrets from ssm: ${RETRIED} invalid ssm parameters: ${name}`);
  }
  return value;
}
