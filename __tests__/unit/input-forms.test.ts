import { expect, test } from '@jest/globals';
import { goodInputs, readingOf, SMALLEST } from '../support/build.ts';

test.each([
  ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf'],
  ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::'],
  ['arn:aws-cn:ssm:cn-north-1:123456789012:parameter/shop/url'],
  ['arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/shop/url'],
])('a secret may be %s', (arn) => {
  expect(goodInputs({ secrets: `DATABASE_URL=${arn}` }).secrets).toEqual([{ name: 'DATABASE_URL', value: arn }]);
});

test.each([['/'], ['/health'], ['/api/health?deep=1&x=%20'], [`/${'x'.repeat(1023)}`]])(
  'the health check may ask for %s',
  (path) => {
    expect(goodInputs({ 'health-check-path': path }).healthCheckPath).toBe(path);
  },
);

test.each([['/a b'], ['/a\n/b'], ['/é'], ['/\u001b[31m'], [`/${'x'.repeat(1024)}`], ['http://x/health']])(
  'the health check may not ask for %j',
  (path) => {
    expect(readingOf({ ...SMALLEST, 'health-check-path': path }).problemsToDeploy).toHaveLength(1);
  },
);

test.each<[string, object]>([
  ['isolated', { kind: 'isolated' }],
  ['shared', { kind: 'shared' }],
  ['template:base', { kind: 'isolated', template: 'base' }],
  ['template:shop_template', { kind: 'isolated', template: { name: 'shop_template' } }],
  ['template: Shop template', { kind: 'isolated', template: { name: 'Shop template' } }],
])('the database may be %s', (text, database) => {
  expect(goodInputs({ database: text }).database).toEqual(database);
});

test.each<[string, object]>([
  ['web', { name: 'web', port: undefined }],
  ['web:1', { name: 'web', port: 1 }],
  ['my_web-2:65535', { name: 'my_web-2', port: 65_535 }],
])('the container may be %s', (text, container) => {
  expect(goodInputs({ container: text }).container).toEqual(container);
});

test.each([['web:'], ['web:0'], ['web:09'], ['web:65536'], [':9000'], ['a/b'], ['web:http']])(
  'the container may not be %s',
  (text) => {
    expect(readingOf({ ...SMALLEST, container: text }).problemsToDeploy).toHaveLength(1);
  },
);
