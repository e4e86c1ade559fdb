export const id = 118;
export const ids = [118];
export const modules = {

/***/ 118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lookAtWayIn: () => (/* binding */ lookAtWayIn)
});

// EXTERNAL MODULE: ./build/compiled/environment/fitness.js
var fitness = __webpack_require__(5256);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeInternetGatewaysCommand.js
var DescribeInternetGatewaysCommand = __webpack_require__(1860);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeAvailabilityZonesCommand.js
var DescribeAvailabilityZonesCommand = __webpack_require__(3020);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeVpcBlockPublicAccessOptionsCommand.js
var DescribeVpcBlockPublicAccessOptionsCommand = __webpack_require__(9407);
// EXTERNAL MODULE: ./build/compiled/aws.js
var compiled_aws = __webpack_require__(4999);
// EXTERNAL MODULE: ./build/compiled/errors.js
var errors = __webpack_require__(3071);
;// CONCATENATED MODULE: ./build/compiled/environment/network.js
// Owns the questions about the VPC that decide whether CloudFront can reach the load balancer. Loaded only where they are asked.



async function findNetwork({ ec2 }, vpcId, zoneNames) {
    const client = await ec2();
    const [hasInternetGateway, zoneIds, blocksPublicAccess] = await Promise.all([
        findInternetGateway(client, vpcId),
        findZoneIds(client, zoneNames),
        findBlockPublicAccess(client),
    ]);
    return { hasInternetGateway, zoneIds, blocksPublicAccess };
}
async function findInternetGateway(ec2, vpcId) {
    const Filters = [{ Name: 'attachment.vpc-id', Values: [vpcId] }];
    const { InternetGateways = [] } = await (0,compiled_aws/* attempt */.CD)(`reading the internet gateway of ${vpcId}`, () => ec2.send(new DescribeInternetGatewaysCommand/* DescribeInternetGatewaysCommand */.n({ Filters })));
    return InternetGateways.length > 0;
}
async function findZoneIds(ec2, ZoneNames) {
    // Without names, AWS would tell all zones there are.
    if (ZoneNames.length === 0)
        return [];
    const { AvailabilityZones = [] } = await (0,compiled_aws/* attempt */.CD)(`reading availability zones ${ZoneNames.join(', ')}`, () => ec2.send(new DescribeAvailabilityZonesCommand/* DescribeAvailabilityZonesCommand */.p({ ZoneNames })));
    return AvailabilityZones.flatMap(({ ZoneId }) => (ZoneId === undefined ? [] : [ZoneId]));
}
/** A warning less is better than a deploy less: without the right to ask, nothing is blocked as far as we know. */
async function findBlockPublicAccess(ec2) {
    try {
        const { VpcBlockPublicAccessOptions: options } = await (0,compiled_aws/* attempt */.CD)('reading VPC Block Public Access', () => ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand/* DescribeVpcBlockPublicAccessOptionsCommand */.w({})));
        return options?.InternetGatewayBlockMode?.startsWith('block') ?? false;
    }
    catch (error) {
        if (error instanceof errors/* AwsError */.Gy)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/compiled/reconcile/reconcile.js
var reconcile = __webpack_require__(8869);
// EXTERNAL MODULE: ./build/compiled/reconcile/together.js
var together = __webpack_require__(8995);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/pagination/DescribeSecurityGroupRulesPaginator.js + 10 modules
var DescribeSecurityGroupRulesPaginator = __webpack_require__(7936);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeSecurityGroupsCommand.js
var DescribeSecurityGroupsCommand = __webpack_require__(8988);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/DescribeManagedPrefixListsCommand.js
var DescribeManagedPrefixListsCommand = __webpack_require__(1076);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-es/commands/AuthorizeSecurityGroupIngressCommand.js
var AuthorizeSecurityGroupIngressCommand = __webpack_require__(5990);
// EXTERNAL MODULE: ./build/compiled/environment/identity.js
var environment_identity = __webpack_require__(4756);
;// CONCATENATED MODULE: ./build/compiled/resources/ingress-rule.js
// Owns the ingress rule: it lets CloudFront reach the load balancer. One per load balancer, shared and never removed.




const KIND = 'ingress rule';
/** CloudFront makes this group in a VPC with its first VPC origin. It admits only distributions of the same account. */
const MANAGED_GROUP_NAME = 'CloudFront-VPCOrigins-Service-SG';
/** AWS's list of all CloudFront servers: it weighs 55 of the 60 rules that a group may have. */
const PREFIX_LIST_NAME = 'com.amazonaws.global.cloudfront.origin-facing';
const EVERYWHERE = '0.0.0.0/0';
/** Found is any rule that lets CloudFront in, whoever made it. */
function ingressRuleResource(aws, identity, desired) {
    return {
        kind: KIND,
        name: `${desired.securityGroupIds[0]} port ${desired.port}`,
        find: () => findIngress(aws, desired),
        stranger: () => undefined,
        diff: () => [],
        foretell: (_, observed) => observed ?? {},
        create: () => createIngress(aws, identity, desired),
        update: async (observed) => observed,
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
    const pages = (0,DescribeSecurityGroupRulesPaginator/* paginateDescribeSecurityGroupRules */.D)({ client: await ec2() }, { Filters: [{ Name: 'group-id', Values: groupIds }] });
    return (0,compiled_aws/* collect */.Fo)(`reading the rules of security group ${groupIds.join(', ')}`, pages, ({ SecurityGroupRules }) => SecurityGroupRules);
}
async function findSources(aws, vpcId) {
    const ec2 = await aws.ec2();
    const [groups, lists] = await Promise.all([
        (0,compiled_aws/* attempt */.CD)(`reading CloudFront's security group in ${vpcId}`, () => ec2.send(new DescribeSecurityGroupsCommand/* DescribeSecurityGroupsCommand */.j({
            Filters: [
                { Name: 'vpc-id', Values: [vpcId] },
                { Name: 'group-name', Values: [`${MANAGED_GROUP_NAME}*`] },
            ],
        }))),
        (0,compiled_aws/* attempt */.CD)(`reading prefix list ${PREFIX_LIST_NAME}`, () => ec2.send(new DescribeManagedPrefixListsCommand/* DescribeManagedPrefixListsCommand */.N({ Filters: [{ Name: 'prefix-list-name', Values: [PREFIX_LIST_NAME] }] }))),
    ]);
    return {
        managedGroupIds: groups.SecurityGroups?.flatMap(({ GroupId }) => GroupId ?? []) ?? [],
        prefixListIds: lists.PrefixLists?.flatMap(({ PrefixListId }) => PrefixListId ?? []) ?? [],
    };
}
/** Called once the VPC origin stands: only then does the narrow source, CloudFront's own group, exist. */
async function createIngress(aws, identity, { vpcId, securityGroupIds, port }) {
    const [GroupId] = securityGroupIds;
    const source = describeSource(await findSources(aws, vpcId));
    if (GroupId === undefined || source === undefined) {
        throw new errors/* UserError */.yo([
            `security group ${GroupId}: CloudFront has neither a group nor a prefix list here. Allow TCP ${port} from CloudFront yourself.`,
        ]);
    }
    const ec2 = await aws.ec2();
    const made = await (0,compiled_aws/* attemptToFind */.EZ)(`allowing CloudFront into security group ${GroupId}`, ['InvalidPermission.Duplicate'], () => ec2.send(new AuthorizeSecurityGroupIngressCommand/* AuthorizeSecurityGroupIngressCommand */.N({
        GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }],
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: (0,environment_identity/* listTags */.cB)({ [environment_identity/* OWNER_TAG */.FX]: identity.owner }) }],
    })));
    return made?.SecurityGroupRules?.[0] ?? {};
}
function describeSource({ managedGroupIds, prefixListIds }) {
    const Description = 'CloudFront VPC origin for Medusa previews';
    const [groupId] = managedGroupIds;
    if (groupId !== undefined)
        return { UserIdGroupPairs: [{ GroupId: groupId, Description }] };
    const [prefixListId] = prefixListIds;
    return prefixListId === undefined ? undefined : { PrefixListIds: [{ PrefixListId: prefixListId, Description }] };
}

