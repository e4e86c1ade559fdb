import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeleteDistributionCommand, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { callAws, connectAws } from '../../src/aws/client.ts';
import { DeadlineExceeded } from '../../src/aws/deadline.ts';
import { AwsError, CancelledError, WaitError } from '../../src/errors.ts';
import type { Aws } from '../../src/world.ts';
import { failureOf } from '../support/build.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** The answer to the next call. */
let answer: RequestListener;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const variables = process.env;

beforeEach(() => {
  const { AWS_REGION: _, AWS_DEFAULT_REGION: __, AWS_PROFILE: ___, ...others } = variables;
  process.env = { ...others, AWS_CONFIG_FILE: '/none', AWS_SHARED_CREDENTIALS_FILE: '/none' };
});

afterEach(() => {
  process.env = variables;
});

function connectHere(end = new AbortController().signal): Promise<Aws> {
  const { port } = server.address() as AddressInfo;
  const credentials = { AWS_ACCESS_KEY_ID: 'simulated', AWS_SECRET_ACCESS_KEY: 'simulated' };
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(process.env, { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: endpoint, ...credentials });
  return connectAws({}, end);
}

test.each(['eu-west-1', 'cn-north-1'])('the clients are of %s, and of CloudFront in us-east-1', async (region) => {
  process.env.AWS_REGION = region;
  const aws = await connectAws({}, new AbortController().signal);
  expect(aws.region).toBe(region);
  expect(await aws.loadBalancing.config.region()).toBe(region);
  expect(await aws.cloudfront.config.region()).toBe('us-east-1');
});

test('the clients take no web page for an answer, however good its status is', async () => {
  answer = (_, response) => response.writeHead(200, HTML).end('<html>Sign in to the network</html>');
  const { cloudfront, loadBalancing } = await connectHere();
  for (const call of [
    () => cloudfront.send(new GetDistributionCommand({ Id: 'E1' })),
    () => loadBalancing.send(new DescribeRulesCommand({})),
  ]) {
    const error = await failureOf(() => callAws('reading it', call));
    expect(error).toBeInstanceOf(AwsError);
    expect(error.message).toBe('reading it: WebPage: a web page, status 200');
    expect(error.hint).toMatch(/^The response did not come from AWS\./);
  }
});

test('the clients take an answer without content for one, whatever type it gives that', async () => {
  answer = (_, response) => response.writeHead(204, HTML).end();
  const { cloudfront } = await connectHere();
  await callAws('deleting it', () => cloudfront.send(new DeleteDistributionCommand({ Id: 'E1', IfMatch: 'E2' })));
});

test('the clients give up a call that is not answered when the time is over, and make none after that', async () => {
  const end = new AbortController();
  let calls = 0;
  answer = () => {
    calls++;
    end.abort(new DeadlineExceeded({ atMilliseconds: 0, minutes: 1 }));
  };
  const { cloudfront } = await connectHere(end.signal);
  for (const _ of ['under way', 'later']) {
    const call = () => cloudfront.send(new GetDistributionCommand({ Id: 'E1' }));
    const error = await failureOf(() => callAws('reading distribution E1', call));
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe('reading distribution E1: no answer at the deadline of one minute');
    expect(error.hint).toMatch(/^Re-run the job/);
  }
  expect(calls).toBe(1);
});

test('the clients give up when the run is cancelled, and say that', async () => {
  const end = new AbortController();
  answer = () => end.abort();
  const { cloudfront } = await connectHere(end.signal);
  const call = () => cloudfront.send(new GetDistributionCommand({ Id: 'E1' }));
  expect(await failureOf(() => callAws('reading it', call))).toBeInstanceOf(CancelledError);
});

test.each([
  ['missing', {}],
  ['malformed', { AWS_REGION: 'eu west 1' }],
])('the clients are not to be had where the region is %s, and the fix is named', async (_, region) => {
  Object.assign(process.env, region);
  const error = await failureOf(() => connectAws({}, new AbortController().signal));
  expect(error.message).toMatch(/^reading AWS_REGION: Region /);
  expect(error.hint).toMatch(/^Give the job the region of the load balancer/);
});
