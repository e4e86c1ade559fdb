// Shows the parts of `npm run live` that need no cloud: what is taken out of a report, how plays are compared, and the open questions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compare } from '../../harness/live/comparison.ts';
import { readLiveFlags } from '../../harness/live/flags.ts';
import { QUESTIONS } from '../../harness/live/questions.ts';
import { redact } from '../../harness/live/redaction.ts';

test('accounts, names, addresses, keys and secrets are taken out, and ids of resources stay', () => {
  const planted = [
    '<Arn>arn:aws:iam::210987654321:user/jane.doe</Arn>',
    '<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>wJalrXUtnFEMI/K7MDENG</SecretAccessKey></Credentials>',
    '{"sessionToken": "FwoGZXIvYXdzEBYaD", "vpcId": "vpc-0a1b2c3d4e5f67890"}',
    'arn:aws:ecs:eu-west-1:210987654321:cluster/live-0a1b2c3d at 10.42.0.17, in 10.42.0.0/16',
    'https://d111111abcdef8.cloudfront.net',
  ];
  expect(redact(planted.join('\n'), { texts: ['jane.doe', 'live-0a1b2c3d'] }).split('\n')).toEqual([
    '<Arn>arn:aws:iam::210987654321:NAME</Arn>'.replace('210987654321', '000000000000'),
    '<Credentials><AccessKeyId>KEY</AccessKeyId><SecretAccessKey>SECRET</SecretAccessKey></Credentials>',
    '{"sessionToken": "SECRET", "vpcId": "vpc-0a1b2c3d4e5f67890"}',
    'arn:aws:ecs:eu-west-1:000000000000:cluster/NAME at 0.0.0.0, in 10.42.0.0/16',
    'https://dDOMAIN.cloudfront.net',
  ]);
});

test('another status, error code or member is a line, and other values are none', () => {
  const exchange = (operation: string, status: number, body: string) => ({ service: 'ecs', operation, status, body });
  const played = [
    exchange('ListServices', 200, '{"serviceArns":["a"]}'),
    exchange('DeleteService', 200, '{"service":{"status":"DRAINING"}}'),
  ];
  expect(compare([exchange('ListServices', 200, '{"serviceArns":["b","c"]}')], played)).toEqual([]);
  const recorded = [
    exchange('ListServices', 200, '{"serviceArns":["b"],"nextToken":"n"}'),
    exchange('DeleteService', 400, '{"__type":"com.amazonaws.ecs#ServiceNotFoundException","message":"No."}'),
    exchange('ListClusters', 200, '{}'),
  ];
  expect(compare(recorded, played)).toEqual([
    'ecs:DeleteService never answered 400 ServiceNotFoundException',
    'ecs:ListClusters was not called',
    'ecs:ListServices 200 lacks nextToken',
  ]);
});

test('the page of promises lists the questions that a play asks', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reliability.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.*?) \| /gm)].map(([, id, question]) => [id, question]);
  expect(rows).toEqual(Object.entries(QUESTIONS).map(([id, { question }]) => [id, question]));
});

test('a flag that is not understood is a sentence', () => {
  expect(() => readLiveFlags(['--time-scale', 'fast'])).toThrow('--time-scale takes a number above 0, not fast.');
  expect(() => readLiveFlags(['--simulator', '--endpoint', 'http://127.0.0.1:1'])).toThrow('not both');
  expect(readLiveFlags(['--simulator'])).toMatchObject({ timeScale: 300, isSimulated: true, isConfirmed: false });
});
