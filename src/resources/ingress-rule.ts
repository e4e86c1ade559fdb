// Owns the ingress rule that allows CloudFront to reach the load balancer: one per load balancer, shared and never removed.
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  paginateDescribeSecurityGroupRules,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { callAws, collect, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { ExplainedError } from '../errors.ts';
import { type Identity, listTags, OWNER_TAG } from '../identity.ts';
import type { Creatable } from '../reconcile/resource.ts';
import { readWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';

interface DesiredIngress {
  vpcId: string;
  securityGroupIds: string[];
  port: number;
}

const KIND = 'ingress rule';
/** CloudFront creates this group with the first VPC origin in a VPC. As a source it allows only distributions of the same account. */
const MANAGED_GROUP_NAME = 'CloudFront-VPCOrigins-Service-SG';
/** AWS's prefix list of all CloudFront servers, which counts as 55 of the 60 rules that a group can have. */
const PREFIX_LIST_NAME = 'com.amazonaws.global.cloudfront.origin-facing';
const EVERYWHERE = '0.0.0.0/0';

interface Sources {
  managedGroupIds: string[];
  prefixListIds: string[];
}

type Cloud = Waiter & { aws: Aws };

/** Finds any rule that allows CloudFront, whoever created it. */
export function ingressRuleResource(
  world: Cloud,
  identity: Identity,
  desired: DesiredIngress,
): Creatable<DesiredIngress, SecurityGroupRule> {
  return {
    kind: KIND,
    name: `${desired.securityGroupIds[0]} port ${desired.port}`,
    find: () => findIngress(world.aws, desired),
    placeholder: {},
    create: () => createIngress(world, identity, desired),
  };
}

async function findIngress(
  aws: Aws,
  { vpcId, securityGroupIds, port }: DesiredIngress,
): Promise<SecurityGroupRule | undefined> {
  const [rules, sources] = await Promise.all([listRules(aws, securityGroupIds), findSources(aws, vpcId)]);
  return rules.find((rule) => !rule.IsEgress && isPortIn(rule, port) && isFromCloudFront(rule, sources));
}

function isPortIn({ IpProtocol, FromPort = -1, ToPort = -1 }: SecurityGroupRule, port: number): boolean {
  return IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort);
}

function isFromCloudFront(rule: SecurityGroupRule, { managedGroupIds, prefixListIds }: Sources): boolean {
  const groupId = rule.ReferencedGroupInfo?.GroupId;
  return (
    rule.CidrIpv4 === EVERYWHERE ||
    (groupId !== undefined && managedGroupIds.includes(groupId)) ||
    (rule.PrefixListId !== undefined && prefixListIds.includes(rule.PrefixListId))
  );
}

async function listRules({ ec2 }: Aws, groupIds: string[]): Promise<SecurityGroupRule[]> {
  const pages = paginateDescribeSecurityGroupRules(
    { client: await ec2() },
    { Filters: [{ Name: 'group-id', Values: groupIds }] },
  );
  return collect(
    `reading the rules of security group ${groupIds.join(', ')}`,
    pages,
    ({ SecurityGroupRules }) => SecurityGroupRules,
  );
}

async function findSources(aws: Aws, vpcId: string): Promise<Sources> {
  const ec2 = await aws.ec2();
  const [groups, lists] = await Promise.all([
    callAws(`reading CloudFront's security group in ${vpcId}`, () =>
      ec2.send(
        new DescribeSecurityGroupsCommand({
          Filters: [
            { Name: 'vpc-id', Values: [vpcId] },
            { Name: 'group-name', Values: [`${MANAGED_GROUP_NAME}*`] },
          ],
        }),
      ),
    ),
    callAws(`reading prefix list ${PREFIX_LIST_NAME}`, () =>
      ec2.send(
        new DescribeManagedPrefixListsCommand({ Filters: [{ Name: 'prefix-list-name', Values: [PREFIX_LIST_NAME] }] }),
      ),
    ),
  ]);
  return {
    managedGroupIds: groups.SecurityGroups?.flatMap(({ GroupId }) => GroupId ?? []) ?? [],
    prefixListIds: lists.PrefixLists?.flatMap(({ PrefixListId }) => PrefixListId ?? []) ?? [],
  };
}

/**
 * Called after the VPC origin is deployed: only then does CloudFront's own group exist, which is the narrower source, and it may
 * become visible a little later than the VPC origin.
 */
function waitForSource(world: Cloud, { vpcId }: DesiredIngress): Promise<Sources> {
  return readWithinWindow(world, `CloudFront's own security group in ${vpcId}`, {
    read: () => findSources(world.aws, vpcId),
    isComplete: ({ managedGroupIds }) => managedGroupIds.length > 0,
  });
}

async function createIngress(world: Cloud, identity: Identity, desired: DesiredIngress): Promise<SecurityGroupRule> {
  const { aws, log } = world;
  const { vpcId, securityGroupIds, port } = desired;
  const GroupId = required(securityGroupIds[0], 'DescribeLoadBalancers.SecurityGroups');
  const sources = await waitForSource(world, desired);
  const source = describeSource(sources);
  if (source === undefined) {
    const problem = `${vpcId} has no security group of CloudFront, and the region has no prefix list of CloudFront`;
    throw new ExplainedError(`allowing CloudFront into security group ${GroupId}: ${problem}`, {
      hint: `Allow TCP ${port} from CloudFront in this security group yourself, then re-run the job.`,
    });
  }
  const ec2 = await aws.ec2();
  const tags = { ...identity.tags, [OWNER_TAG]: identity.owner };
  const made = await findOrUndefined(
    `allowing CloudFront into security group ${GroupId}`,
    ['InvalidPermission.Duplicate'],
    () =>
      ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId,
          IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }],
          TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: listTags(tags) }],
        }),
      ),
  );
  if (sources.managedGroupIds.length === 0) log.warning(broadAccess(GroupId, desired));
  return made?.SecurityGroupRules?.[0] ?? {};
}

function broadAccess(groupId: string, { vpcId, port }: DesiredIngress): string {
  return `CloudFront's own security group was not seen in ${vpcId}, so security group ${groupId} now allows TCP ${port} from the prefix list of all CloudFront servers, which counts as 55 of its 60 rules and also allows distributions of other accounts. Once ${MANAGED_GROUP_NAME} exists in the VPC, allow TCP ${port} from that group and delete the rule with the prefix list.`;
}

function describeSource({ managedGroupIds, prefixListIds }: Sources): Partial<IpPermission> | undefined {
  const Description = 'CloudFront VPC origin for Medusa previews';
  const [groupId] = managedGroupIds;
  if (groupId !== undefined) return { UserIdGroupPairs: [{ GroupId: groupId, Description }] };
  const [prefixListId] = prefixListIds;
  return prefixListId === undefined ? undefined : { PrefixListIds: [{ PrefixListId: prefixListId, Description }] };
}
