import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AwsClients, awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { callAws, findOrUndefined } from '../../src/aws/client.ts';
import { AwsError, explain } from '../../src/errors.ts';
import { failureOf } from '../support/build.ts';

interface Answer {
  status: number;
  type: string;
  body: string;
}

/** The answer to the next call. */
let answer: RequestListener;
let server: Server;
let clients: AwsClients;
let endpoint: string;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  clients = awsClients(endpoint);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** One call per protocol. */
const CALLS = {
  ecs: () => clients.ecs.send(new DescribeClustersCommand({})),
  ec2: () => clients.ec2.send(new DescribeVpcsCommand({})),
  loadBalancing: () => clients.loadBalancing.send(new DescribeRulesCommand({})),
  cloudfront: () => clients.cloudfront.send(new GetDistributionCommand({ Id: 'E1' })),
};
type Service = keyof typeof CALLS;

function answerWith({ status, type, body }: Answer): void {
  answer = (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
}

/** A refusal as the service writes it. */
function refusal(service: Service, code: string, message: string): Answer {
  if (service === 'ecs') {
    const type = 'application/x-amz-json-1.1';
    return { status: 400, type, body: JSON.stringify({ __type: code, message }) };
  }
  const error = `<Code>${code}</Code><Message>${message}</Message>`;
  const body =
    service === 'ec2'
      ? `<Response><Errors><Error>${error}</Error></Errors><RequestID>r-1</RequestID></Response>`
      : `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>r-1</RequestId></ErrorResponse>`;
  return { status: 400, type: 'text/xml', body };
}

async function errorOf(service: Service): Promise<AwsError> {
  return (await failureOf(() => callAws('creating it', CALLS[service]))) as AwsError;
}

describe('a refusal', () => {
  test.each<[Service, string]>([
    ['ecs', 'ClusterNotFoundException'],
    ['ec2', 'InvalidPermission.Duplicate'],
    ['loadBalancing', 'PriorityInUse'],
    ['cloudfront', 'NoSuchDistribution'],
  ])("of %s has AWS's own code, and says what we were doing", async (service, code) => {
    answerWith(refusal(service, code, 'So it is.'));
    const error = await errorOf(service);
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({ code, reason: 'So it is.', hint: expect.any(String) });
    expect(error.message).toMatch(
      new RegExp(`^creating it: ${code.replace('.', '\\.')}: So it is\\.( \\(request r-1\\))?$`),
    );
    expect(error.cause).toBeInstanceOf(Error);
  });

  test('without words says so, with the status', async () => {
    answerWith(refusal('cloudfront', 'NoSuchDistribution', ''));
    expect((await errorOf('cloudfront')).message).toMatch(
      /^creating it: NoSuchDistribution: no error message, status 400/,
    );
  });

  test('of an endpoint that lacks the call is not reported as an outage of AWS', async () => {
    const body = JSON.stringify({ __type: 'InternalFailure', message: 'no such route' });
    answerWith({ status: 501, type: 'application/x-amz-json-1.1', body });
    const error = await errorOf('ecs');
    expect(error.message).toContain('creating it: InternalFailure: no such route');
    expect(error.hint).toBe('This endpoint does not support the operation: check AWS_ENDPOINT_URL and AWS_REGION.');
  });

  test('that means "not there" is nothing', async () => {
    answerWith(refusal('cloudfront', 'NoSuchDistribution', 'It does not exist.'));
    expect(await findOrUndefined('reading it', ['NoSuchDistribution'], CALLS.cloudfront)).toBeUndefined();
    expect(await failureOf(() => findOrUndefined('reading it', ['EntityNotFound'], CALLS.cloudfront))).toMatchObject({
      code: 'NoSuchDistribution',
    });
  });

  test('that means it only with certain words is a refusal with any others', async () => {
    const find = () =>
      findOrUndefined('reading it', [{ code: 'ClientException', words: 'Unable to describe' }], CALLS.ecs);
    answerWith(refusal('ecs', 'ClientException', 'Unable to describe task definition.'));
    expect(await find()).toBeUndefined();
    answerWith(refusal('ecs', 'ClientException', 'The account is being looked into.'));
    expect(await failureOf(find)).toMatchObject({ reason: 'The account is being looked into.' });
  });
});

describe('the hint', () => {
  const user = 'User: arn:aws:sts::123456789012:assumed-role/ci/x';

  test.each<[Service, string, string, string]>([
    [
      'ecs',
      'AccessDeniedException',
      `${user} is not authorized to perform: iam:PassRole on resource: x`,
      'iam:PassRole',
    ],
    [
      'ec2',
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${user} is not authorized to perform: ec2:DescribeVpcs because no policy allows it. Encoded authorization failure message: 7Ek`,
      'ec2:DescribeVpcs',
    ],
    [
      'loadBalancing',
      'AccessDenied',
      `${user} is not authorized to perform: elasticloadbalancing:DescribeRules`,
      'elasticloadbalancing:DescribeRules',
    ],
    [
      'cloudfront',
      'AccessDenied',
      `${user} is not authorized to perform: cloudfront:GetDistribution`,
      'cloudfront:GetDistribution',
    ],
  ])('to %s %s names the action to allow', async (...[service, code, message, action]) => {
    answerWith(refusal(service, code, message));
    expect((await errorOf(service)).hint).toBe(
      `Add ${action} to the policy of the role that the workflow assumes; docs/iam-policy.json of this action lists all that are needed. If the policy has it already, its resources or its condition on tags do not cover the resource named above.`,
    );
  });

  test('where AWS names no action leads to the list of them', async () => {
    answerWith(refusal('ec2', 'UnauthorizedOperation', 'You are not authorized to perform this operation.'));
    expect((await errorOf('ec2')).hint).toMatch(/^Add the missing action to the policy .+ docs\/iam-policy\.json/);
  });

  test.each<[Service, number]>([
    ['ecs', 502],
    ['ecs', 200],
    ['ec2', 502],
    ['loadBalancing', 502],
    ['cloudfront', 502],
  ])('to an answer of %s that is a web page, status %d, is to look between', async (service, status) => {
    answerWith({ status, type: 'text/html', body: '<html><body>Bad gateway</body></html>' });
    const error = await errorOf(service);
    expect(error.message).toMatch(
      new RegExp(`^creating it: HTTP ${status}: (\\S[^\\n]+ is not valid JSON|no error message, status 502)$`),
    );
    expect(error.hint).toMatch(/^The response did not come from AWS\. Check HTTPS_PROXY and AWS_ENDPOINT_URL\.$/);
  });
});

test('an answer that is valid and has no code is named by its status', async () => {
  answerWith({ status: 403, type: 'application/json', body: '{"message":"Forbidden"}' });
  expect((await errorOf('ecs')).message).toBe('creating it: HTTP 403: Forbidden');
});

describe('where AWS cannot be reached', () => {
  // The SDK throws them so. It recognises Node's own errors by their class, of which jest has a second copy.
  test.each([
    ['ECONNRESET', 'socket hang up'],
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND ecs.eu-wset-1.amazonaws.com'],
    ['ETIMEDOUT', 'Connection timed out after 5000 ms'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'],
  ])('%s is the code, and what to check is named', async (code, words) => {
    const call = async () => {
      throw Object.assign(new Error(words), { name: 'Error', code, $metadata: { attempts: 8, totalRetryDelay: 900 } });
    };
    const error = await failureOf(() => callAws('creating it', call));
    expect(error).toBeInstanceOf(AwsError);
    expect(explain(error)).toBe(
      `creating it: ${code}: ${words}\nAWS could not be reached. Check AWS_REGION and, if they are set, HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL.`,
    );
  });

  test('an error without words says so', async () => {
    const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    const error = await failureOf(() => callAws('creating it', () => Promise.reject(refused)));
    expect(error.message).toBe('creating it: ECONNREFUSED: no error message');
  });

  /** Its square would keep the test busy for half an hour. */
  test('an answer with a long run of white space is read as quickly as any', async () => {
    const words = `x${' '.repeat(1_000_000)}x`;
    const refused = Object.assign(new Error(words), { name: 'Strange', $metadata: { httpStatusCode: 400 } });
    expect((await failureOf(() => callAws('creating it', () => Promise.reject(refused)))).message).toContain(words);
  });

  test('a port that cannot be reached without a usable answer is reported the same way', async () => {
    const refused = Object.assign(new Error('connect EHOSTUNREACH'), { code: 'EHOSTUNREACH' });
    const error = await failureOf(() => callAws('creating it', () => Promise.reject(refused)));
    expect(error).toMatchObject({ code: 'EHOSTUNREACH', hint: expect.stringMatching(/^AWS could not be reached/) });
  });

  test('no answer in time is reported the same way', async () => {
    const timeout = Object.assign(new Error('no answer within 30000 ms'), { name: 'TimeoutError' });
    const error = await failureOf(() => callAws('creating it', () => Promise.reject(timeout)));
    expect(error).toMatchObject({ code: 'TimeoutError', hint: expect.stringMatching(/^AWS could not be reached/) });
  });

  test('credentials that cannot be had are reported with what to do', async () => {
    const CredentialsProviderError = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    const nobody = new ECSClient({
      region: 'eu-west-1',
      endpoint,
      maxAttempts: 1,
      credentials: () => Promise.reject(CredentialsProviderError),
    });
    const error = await failureOf(() => callAws('reading it', () => nobody.send(new DescribeClustersCommand({}))));
    expect(explain(error)).toMatch(
      /^reading it: CredentialsProviderError: Could not load credentials from any providers\nGive the job valid AWS credentials/,
    );
  });
});

describe('what is no affair of AWS', () => {
  test.each([
    ['a bug', new TypeError('x is not a function')],
    ['a bug with a code of Node', Object.assign(new TypeError('no'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['an error of ours', new RangeError('x')],
  ])('is thrown as it is: %s', async (_, bug) => {
    const call = callAws('creating it', async () => {
      throw bug;
    });
    await expect(call).rejects.toBe(bug);
  });
});

test('an operation may know better what to do about a code, and about no other', async () => {
  const refusing = (name: string) => async () => {
    throw Object.assign(new Error('No.'), { name, $metadata: {} });
  };
  const own = { code: 'SerializationException', hint: 'Look into the file.' };
  const hintOf = async (name: string) => (await failureOf(() => callAws('doing it', refusing(name), own))).hint;
  expect(await hintOf('SerializationException')).toBe('Look into the file.');
  expect(await hintOf('ClusterNotFoundException')).toMatch(/^Check the name of the cluster/);
});

test('an error that was explained once is not explained again', async () => {
  const inner = callAws('listing services', async () => {
    throw Object.assign(new Error('Cluster not found.'), { name: 'ClusterNotFoundException', $metadata: {} });
  });
  await expect(callAws('reading the services of shop', () => inner)).rejects.toThrow(/^listing services: /);
});
