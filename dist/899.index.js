export const id = 899;
export const ids = [899];
export const modules = {

/***/ 5899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  inspectExposure: () => (/* binding */ inspectExposure),
  inspectIngress: () => (/* binding */ inspectIngress)
});

// EXTERNAL MODULE: ./build/compiled/aws/parallel.js
var parallel = __webpack_require__(2821);
// EXTERNAL MODULE: ./build/compiled/checks/foundation.js
var checks_foundation = __webpack_require__(7685);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/client/index.js
var client = __webpack_require__(2658);
// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/endpoints/index.js
var endpoints = __webpack_require__(2085);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/endpoint/EndpointParameters.js
var EndpointParameters = __webpack_require__(3358);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commandBuilder.js




const command = (0,client.makeBuilder)(EndpointParameters/* commonParams */.S, "AmazonEC2", "EC2Client", endpoints.getEndpointPlugin);
const _ep0 = {};
const _mw0 = (Command, cs, config, o) => [];
const _mw1 = (Command, cs, config, o) => [
    getCopySnapshotPresignedUrlPlugin(config),
];

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/schemas/schemas_0.js + 1 modules
var schemas_0 = __webpack_require__(230);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeInternetGatewaysCommand.js


class DescribeInternetGatewaysCommand extends command(_ep0, _mw0, "DescribeInternetGateways", schemas_0/* DescribeInternetGateways$ */.S1f) {
}

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeAvailabilityZonesCommand.js


class DescribeAvailabilityZonesCommand extends command(_ep0, _mw0, "DescribeAvailabilityZones", schemas_0/* DescribeAvailabilityZones$ */.Iye) {
}

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeVpcBlockPublicAccessOptionsCommand.js


class DescribeVpcBlockPublicAccessOptionsCommand extends command(_ep0, _mw0, "DescribeVpcBlockPublicAccessOptions", schemas_0/* DescribeVpcBlockPublicAccessOptions$ */.pqo) {
}

// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/index.js
var dist_cjs = __webpack_require__(402);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeRouteTablesCommand.js


