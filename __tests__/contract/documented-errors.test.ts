// Shows the message that the user gets for each error that AWS documents for each operation that the action calls.
import { GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { simulatedCloud } from '../../packages/simulator/__tests__/support/simulated-cloud.ts';
import { callAws } from '../../src/aws/client.ts';
import { AwsError, explain } from '../../src/errors.ts';
import { failureOf } from '../support/build.ts';
import { builtCommands, type CalledOperation, calledOperations } from '../support/documented-errors.ts';

const operations = calledOperations();
const cloud = simulatedCloud();

/** CloudFront has this in the path of its requests; other operations do without. */
const INPUT = {
  Id: 'E2QWRUHAPOMQZL',
  Name: 'medusa-preview-0f',
  Resource: 'arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL',
};
const REQUEST_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const WORDS = 'So it is <said> & done.';

/** The error of each call of the operation, one documented code after the other. */
async function refusalsOf({ service, client, name, Command, errors }: CalledOperation): Promise<unknown[]> {
  const fault = { service, operation: name, kind: 'refuse', message: WORDS };
  const faults = errors.map((error, after) => ({ ...fault, ...error, after }));
  await cloud.simulator.control('DELETE', 'faults');
  expect(await cloud.simulator.control('POST', 'faults', faults)).toMatchObject({ status: 201 });
  const sender = cloud.aws[client] as { send(command: object): Promise<unknown> };
  const refusals: unknown[] = [];
  for (const _ of errors) {
    refusals.push(await failureOf(() => callAws(`doing ${name} to shop-pr-42`, () => sender.send(new Command(INPUT)))));
  }
  return refusals;
}

test('every command that the action builds is among the operations, and each has its documented errors', () => {
  expect([...new Set(operations.map(({ name }) => name))].sort()).toEqual(builtCommands());
  expect(operations.length).toBeGreaterThan(40);
  expect(operations.flatMap(({ errors }) => errors).length).toBeGreaterThan(1900);
  expect(operations.filter(({ errors }) => errors.length < 30).map(({ name }) => name)).toEqual([]);
});

test.each(operations.map((operation) => [`${operation.service}:${operation.name}`, operation] as const))(
  'each documented error of %s is a sentence: what was done, to what, code, words, request id; and a hint',
  async (_, operation) => {
    const refusals = await refusalsOf(operation);
    for (const [at, { code }] of operation.errors.entries()) {
      const [sentence = '', hint, ...others] = explain(refusals[at]).split('\n');
      expect(refusals[at]).toBeInstanceOf(AwsError);
      expect(sentence.replace(REQUEST_ID, 'ID')).toBe(
        `doing ${operation.name} to shop-pr-42: ${code}: ${WORDS} (request ID)`,
      );
      expect({ code, hint }).toEqual({ code, hint: expect.stringMatching(/^[A-Z"].+\S$/) });
      expect(others).toEqual([]);
    }
  },
);

test('a code that nobody documented has a hint as well', async () => {
  const code = 'NobodyDocumentedIt';
  await cloud.simulator.fault({ service: 'cloudfront', kind: 'refuse', code, message: WORDS });
  const call = () => cloud.aws.cloudfront.send(new GetDistributionCommand(INPUT));
  const message = explain(await failureOf(() => callAws('reading distribution E1', call)));
  expect(message.replace(REQUEST_ID, 'ID')).toBe(
    `reading distribution E1: NobodyDocumentedIt: ${WORDS} (request ID)\nSee the message of AWS above. If it does not help, contact AWS Support with the request ID, or report a bug in the action.`,
  );
});

test('a call that never left for AWS is a bug, and shows where it happened', async () => {
  const call = callAws('reading distribution', () =>
    cloud.aws.cloudfront.send(new GetDistributionCommand({ Id: undefined })),
  );
  const message = explain(await call.catch((error: unknown) => error));
  expect(message).toMatch(/^This is a bug in the action, please report it:\nError: No value provided .+\n +at /);
});
