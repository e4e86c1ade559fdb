// Shows STS: whose credentials a call is signed with, sessions of roles, and what is refused; and the port's HTTPS.
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { STS } from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { identityToken } from './support/identity-token.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const cloud = simulatedCloud();
const ROLE = { RoleArn: 'arn:aws:iam::123456789012:role/ci/deploy', RoleSessionName: 'GitHubActions' };
const SESSION_ARN = 'arn:aws:sts::123456789012:assumed-role/deploy/GitHubActions';

function stsAs(credentials: { accessKeyId: string; secretAccessKey: string }, region = 'eu-west-1'): STS {
  return new STS({ endpoint: cloud.simulator.endpoint, region, credentials, maxAttempts: 1 });
}

test('a call shows whose credentials it is signed with, at the older endpoint as well', async () => {
  expect(await cloud.aws.sts.getCallerIdentity({})).toMatchObject({
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:user/administrator',
  });
  const runner = stsAs({ accessKeyId: 'simulated', secretAccessKey: 'any' }, 'us-east-1');
  expect((await runner.getCallerIdentity({})).Arn).toBe(
    'arn:aws:sts::123456789012:assumed-role/github-actions/GitHubActions',
  );
});

test('the token of a job gets a session without a signature, and its credentials are those of the role', async () => {
  const nobody = stsAs({ accessKeyId: '', secretAccessKey: '' });
  const token = identityToken();
  const session = await nobody.assumeRoleWithWebIdentity({ ...ROLE, WebIdentityToken: token });
  const { AccessKeyId = '', SecretAccessKey = '' } = session.Credentials ?? {};
  expect(session).toMatchObject({
    AssumedRoleUser: { Arn: SESSION_ARN },
    Audience: 'sts.amazonaws.com',
    Provider: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
    SubjectFromWebIdentityToken: 'repo:acme/shop:pull_request',
  });
  const { Arn, UserId } = await stsAs({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey }).getCallerIdentity(
    {},
  );
  expect([Arn, UserId]).toEqual([SESSION_ARN, session.AssumedRoleUser?.AssumedRoleId]);
});

test('a role of another account, a token that is none or is over, and a session too long are refused', async () => {
  const { sts } = cloud.aws;
  const elsewhere = { ...ROLE, RoleArn: 'arn:aws:iam::210987654321:role/deploy' };
  expect(await refusalOf(sts.assumeRole(elsewhere))).toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(
      'is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::210987654321',
    ),
    status: 403,
  });
  const withToken = (WebIdentityToken: string) =>
    refusalOf(sts.assumeRoleWithWebIdentity({ ...ROLE, WebIdentityToken }));
  expect(await withToken('ghs_no_jwt')).toMatchObject({ name: 'InvalidIdentityTokenException', status: 400 });
  expect(await withToken(identityToken({ exp: 1 }))).toMatchObject({ name: 'ExpiredTokenException', status: 400 });
  expect(await refusalOf(sts.assumeRole({ ...ROLE, DurationSeconds: 60 }))).toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining("'durationSeconds'"),
  });
});

test('the same port speaks HTTPS, with the certificate of the ready line', async () => {
  const { endpoint, ca } = cloud.simulator;
  const sts = new STS({
    endpoint: endpoint.replace('http:', 'https:'),
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(ca) }) },
  });
  expect((await sts.getCallerIdentity({})).Account).toBe('123456789012');
});

test('a body that comes after its head is read as well', async () => {
  const { hostname, port } = new URL(cloud.simulator.endpoint);
  const body = 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15';
  const socket = connect(Number(port), hostname);
  socket.write(`POST / HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.write(body);
  expect(await text(socket)).toContain('<Code>ValidationError</Code>');
});
