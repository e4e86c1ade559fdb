// Owns what a workflow may hand to the action: inputs, good and bad, events of all shapes, and files that are no task definitions.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { IMAGE, LISTENER_ARN, SMALLEST, type WrittenInputs } from './build.ts';
import { fc } from './property-runs.ts';
import { hostileText } from './property-texts.ts';

const ACTION = new URL('../../action.yml', import.meta.url);

/** Names of all inputs, as action.yml has them. */
export const INPUT_NAMES = Object.keys(
  (parse(readFileSync(ACTION, 'utf8')) as { inputs: Record<string, unknown> }).inputs,
);

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf';

/** Some good values of each input. */
const GOOD: Record<string, string[]> = {
  mode: ['auto', 'prepare', 'deploy', 'destroy', 'sweep', 'sleep', 'wake', 'plan'],
  name: ['shop', 'Shop.v2'],
  environment: ['staging', 'pr-42'],
  'pull-request': ['42'],
  label: ['preview'],
  image: [IMAGE],
  database: ['isolated', 'shared', 'none', 'template:base', 'template:shop'],
  'migrate-command': ['none'],
  'setup-command': ['true'],
  'base-service': ['shop/medusa'],
  service: ['', 'shop/medusa'],
  'task-definition': ['', 'medusa:7', 'task.json'],
  container: ['medusa', 'medusa:9000'],
  variables: ['A=1\nSTORE_CORS=https://a.example', 'NODE_OPTIONS=--enable-source-maps', '__proto__=1\nconstructor=2'],
  tags: ['CostCenter=42'],
  secrets: [`JWT_SECRET=${SECRET_ARN}`],
  'listener-arn': [LISTENER_ARN],
  'task-role-arn': ['none', 'arn:aws:iam::123456789012:role/shop-medusa-task'],
  ttl: ['72h'],
  'sleep-after': ['4h'],
  waker: ['arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/waker/0123456789abcdef'],
  subnets: ['subnet-0a'],
  'access-key': ['correct horse battery staple'],
  protect: ['admin', 'all'],
};

/** Each input left out, good, or anything at all. */
export const writtenInputs: fc.Arbitrary<WrittenInputs> = fc
  .record(
    Object.fromEntries(
      INPUT_NAMES.map((name) => [
        name,
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(SMALLEST[name] ?? '', ...(GOOD[name] ?? [])) },
          { weight: 1, arbitrary: hostileText },
        ),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((written) => ({ ...SMALLEST, ...written }) as WrittenInputs);

/** Values that no run takes, whatever it is asked to do. */
const WRONG = {
  mode: ['up', '__proto__', 'deploy\ndestroy', 'Deploy'],
  name: ['-', '../shop', 'my shop', 'ship\n::error::', 'x'.repeat(101)],
  'pull-request': ['main', '-1', '1e3', '42; true', '0'],
  'wait-minutes': ['0', 'ever', '1e1', '9'.repeat(10_000)],
  'sleep-after': ['4 hours', '-1h', '72', 'h'],
  ttl: ['3 days', '-1h', '72', 'h', '1'.repeat(10_000)],
  'max-environments': ['none', '0', '1.5'],
  comment: ['yes', 'constructor'],
};

/** One input that is surely wrong, alone or among others that may be. No variable of a process holds a NUL. */
export const badInputs: fc.Arbitrary<{ wrong: string; inputs: WrittenInputs }> = fc
  .tuple(fc.constantFrom(...Object.entries(WRONG)), fc.nat(), fc.oneof(fc.constant({}), writtenInputs))
  .map(([[wrong, values], at, written]) => ({
    wrong,
    inputs: withoutNul({ ...written, [wrong]: values[at % values.length] ?? '' }),
  }));

function withoutNul(inputs: WrittenInputs): WrittenInputs {
  return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, text.replaceAll('\0', '')]));
}

/** Keys that objects have anyway, and the usual. */
const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', '0'), hostileText);

