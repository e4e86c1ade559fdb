import { expect, test } from '@jest/globals';
import { problemsOfMove } from '../../src/checks/relocation.ts';
import { SERVICE_TAG, type Tags } from '../../src/identity.ts';
import { environment } from '../support/build.ts';

const COPY = environment({ reference: { cluster: 'shop2', service: 'shop-pr-42' } });
const IN_PLACE = environment({ kind: 'in-place', reference: { cluster: 'shop', service: 'medusa' } });
const tagged = (service: string): { tags: Tags; config: object } => ({ tags: { [SERVICE_TAG]: service }, config: {} });
const WAY_OUT = 'Run once with "mode: destroy", then deploy again: the address changes.';

test.each([
  ['its first deploy', { distribution: undefined, targetGroup: undefined }],
  ['another deploy', { distribution: tagged('shop2/shop-pr-42'), targetGroup: tagged('shop2/shop-pr-42') }],
  [
    'a deploy that was cut off after the target group',
    { distribution: undefined, targetGroup: tagged('shop2/shop-pr-42') },
  ],
  [
    'one whose tag somebody changed on the target group',
    { distribution: tagged('shop2/shop-pr-42'), targetGroup: tagged('elsewhere/else') },
  ],
  ['one whose tag somebody took away', { distribution: { tags: {}, config: {} }, targetGroup: { tags: {} } }],
])('an environment stays with its service on %s', (_, observed) => {
  expect(problemsOfMove(COPY, observed)).toEqual([]);
});

test.each([
  ['the distribution', { distribution: tagged('shop/shop-pr-42'), targetGroup: tagged('shop2/shop-pr-42') }],
  ['the target group alone', { distribution: undefined, targetGroup: tagged('shop/shop-pr-42') }],
  ['both, once', { distribution: tagged('shop/shop-pr-42'), targetGroup: tagged('shop/shop-pr-42') }],
])('another cluster than the one that the tags name is reported: %s', (_, observed) => {
  expect(problemsOfMove(COPY, observed)).toEqual([
    `base-service: pr-42 runs as shop/shop-pr-42, and its copy would now be shop2/shop-pr-42. ${WAY_OUT}`,
  ]);
});

test('another service than the one that the tags name is reported', () => {
  const observed = { distribution: tagged('shop/shop-pr-42'), targetGroup: undefined };
  expect(problemsOfMove(IN_PLACE, observed)).toEqual([
    `service: pr-42 runs as shop/shop-pr-42, and would now run as shop/medusa. ${WAY_OUT}`,
  ]);
});

test('an origin that somebody added in another region does not move it', () => {
  const domains = ['internal-shop-1.us-east-2.elb.amazonaws.com', 'internal-shop-1.eu-west-1.elb.amazonaws.com'];
  const Items = domains.map((DomainName) => ({ Id: DomainName, DomainName }));
  const distribution = { ...tagged('shop2/shop-pr-42'), config: { Origins: { Quantity: 2, Items } } };
  expect(problemsOfMove(COPY, { distribution, targetGroup: undefined })).toEqual([]);
});

test.each([
  ['eu-west-1', []],
  ['us-east-2', [expect.stringMatching(/^pr-42 runs in us-east-2, and would now run in eu-west-1\. .*another "name"/)]],
])('an address that leads to %s is not led over from another region', (region, problems) => {
  const origin = { Id: 'medusa', DomainName: `internal-shop-1.${region}.elb.amazonaws.com` };
  const config = { Origins: { Quantity: 1, Items: [origin] } };
  const distribution = { ...tagged('shop2/shop-pr-42'), config };
  expect(problemsOfMove(COPY, { distribution, targetGroup: undefined })).toEqual(problems);
});
