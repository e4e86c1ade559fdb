// Shows that CloudFront changes and deletes a thing only for whoever has seen its last version.
import { waitUntilDistributionDeployed } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { aDistributionConfig } from './support/distribution-config.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const cloud = simulatedCloud();

/** A distribution that no other test knows. */
async function aDistribution(CallerReference: string): Promise<{ Id: string; ETag: string }> {
  const DistributionConfig = aDistributionConfig({ CallerReference });
  const { Distribution, ETag } = await cloud.aws.cloudfront.createDistribution({ DistributionConfig });
  return { Id: Distribution?.Id ?? '', ETag: ETag ?? '' };
}

async function comment(id: string, text: string, ifMatch: string | undefined) {
  const { DistributionConfig } = await cloud.aws.cloudfront.getDistributionConfig({ Id: id });
  if (DistributionConfig === undefined) throw new Error(`${id} has no configuration`);
  const changed = { ...DistributionConfig, Comment: text };
  return cloud.aws.cloudfront.updateDistribution({ Id: id, DistributionConfig: changed, IfMatch: ifMatch });
}

/** The tag of the distribution once it is deployed. */
async function untilDeployed(Id: string): Promise<string | undefined> {
  await waitUntilDistributionDeployed(
    { client: cloud.aws.cloudfront, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 },
    { Id },
  );
  return (await cloud.aws.cloudfront.getDistribution({ Id })).ETag;
}

test('each change gives a new tag, and the old one no longer changes anything', async () => {
  const { Id, ETag } = await aDistribution('changes');
  const { ETag: next } = await comment(Id, 'first', ETag);
  expect(next).not.toBe(ETag);
  expect(await refusalOf(comment(Id, 'second', ETag))).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  const { DistributionConfig, ETag: observed } = await cloud.aws.cloudfront.getDistributionConfig({ Id });
  expect([DistributionConfig?.Comment, observed]).toEqual(['first', next]);
});

test('a change without a tag is refused', async () => {
  const { Id } = await aDistribution('tagless');
  const refusal = await refusalOf(comment(Id, 'anything', undefined));
  expect(refusal).toMatchObject({ name: 'InvalidIfMatchVersion', status: 400 });
});

test('a deletion needs the last tag too, and then the thing is gone', async () => {
  const { Id, ETag } = await aDistribution('deleted');
  await comment(Id, 'later', ETag);
  const lastTag = await untilDeployed(Id);
  const refusal = await refusalOf(cloud.aws.cloudfront.deleteDistribution({ Id, IfMatch: ETag }));
  expect(refusal).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  await cloud.aws.cloudfront.deleteDistribution({ Id, IfMatch: lastTag });
  expect(await refusalOf(cloud.aws.cloudfront.getDistribution({ Id }))).toMatchObject({
    name: 'NoSuchDistribution',
    status: 404,
  });
});