/** Any JSON, as it comes out of a parser: `__proto__` is a member like any other. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ json: unknown; list: unknown; object: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      { toString: null, valueOf: null },
      true,
      0,
      -1,
      42,
      1.5,
      1e308,
      Number.POSITIVE_INFINITY,
      '42',
      '',
      'refs/heads/main',
      'closed',
    ),
    hostileText,
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('json'), { maxLength: 3 }),
  // A parser makes `__proto__` a member, which an assignment would not.
  object: fc.array(fc.tuple(key, tie('json')), { maxLength: 3 }).map((members) => Object.fromEntries(members)),
})).json;

/** Each member of the shape as it should be, left out, or anything. */
function distorted(shape: unknown): fc.Arbitrary<unknown> {
  if (typeof shape !== 'object' || shape === null) {
    return fc.oneof({ weight: 3, arbitrary: fc.constant(shape) }, { weight: 1, arbitrary: anyJson });
  }
  const whole = Array.isArray(shape)
    ? fc.tuple(...shape.map(distorted))
    : fc.record(Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, distorted(value)])), {
        requiredKeys: [],
      });
  return fc.oneof({ weight: 6, arbitrary: whole }, { weight: 1, arbitrary: anyJson });
}

const COMMENTED = {
  action: 'created',
  issue: { number: 42, pull_request: {} },
  comment: { id: 7, body: '', user: { login: 'octocat' } },
};
const PULL_REQUEST = { number: 42, head: { sha: 'abc1234' }, updated_at: '2026-11-22T10:00:00Z' };
const RUN = {
  created_at: '2026-11-22T10:00:00Z',
  head_sha: 'abc1234',
  head_branch: 'fix',
  head_repository: { owner: { login: 'octocat' } },
  pull_requests: [{ number: 42 }],
};

/** The payload of an event, and its name. */
export const anyEvent: fc.Arbitrary<{ eventName: string; payload: unknown }> = fc.oneof(
  fc.record({ eventName: fc.constant('pull_request'), payload: distorted({ pull_request: PULL_REQUEST }) }),
  fc.record({
    eventName: fc.constant('issue_comment'),
    payload: fc
      .constantFrom('wake', 'reset', 'destroy', 'keep 7d', 'fly')
      .chain((word) => distorted({ ...COMMENTED, comment: { ...COMMENTED.comment, body: `/preview ${word}` } })),
  }),
  fc.record({
    eventName: fc.constant('push'),
    payload: distorted({ ref: 'refs/heads/fix', after: 'abc1234', repository: { pushed_at: 1_700_000_000 } }),
  }),
  fc.record({ eventName: fc.constant('workflow_run'), payload: distorted({ workflow_run: RUN }) }),
  fc.record({ eventName: fc.constantFrom('schedule', 'workflow_dispatch', ''), payload: anyJson }),
);

const CONTAINER = {
  name: 'medusa',
  image: 'medusa:base',
  environment: [
    { name: 'STORE_CORS', value: 'https://a.example' },
    { name: 'NODE_OPTIONS', value: '--enable-source-maps' },
    { name: 'DATABASE_URL', value: 'postgres://medusa:hunter2@db/medusa' },
  ],
  secrets: [{ name: 'JWT_SECRET', valueFrom: SECRET_ARN }],
  portMappings: [{ containerPort: 9000 }],
};
const DEFINITION = {
  family: 'medusa',
  networkMode: 'awsvpc',
  cpu: '512',
  memory: '1024',
  containerDefinitions: [CONTAINER],
};

/** Text of a file that was handed over as a task definition. */
export const anyTaskDefinition: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: distorted(DEFINITION).map((definition) => JSON.stringify(definition) ?? '') },
  { weight: 1, arbitrary: hostileText },
);

/** A task definition with lists in lists. */
export function nested(depth: number): string {
  return `${JSON.stringify(DEFINITION).slice(0, -1)},"volumes":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}
