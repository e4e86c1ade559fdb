import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { findRouting, isGuardRule } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { scenarioStage } from '../support/stage.ts';

/** A role with docs/iam-policy.json alone. */
const EACH_RUN = { variables: { AWS_ACCESS_KEY_ID: 'simulated-each-run' } };
const BOTH_WAYS =
  'Either run "mode: prepare" or "mode: deploy" once under a role that has docs/iam-policy-once.json of this action as well, or have an administrator deploy examples/aws/edge.yaml.';

describe('a role that may not create what a load balancer needs once', () => {
  const stage = scenarioStage([], {}, { mayBeRefused: true });

  test('learns it from its first write where there is no VPC origin, and nothing is written', async () => {
    const play = await stage.act({}, EACH_RUN);
    expect(play.exitCode).toBe(1);
    expect(play.writes.map(({ operation, error }) => [operation, error?.code])).toEqual([
      ['CreateVpcOrigin', 'AccessDenied'],
    ]);
    expect(play.log).toContain(BOTH_WAYS);
  });

  test('deploys once another role has, and learns from its first write that the guard rule is gone', async () => {
    expect((await stage.act()).exitCode).toBe(0);
    const play = await stage.act({ environment: 'second' }, EACH_RUN);
    expect(play.exitCode).toBe(0);
    expect(namesOf(play.writes)).not.toContain('cloudfront:CreateVpcOrigin');
    const { loadBalancing } = awsClients(stage.endpoint);
    const { rules } = await findRouting(stage);
    for (const { RuleArn } of rules.filter(isGuardRule)) await loadBalancing.deleteRule({ RuleArn });
    const refused = await stage.act({ environment: 'third' }, EACH_RUN);
    expect(refused.exitCode).toBe(1);
    expect(namesOf(refused.writes)).toEqual(['elasticloadbalancing:CreateRule']);
    expect(refused.log).toContain(BOTH_WAYS);
  });
});

describe('where the load balancer has a VPC origin and no ingress rule', () => {
  const stage = scenarioStage([], { hasVpcOrigin: true }, { mayBeRefused: true });

  test('a role that may not let CloudFront in has written nothing of the environment', async () => {
    const { loadBalancing } = awsClients(stage.endpoint);
    const { listener } = await findRouting(stage);
    await loadBalancing.createRule({ ListenerArn: listener.ListenerArn, Priority: 1001, ...GUARD });
    const play = await stage.act({}, EACH_RUN);
    expect(play.exitCode).toBe(1);
    expect(namesOf(play.writes)).toEqual(['ec2:AuthorizeSecurityGroupIngress']);
    expect(play.log).toContain(BOTH_WAYS);
  });
});

const GUARD = {
  Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Medusa-Preview', Values: ['??*'] } }],
  Actions: [{ Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }],
};