;// CONCATENATED MODULE: ./build/compiled/way-in.js





async function lookAtWayIn({ aws, log }, environment) {
    const { foundation, identity } = environment;
    const { VpcId, AvailabilityZones = [] } = foundation.loadBalancer;
    const zoneNames = AvailabilityZones.map(({ ZoneName }) => String(ZoneName));
    const desired = desiredIngress(environment);
    const ingress = ingressRuleResource(aws, identity, desired);
    const [network, observed] = await (0,together/* together */.b)([findNetwork(aws, String(VpcId), zoneNames), (0,reconcile/* observe */.lB)(ingress)]);
    if (network.blocksPublicAccess) {
        log.warning(`VPC Block Public Access is on in ${aws.region}. Unless ${VpcId} is excluded from it, CloudFront will not reach the load balancer.`);
    }
    return {
        problems: (0,fitness/* problemsOfNetwork */.m5)(foundation, network),
        ensureIngress: async (ledger) => {
            await (0,reconcile/* reconcile */.Lq)(ledger, { resource: ingress, desired, observed });
        },
    };
}
function desiredIngress({ foundation: { loadBalancer, listener } }) {
    return {
        vpcId: String(loadBalancer.VpcId),
        securityGroupIds: loadBalancer.SecurityGroups ?? [],
        port: Number(listener.Port),
    };
}


/***/ })

};