class DescribeRouteTablesCommand extends command(_ep0, _mw0, "DescribeRouteTables", schemas_0/* DescribeRouteTables$ */.Mxi) {
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/EC2Client.js + 8 modules
var EC2Client = __webpack_require__(4601);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/pagination/DescribeRouteTablesPaginator.js



const paginateDescribeRouteTables = (0,dist_cjs.createPaginator)(EC2Client/* EC2Client */.g, DescribeRouteTablesCommand, "NextToken", "NextToken", "MaxResults");

// EXTERNAL MODULE: ./build/compiled/aws/client.js
var aws_client = __webpack_require__(7385);
// EXTERNAL MODULE: ./build/compiled/aws/required.js
var required = __webpack_require__(9519);
// EXTERNAL MODULE: ./build/compiled/errors.js
var errors = __webpack_require__(3071);
// EXTERNAL MODULE: ./build/compiled/foundation/exposure.js
var exposure = __webpack_require__(6877);
;// CONCATENATED MODULE: ./build/compiled/foundation/network.js
// Owns reading from the VPC whether CloudFront can reach the load balancer. The EC2 client is loaded only for that.





/** A read that only improves a warning must not take long: eight attempts would take five seconds. */
const MAX_OPTIONAL_ATTEMPTS = 2;
async function findNetwork({ aws, log }, { loadBalancer }) {
    const { VpcId, AvailabilityZones = [] } = loadBalancer;
    const zoneNames = AvailabilityZones.map(({ ZoneName }) => (0,required/* required */.m)(ZoneName, 'DescribeLoadBalancers.AvailabilityZones.ZoneName'));
    const client = await aws.ec2();
    const [hasInternetGateway, zoneIds, blocksPublicAccess] = await Promise.all([
        findInternetGateway(client, (0,required/* required */.m)(VpcId, 'DescribeLoadBalancers.VpcId')),
        findZoneIds(client, zoneNames),
        findBlockPublicAccess(await aws.ec2(MAX_OPTIONAL_ATTEMPTS), log),
    ]);
    return { hasInternetGateway, zoneIds, blocksPublicAccess };
}
async function findInternetGateway(ec2, vpcId) {
    const Filters = [{ Name: 'attachment.vpc-id', Values: [vpcId] }];
    const { InternetGateways = [] } = await (0,aws_client/* callAws */.IY)(`reading the internet gateway of ${vpcId}`, () => ec2.send(new DescribeInternetGatewaysCommand({ Filters })));
    return InternetGateways.length > 0;
}
async function findZoneIds(ec2, ZoneNames) {
    // Without names, AWS would return all zones of the region.
    if (ZoneNames.length === 0)
        return [];
    const { AvailabilityZones = [] } = await (0,aws_client/* callAws */.IY)(`reading availability zones ${ZoneNames.join(', ')}`, () => ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames })));
    return AvailabilityZones.flatMap(({ ZoneId }) => (ZoneId === undefined ? [] : [ZoneId]));
}
/** Without the permission to read it, it counts as off: a missing warning is better than a failed deploy. */
async function findBlockPublicAccess(ec2, log) {
    try {
        const { VpcBlockPublicAccessOptions: options } = await (0,aws_client/* callAws */.IY)('reading VPC Block Public Access', () => ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({})));
        return options?.InternetGatewayBlockMode?.startsWith('block') ?? false;
    }
    catch (error) {
        if (!(error instanceof errors/* AwsError */.Gy))
            throw error;
        log.debug(`${error.message}. Assuming that it is off.`);
        return false;
    }
}
/** `unknown` if the role may not read route tables; any other error is thrown. */
async function findExposure({ ec2 }, { loadBalancer }) {
    try {
        return (0,exposure/* describeExposure */.B)(loadBalancer, await findRouteTables(await ec2(), (0,required/* required */.m)(loadBalancer.VpcId, 'DescribeLoadBalancers.VpcId')));
    }
    catch (error) {
        if (!(error instanceof errors/* AwsError */.Gy) || error.missingAction === undefined)
            throw error;
        return { kind: 'unknown', because: `the role may not call ${error.missingAction}` };
    }
}
function findRouteTables(ec2, vpcId) {
    return (0,aws_client/* callAws */.IY)(`reading the route tables of ${vpcId}`, async () => {
        const tables = [];
        const pages = paginateDescribeRouteTables({ client: ec2 }, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
        for await (const { RouteTables = [] } of pages)
            tables.push(...RouteTables);
        return tables;
    });
}

// EXTERNAL MODULE: ./build/compiled/reconcile/reconcile.js
var reconcile = __webpack_require__(8869);
;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeSecurityGroupRulesCommand.js


class DescribeSecurityGroupRulesCommand extends command(_ep0, _mw0, "DescribeSecurityGroupRules", schemas_0/* DescribeSecurityGroupRules$ */.YbR) {
}

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/pagination/DescribeSecurityGroupRulesPaginator.js



const paginateDescribeSecurityGroupRules = (0,dist_cjs.createPaginator)(EC2Client/* EC2Client */.g, DescribeSecurityGroupRulesCommand, "NextToken", "NextToken", "MaxResults");

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeSecurityGroupsCommand.js


class DescribeSecurityGroupsCommand extends command(_ep0, _mw0, "DescribeSecurityGroups", schemas_0/* DescribeSecurityGroups$ */.GZZ) {
}

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeManagedPrefixListsCommand.js


class DescribeManagedPrefixListsCommand extends command(_ep0, _mw0, "DescribeManagedPrefixLists", schemas_0/* DescribeManagedPrefixLists$ */.en2) {
}

;// CONCATENATED MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/AuthorizeSecurityGroupIngressCommand.js


class AuthorizeSecurityGroupIngressCommand extends command(_ep0, _mw0, "AuthorizeSecurityGroupIngress", schemas_0/* AuthorizeSecurityGroupIngress$ */.Kos) {
}

// EXTERNAL MODULE: ./build/compiled/identity.js
var compiled_identity = __webpack_require__(1102);
// EXTERNAL MODULE: ./build/compiled/reconcile/wait.js
var wait = __webpack_require__(9392);
;// CONCATENATED MODULE: ./build/compiled/resources/ingress-rule.js
// Owns the ingress rule that allows CloudFront to reach the load balancer: one per load balancer, shared and never removed.






const KIND = 'ingress rule';
/** CloudFront creates this group with the first VPC origin in a VPC. As a source it allows only distributions of the same account. */
const MANAGED_GROUP_NAME = 'CloudFront-VPCOrigins-Service-SG';
/** AWS's prefix list of all CloudFront servers, which counts as 55 of the 60 rules that a group can have. */
const PREFIX_LIST_NAME = 'com.amazonaws.global.cloudfront.origin-facing';
const EVERYWHERE = '0.0.0.0/0';
/** Finds any rule that allows CloudFront, whoever created it. */
function ingressRuleResource(world, identity, desired) {
    return {
        kind: KIND,
        name: `${desired.securityGroupIds[0]} port ${desired.port}`,
        find: () => findIngress(world.aws, desired),
        placeholder: {},
        create: () => createIngress(world, identity, desired),
    };
}
async function findIngress(aws, { vpcId, securityGroupIds, port }) {
    const [rules, sources] = await Promise.all([listRules(aws, securityGroupIds), findSources(aws, vpcId)]);
    return rules.find((rule) => !rule.IsEgress && isPortIn(rule, port) && isFromCloudFront(rule, sources));
}
function isPortIn({ IpProtocol, FromPort = -1, ToPort = -1 }, port) {
    return IpProtocol === '-1' || (IpProtocol === 'tcp' && FromPort <= port && port <= ToPort);
}
function isFromCloudFront(rule, { managedGroupIds, prefixListIds }) {
    const groupId = rule.ReferencedGroupInfo?.GroupId;
    return (rule.CidrIpv4 === EVERYWHERE ||
        (groupId !== undefined && managedGroupIds.includes(groupId)) ||
        (rule.PrefixListId !== undefined && prefixListIds.includes(rule.PrefixListId)));
}
async function listRules({ ec2 }, groupIds) {
    const pages = paginateDescribeSecurityGroupRules({ client: await ec2() }, { Filters: [{ Name: 'group-id', Values: groupIds }] });
    return (0,aws_client/* collect */.Fo)(`reading the rules of security group ${groupIds.join(', ')}`, pages, ({ SecurityGroupRules }) => SecurityGroupRules);
}
async function findSources(aws, vpcId) {
    const ec2 = await aws.ec2();
    const [groups, lists] = await Promise.all([
        (0,aws_client/* callAws */.IY)(`reading CloudFront's security group in ${vpcId}`, () => ec2.send(new DescribeSecurityGroupsCommand({
            Filters: [
                { Name: 'vpc-id', Values: [vpcId] },
                { Name: 'group-name', Values: [`${MANAGED_GROUP_NAME}*`] },
            ],
        }))),
        (0,aws_client/* callAws */.IY)(`reading prefix list ${PREFIX_LIST_NAME}`, () => ec2.send(new DescribeManagedPrefixListsCommand({ Filters: [{ Name: 'prefix-list-name', Values: [PREFIX_LIST_NAME] }] }))),
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
function waitForSource(world, { vpcId }) {
    return (0,wait/* readWithinWindow */.g6)(world, `CloudFront's own security group in ${vpcId}`, {
        read: () => findSources(world.aws, vpcId),
        isComplete: ({ managedGroupIds }) => managedGroupIds.length > 0,
    });
}
async function createIngress(world, identity, desired) {
    const { aws, log } = world;
    const { vpcId, securityGroupIds, port } = desired;
    const GroupId = (0,required/* required */.m)(securityGroupIds[0], 'DescribeLoadBalancers.SecurityGroups');
    const sources = await waitForSource(world, desired);
    const source = describeSource(sources);
    if (source === undefined) {
        const problem = `${vpcId} has no security group of CloudFront, and the region has no prefix list of CloudFront`;
        throw new errors/* ExplainedError */.hM(`allowing CloudFront into security group ${GroupId}: ${problem}`, {
            hint: `Allow TCP ${port} from CloudFront in this security group yourself, then re-run the job.`,
        });
    }
    const ec2 = await aws.ec2();
    const tags = { ...identity.tags, [compiled_identity/* OWNER_TAG */.FX]: identity.owner };
    const made = await (0,aws_client/* findOrUndefined */.Pz)(`allowing CloudFront into security group ${GroupId}`, ['InvalidPermission.Duplicate'], () => ec2.send(new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }],
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: (0,compiled_identity/* listTags */.cB)(tags) }],
    })));
    if (sources.managedGroupIds.length === 0)
        log.warning(broadAccess(GroupId, desired));
    return made?.SecurityGroupRules?.[0] ?? {};
}
function broadAccess(groupId, { vpcId, port }) {
    return `CloudFront's own security group was not seen in ${vpcId}, so security group ${groupId} now allows TCP ${port} from the prefix list of all CloudFront servers, which counts as 55 of its 60 rules and also allows distributions of other accounts. Once ${MANAGED_GROUP_NAME} exists in the VPC, allow TCP ${port} from that group and delete the rule with the prefix list.`;
}
function describeSource({ managedGroupIds, prefixListIds }) {
    const Description = 'CloudFront VPC origin for Medusa previews';
    const [groupId] = managedGroupIds;
    if (groupId !== undefined)
        return { UserIdGroupPairs: [{ GroupId: groupId, Description }] };
    const [prefixListId] = prefixListIds;
    return prefixListId === undefined ? undefined : { PrefixListIds: [{ PrefixListId: prefixListId, Description }] };
}

