import { expect, test } from '@jest/globals';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

/** Neither keys nor a profile, and nobody to ask for a role. */
const WITHOUT_KEYS = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };

test('a job without credentials learns what to give it, and whom the role has to trust', async () => {
  const play = await stage.act({}, { variables: { ...WITHOUT_KEYS, GITHUB_REF: 'refs/pull/42/merge' } });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('with aws-actions/configure-aws-credentials and "id-token: write"');
  expect(play.log).toContain(
    'must accept the subject of this run: repo:acme/shop:pull_request, or its form with ids; in a job with',
  );
  expect(play.log).not.toMatch(/^\s+at /m);
  expect([...play.reads, ...play.writes]).toEqual([]);
});

test('a role that may do nothing is shown everything that the first look lacks, as one statement', async () => {
  for (const service of ['ecs', 'elasticloadbalancing', 'cloudfront']) {
    await stage.fault({ service, operation: '*', kind: 'deny', times: 100 });
  }
  const play = await stage.act();
  expect(play.exitCode).toBe(1);
  const [, statement = ''] = /iam-policy\.json of this action: (\{.+?\})/.exec(play.log) ?? [];
  expect(JSON.parse(statement)).toEqual({
    Effect: 'Allow',
    Action: [
      'cloudfront:ListDistributions',
      'cloudfront:ListVpcOrigins',
      'ecs:DescribeServices',
      'elasticloadbalancing:DescribeTargetGroups',
    ],
    Resource: '*',
  });
  expect(play.writes).toEqual([]);
});

test('a job that may not use GitHub is shown the line to add', async () => {
  await stage.fault({ service: 'github', operation: '*', kind: 'deny', times: 100 });
  const play = await stage.act({ 'wait-for': 'none' });
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('Add this line to the "permissions" of the job: pull-requests: write');
});
