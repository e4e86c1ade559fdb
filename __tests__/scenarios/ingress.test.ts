import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const hideGroup = (times: number) =>
  stage.fault({ service: 'ec2', operation: 'DescribeSecurityGroups', kind: 'omit', member: 'SecurityGroups', times });

function permissionsOf({ writes }: Play): unknown {
  const written = writes.find(({ operation }) => operation === 'AuthorizeSecurityGroupIngress')?.input;
  return (written as { IpPermissions?: unknown[] } | undefined)?.IpPermissions;
}

test("CloudFront's own group that is seen a little late is waited for, and is the one that is admitted", async () => {
  await hideGroup(3);
  const play = await stage.act();
  expect(play.exitCode).toBe(0);
  expect(permissionsOf(play)).toMatchObject([{ UserIdGroupPairs: [{ GroupId: expect.stringMatching(/^sg-/) }] }]);
  expect(play.log).not.toContain('::warning::');
});

test("where CloudFront's own group does not come, all of CloudFront is admitted and a warning says so; it stays", async () => {
  await hideGroup(99);
  const play = await stage.act();
  expect(play.exitCode).toBe(0);
  expect(permissionsOf(play)).toMatchObject([{ PrefixListIds: [{ PrefixListId: expect.stringMatching(/^pl-/) }] }]);
  expect(play.log).toMatch(
    /::warning::CloudFront's own security group was not seen in vpc-\w+, so security group sg-\w+ now allows TCP 80 from the prefix list/,
  );
  await stage.control('DELETE', 'faults');
  // Another environment inspects the ingress again.
  const other = await stage.act({ environment: 'pr-43' });
  expect(other.exitCode).toBe(0);
  expect(namesOf(other.writes)).not.toContain('ec2:AuthorizeSecurityGroupIngress');
  expect(other.log).not.toContain('::warning::CloudFront');
});

test('whether public access is blocked is asked twice at most: where AWS does not say, it is taken to be off', async () => {
  const operation = 'DescribeVpcBlockPublicAccessOptions';
  await stage.fault({ service: 'ec2', operation, kind: 'internal', times: 99 });
  const play = await stage.act();
  expect(play.exitCode).toBe(0);
  expect(play.reads.filter((read) => read.operation === operation)).toHaveLength(2);
  expect(play.log).toMatch(/::debug::reading VPC Block Public Access: .* Assuming that it is off\./);
});
