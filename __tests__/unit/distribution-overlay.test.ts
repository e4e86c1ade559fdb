import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { describeDistribution, overlay } from '../../src/resources/distribution-config.ts';
import { DESIRED_DISTRIBUTION as DESIRED } from '../support/build.ts';

const arnOf = (name: string) => `arn:aws:cloudfront::123456789012:function/${name}`;
const on = (EventType: string, name: string) => ({ EventType, FunctionARN: arnOf(name) });
const GATE_ARN = arnOf('medusa-preview-0f');
const GATE = on('viewer-request', 'medusa-preview-0f');
const OLDER = on('viewer-request', 'medusa-preview-0e');
const OTHER = on('viewer-request', 'redirects');
const ANSWERS = on('viewer-response', 'headers');

/** The distribution as we made it, with something put over it. */
function drifted(over: object): DistributionConfig {
  return { CallerReference: 'medusa-preview-1', ...describeDistribution(DESIRED), ...over } as DistributionConfig;
}

test('names of single cookies go, where all are forwarded', () => {
  const { DefaultCacheBehavior: ours } = describeDistribution(DESIRED);
  const Cookies = { Forward: 'whitelist', WhitelistedNames: { Quantity: 1, Items: ['cart'] } };
  const DefaultCacheBehavior = { ...ours, ForwardedValues: { QueryString: true, Cookies } };
  const repaired = overlay(drifted({ DefaultCacheBehavior }), DESIRED);
  expect(repaired.DefaultCacheBehavior?.ForwardedValues).toEqual(ours.ForwardedValues);
});

test('a cache policy goes, which the legacy fields exclude', () => {
  const { ForwardedValues: _, ...ours } = describeDistribution(DESIRED).DefaultCacheBehavior;
  const DefaultCacheBehavior = {
    ...ours,
    CachePolicyId: 'p1',
    OriginRequestPolicyId: 'p2',
    ResponseHeadersPolicyId: 'p3',
  };
  const repaired = overlay(drifted({ DefaultCacheBehavior }), DESIRED).DefaultCacheBehavior;
  expect(repaired).not.toHaveProperty('CachePolicyId');
  expect(repaired).not.toHaveProperty('OriginRequestPolicyId');
  expect(repaired).toMatchObject({ ResponseHeadersPolicyId: 'p3', ForwardedValues: { QueryString: true } });
});

test.each([
  {
    sentence: 'a gate comes in the place of another function, beside one for the answers',
    ...{ gateArn: GATE_ARN, before: [OTHER, ANSWERS], after: [ANSWERS, GATE] },
  },
  { sentence: 'a gate comes in the place of an older one', gateArn: GATE_ARN, before: [OLDER], after: [GATE] },
  { sentence: 'a gate that is not desired goes', gateArn: undefined, before: [ANSWERS, OLDER], after: [ANSWERS] },
  { sentence: 'functions of others stay', gateArn: undefined, before: [OTHER, ANSWERS], after: [OTHER, ANSWERS] },
])('$sentence', ({ gateArn, before, after }) => {
  const { DefaultCacheBehavior: ours } = describeDistribution(DESIRED);
  const FunctionAssociations = { Quantity: before.length, Items: before };
  const drift = drifted({ DefaultCacheBehavior: { ...ours, FunctionAssociations } });
  const repaired = overlay(drift, { ...DESIRED, gateArn }).DefaultCacheBehavior;
  expect(repaired?.FunctionAssociations).toEqual({ Quantity: after.length, Items: after });
});

test('another kind of origin in the place of ours goes, and what else was set on it stays', () => {
  const [{ VpcOriginConfig, ...ours } = { VpcOriginConfig: undefined }] = describeDistribution(DESIRED).Origins.Items;
  const custom = { ...ours, ConnectionAttempts: 1, CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443 } };
  const [origin] = overlay(drifted({ Origins: { Quantity: 1, Items: [custom] } }), DESIRED).Origins?.Items ?? [];
  expect(origin).not.toHaveProperty('CustomOriginConfig');
  expect(origin).toMatchObject({ ConnectionAttempts: 1, VpcOriginConfig });
});
