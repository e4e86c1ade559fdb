// Owns the identifiers the cloud hands out, each in the form that AWS gives it.
import { randomBytes, randomUUID } from 'node:crypto';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function pick(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

function digits(length: number): string {
  return Array.from(randomBytes(length), (byte, at) => (at === 0 ? (byte % 9) + 1 : byte % 10)).join('');
}

export const ids = {
  request: randomUUID,
  uuid: randomUUID,
  /** `E2QWRUHAPOMQZL`: a distribution. */
  distribution: () => `E${pick(UPPER, 13)}`,
  /** `d111111abcdef8`: the first label of a distribution's host name. */
  distributionHost: () => `d${pick(LOWER, 13)}`,
  /** `vo_` and 22 letters or digits: a VPC origin. */
  vpcOrigin: () => `vo_${pick(MIXED, 22)}`,
  /** `E2QWRUHAPOMQZL`: an ETag of CloudFront's, which looks like a distribution's id. */
  etag: () => `E${pick(UPPER, 13)}`,
  /** 17 hexadecimal digits behind a prefix: `sg-0a1b2c3d4e5f67890`. */
  ec2: (prefix: string) => `${prefix}-0${randomBytes(8).toString('hex')}`,
  /** 16 hexadecimal digits: the last part of a load balancer's, target group's or rule's ARN. */
  loadBalancing: () => randomBytes(8).toString('hex'),
  /** 32 hexadecimal digits: a task. */
  task: () => randomBytes(16).toString('hex'),
  /** `ecs-svc/` and 19 digits: a service's deployment. */
  deployment: () => `ecs-svc/${digits(19)}`,
  /** 19 digits: a revision of a service. */
  serviceRevision: () => digits(19),
  /** 56 digits: an event in a log stream. */
  logEvent: () => digits(56),
  /** Credentials for a while: their access keys begin with ASIA. */
  credentials: () => ({
    AccessKeyId: `ASIA${pick(UPPER, 16)}`,
    SecretAccessKey: pick(MIXED, 40),
    SessionToken: pick(MIXED, 300),
  }),
  /** 21 letters or digits: a service deployment of the newer API. */
  serviceDeployment: () => pick(MIXED, 21),
};
