import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { chooseListener } from '../../src/foundation/load-balancer.ts';
import { listener, TARGET_GROUP_ARN } from '../support/build.ts';

const leading = listener({ ListenerArn: 'arn:leading' });
const weighted = listener({
  ListenerArn: 'arn:weighted',
  DefaultActions: [
    {
      Type: 'forward',
      ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'arn:other' }, { TargetGroupArn: TARGET_GROUP_ARN }] },
    },
  ],
});
const elsewhere = listener({
  ListenerArn: 'arn:elsewhere',
  DefaultActions: [{ Type: 'forward', TargetGroupArn: 'arn:other' }],
});
const fixed = listener({ ListenerArn: 'arn:fixed', DefaultActions: [{ Type: 'fixed-response' }] });
const redirect = listener({ ListenerArn: 'arn:redirect', DefaultActions: [{ Type: 'redirect' }] });
const secure = listener({ ListenerArn: 'arn:secure', Protocol: 'HTTPS' });

interface Row {
  which: string;
  listeners: Listener[];
  asked?: string;
  expected: Listener;
}

describe('the listener that serves', () => {
  test.each<Row>([
    { which: 'the one that leads to the base service', listeners: [elsewhere, leading, fixed], expected: leading },
    { which: 'the one that leads there among others', listeners: [elsewhere, weighted], expected: weighted },
    { which: 'the only one, wherever it leads', listeners: [fixed], expected: fixed },
    { which: 'the one that speaks HTTP, of two that lead there', listeners: [secure, leading], expected: leading },
    {
      which: 'the one that speaks HTTP, where only HTTPS leads there',
      listeners: [secure, redirect],
      expected: redirect,
    },
    {
      which: 'the one that was asked for',
      listeners: [leading, elsewhere],
      asked: 'arn:elsewhere',
      expected: elsewhere,
    },
    {
      which: 'the one that was asked for, whatever it speaks',
      listeners: [secure],
      asked: 'arn:secure',
      expected: secure,
    },
  ])('is $which', ({ listeners, asked, expected }) => {
    expect(chooseListener(listeners, [TARGET_GROUP_ARN], asked)).toEqual({ found: expected, problems: [] });
  });

  test('is the one that was asked for, for a service that has no target group yet', () => {
    expect(chooseListener([fixed], [], 'arn:fixed').found).toBe(fixed);
  });

  test.each([
    ['two lead to the base service', [leading, weighted], 'arn:leading, arn:weighted'],
    ['none of two leads there', [elsewhere, fixed], 'arn:elsewhere, arn:fixed'],
  ])('is asked for where %s', (_, listeners, arns) => {
    expect(chooseListener(listeners, [TARGET_GROUP_ARN], undefined).problems).toEqual([
      `listener-arn: the load balancer has several HTTP listeners. Set it to one of them: ${arns}.`,
    ]);
  });

  test.each([
    ['there is none', []],
    ['all speak HTTPS', [secure]],
  ])('is missing where %s, and the fix is named', (_, listeners) => {
    expect(chooseListener(listeners, [TARGET_GROUP_ARN], undefined).problems).toEqual([
      'listener-arn: the load balancer of the base service has no HTTP listener. CloudFront reaches the load balancer by HTTP inside the VPC; add a listener on port 80.',
    ]);
  });
});