;// CONCATENATED MODULE: ./build/compiled/deploy/ingress.js
// Owns the way of CloudFront into the VPC: whether the network allows it at all, and the rule that lets it in. The only part
// that speaks with EC2, and loaded only where the address does not answer yet.





async function inspectIngress(world, { identity, loadBalancer, listener }, foundation) {
    const { aws, log } = world;
    const { vpcId, securityGroupIds } = loadBalancer;
    const desired = { vpcId, securityGroupIds, port: listener.port };
    const [network, observed] = await (0,parallel/* allSettledOrThrow */.eu)([
        findNetwork(world, foundation),
        ingressRuleResource(world, identity, desired).find(),
    ]);
    if (network.blocksPublicAccess) {
        log.warning(`VPC Block Public Access is on in ${aws.region}. Unless ${vpcId} is excluded from it, CloudFront will not reach the load balancer.`);
    }
    return {
        problems: (0,checks_foundation/* problemsOfNetwork */.m5)(foundation, network),
        ensureIngress: async (branch) => {
            const resource = ingressRuleResource(branch.world, identity, desired);
            await (0,reconcile/* reconcile */.Lq)(branch.executor, { resource, desired, observed });
        },
    };
}
/** Asked in each run if the load balancer is not internal, since its routes may change. */
async function inspectExposure({ aws, log }, foundation) {
    const exposure = await findExposure(aws, foundation);
    for (const warning of (0,checks_foundation/* warningOfExposure */.lP)(foundation, exposure))
        log.warning(warning);
    return exposure;
}


/***/ })

};
