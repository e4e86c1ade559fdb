// Owns a tour of the whole cloud: a service with an address of its own is made, changed and removed, by way of every operation.
import { waitUntilDistributionDeployed } from '@aws-sdk/client-cloudfront';
import {
  type RegisterTaskDefinitionCommandInput,
  waitUntilServicesStable,
  waitUntilTasksStopped,
} from '@aws-sdk/client-ecs';
import type { AwsClients } from './aws-clients.ts';
import { aDistributionConfig } from './distribution-config.ts';
import { eventually } from './eventually.ts';
import { makeFoundation, removeFoundation } from './foundation.ts';
import { identityToken } from './identity-token.ts';

const NAME = 'tour';
const CLUSTER = 'shop';
const SERVICE = { cluster: CLUSTER, services: [NAME] };
const PATIENCE = { maxWaitTime: 600, minDelay: 0.1, maxDelay: 0.3 };
const TAG = { Key: 'tour', Value: 'yes' };
const ECS_TAG = { key: 'tour', value: 'yes' };

/** Each stop asks and changes a part of the cloud; the last ones take away what the others made. */
export async function tourCloud(aws: AwsClients): Promise<void> {
  await visitNetwork(aws);
  const { targetGroupArn, ruleArn } = await visitLoadBalancer(aws);
  const taskDefinition = await visitTaskDefinitions(aws);
  await visitTasks(aws, taskDefinition);
  await visitLogs(aws);
  await visitService(aws, { taskDefinition, targetGroupArn });
  await visitCloudFront(aws);
  await visitMonitoring(aws);
  await visitSts(aws);
  await visitFoundation(aws);
  await aws.loadBalancing.deleteRule({ RuleArn: ruleArn });
  await aws.loadBalancing.deleteTargetGroup({ TargetGroupArn: targetGroupArn });
  await aws.ecs.deregisterTaskDefinition({ taskDefinition });
  await aws.ecs.deleteTaskDefinitions({ taskDefinitions: [taskDefinition] });
}

/** The value, which the cloud is known to have. */
function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The cloud left out what every cloud has.');
  return value;
}

async function visitNetwork({ ec2 }: AwsClients): Promise<void> {
  const { Vpcs = [] } = await ec2.describeVpcs({});
  await ec2.describeSubnets({});
  await ec2.describeRouteTables({});
  await ec2.describeInternetGateways({});
  await ec2.describeAvailabilityZones({});
  await ec2.describeNetworkInterfaces({});
  await ec2.describeVpcBlockPublicAccessOptions({});
  const { PrefixLists = [] } = await ec2.describeManagedPrefixLists({});
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({});
  const GroupId = known(SecurityGroups[0]?.GroupId);
  const PrefixListIds = [{ PrefixListId: known(PrefixLists[0]?.PrefixListId), Description: NAME }];
  const { SecurityGroupRules = [] } = await ec2.authorizeSecurityGroupIngress({
    GroupId,
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 81, ToPort: 81, PrefixListIds }],
  });
  await ec2.describeSecurityGroupRules({});
  const SecurityGroupRuleIds = SecurityGroupRules.map((rule) => known(rule.SecurityGroupRuleId));
  await ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds });
  const Resources = [known(Vpcs[0]?.VpcId)];
  await ec2.createTags({ Resources, Tags: [TAG] });
  await ec2.describeTags({});
  await ec2.deleteTags({ Resources, Tags: [TAG] });
}

async function visitLoadBalancer({ loadBalancing }: AwsClients) {
  await loadBalancing.describeAccountLimits({});
  const { LoadBalancers = [] } = await loadBalancing.describeLoadBalancers({});
  const LoadBalancerArn = known(LoadBalancers[0]?.LoadBalancerArn);
  await loadBalancing.describeLoadBalancerAttributes({ LoadBalancerArn });
  const { Listeners = [] } = await loadBalancing.describeListeners({ LoadBalancerArn });
  const ListenerArn = known(Listeners[0]?.ListenerArn);
  const VpcId = LoadBalancers[0]?.VpcId;
  const wanted = { Name: NAME, Protocol: 'HTTP', Port: 9000, VpcId, TargetType: 'ip' } as const;
  const { TargetGroups = [] } = await loadBalancing.createTargetGroup({ ...wanted, Tags: [TAG] });
  const TargetGroupArn = known(TargetGroups[0]?.TargetGroupArn);
  await loadBalancing.describeTargetGroups({});
  await loadBalancing.modifyTargetGroup({ TargetGroupArn, HealthCheckPath: '/health', HealthyThresholdCount: 2 });
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '10' }];
  await loadBalancing.modifyTargetGroupAttributes({ TargetGroupArn, Attributes });
  await loadBalancing.describeTargetGroupAttributes({ TargetGroupArn });
  const { Rules = [] } = await loadBalancing.createRule({
    ListenerArn,
    Priority: 7,
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Tour', Values: [NAME] } }],
    Actions: [{ Type: 'forward', TargetGroupArn }],
  });
  const RuleArn = known(Rules[0]?.RuleArn);
  await loadBalancing.setRulePriorities({ RulePriorities: [{ RuleArn, Priority: 8 }] });
  await loadBalancing.modifyRule({ RuleArn, Actions: [{ Type: 'forward', TargetGroupArn }] });
  await loadBalancing.describeRules({ ListenerArn });
  const Targets = [{ Id: '10.0.1.77', Port: 9000 }];
  await loadBalancing.registerTargets({ TargetGroupArn, Targets });
  await loadBalancing.describeTargetHealth({ TargetGroupArn });
  await loadBalancing.deregisterTargets({ TargetGroupArn, Targets });
  const ResourceArns = [RuleArn, TargetGroupArn];
  await loadBalancing.addTags({ ResourceArns, Tags: [TAG] });
  await loadBalancing.describeTags({ ResourceArns });
  await loadBalancing.removeTags({ ResourceArns, TagKeys: [TAG.Key] });
  return { targetGroupArn: TargetGroupArn, ruleArn: RuleArn };
}

async function visitTaskDefinitions({ ecs }: AwsClients): Promise<string> {
  const { taskDefinition: base } = await ecs.describeTaskDefinition({
    taskDefinition: 'shop-medusa',
    include: ['TAGS'],
  });
  const wanted = { ...(base as RegisterTaskDefinitionCommandInput), family: NAME, tags: [ECS_TAG] };
  const { taskDefinition } = await ecs.registerTaskDefinition(wanted);
  await ecs.listTaskDefinitions({});
  await ecs.listTaskDefinitionFamilies({});
  return known(taskDefinition?.taskDefinitionArn);
}

async function baseNetwork({ ecs }: AwsClients) {
  const { services = [] } = await ecs.describeServices({ cluster: CLUSTER, services: ['medusa'], include: ['TAGS'] });
  return services[0]?.networkConfiguration;
}

async function visitTasks(aws: AwsClients, taskDefinition: string): Promise<void> {
  const { ecs } = aws;
  const networkConfiguration = await baseNetwork(aws);
  const wanted = { cluster: CLUSTER, taskDefinition, launchType: 'FARGATE', networkConfiguration } as const;
  const command = ['npx', 'medusa', 'db:migrate'];
  const overrides = { containerOverrides: [{ name: 'medusa', command }] };
  const { tasks: migrations = [] } = await ecs.runTask({ ...wanted, overrides, tags: [ECS_TAG] });
  const tasks = migrations.map(({ taskArn }) => known(taskArn));
  await waitUntilTasksStopped({ ...PATIENCE, client: ecs }, { cluster: CLUSTER, tasks });
  await ecs.describeTasks({ cluster: CLUSTER, tasks: [...tasks, 'no-such-task'], include: ['TAGS'] });
  const { tasks: servers = [] } = await ecs.runTask(wanted);
  await ecs.stopTask({ cluster: CLUSTER, task: servers[0]?.taskArn, reason: 'the tour goes on' });
  await ecs.listTasks({ cluster: CLUSTER });
}

async function visitLogs({ logs }: AwsClients): Promise<void> {
  const { logGroups = [] } = await logs.describeLogGroups({});
  const { logGroupName, logGroupArn } = known(logGroups[0]);
  const { logStreams = [] } = await logs.describeLogStreams({ logGroupName });
  await logs.getLogEvents({ logGroupName, logStreamName: logStreams[0]?.logStreamName });
  await logs.filterLogEvents({ logGroupName });
  await logs.listTagsForResource({ resourceArn: logGroupArn });
  await logs.createLogGroup({ logGroupName: NAME });
  await logs.putRetentionPolicy({ logGroupName: NAME, retentionInDays: 7 });
  await logs.deleteLogGroup({ logGroupName: NAME });
}

interface ServiceParts {
  taskDefinition: string;
  targetGroupArn: string;
}

async function visitService(aws: AwsClients, { taskDefinition, targetGroupArn }: ServiceParts): Promise<void> {
  const { ecs } = aws;
  await ecs.listClusters({});
  await ecs.describeClusters({ clusters: [CLUSTER], include: ['TAGS', 'SETTINGS', 'STATISTICS'] });
  const { service } = await ecs.createService({
    cluster: CLUSTER,
    serviceName: NAME,
    taskDefinition,
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: await baseNetwork(aws),
    loadBalancers: [{ targetGroupArn, containerName: 'medusa', containerPort: 9000 }],
  });
  await waitUntilServicesStable({ ...PATIENCE, client: ecs }, SERVICE);
  await ecs.describeServices({ ...SERVICE, include: ['TAGS'] });
  await ecs.listServices({ cluster: CLUSTER });
  const resourceArn = known(service?.serviceArn);
  await ecs.tagResource({ resourceArn, tags: [ECS_TAG] });
  await ecs.listTagsForResource({ resourceArn });
  await ecs.untagResource({ resourceArn, tagKeys: [ECS_TAG.key] });
  await ecs.updateService({ cluster: CLUSTER, service: NAME, forceNewDeployment: true });
  const { serviceDeployments = [] } = await eventually(
    () => ecs.listServiceDeployments({ cluster: CLUSTER, service: NAME, status: ['PENDING', 'IN_PROGRESS'] }),
    (answer) => answer.serviceDeployments?.length === 1,
  );
  const { serviceDeploymentArn, targetServiceRevisionArn } = known(serviceDeployments[0]);
  await ecs.describeServiceDeployments({ serviceDeploymentArns: [known(serviceDeploymentArn)] });
  await ecs.describeServiceRevisions({ serviceRevisionArns: [known(targetServiceRevisionArn)] });
  await ecs.stopServiceDeployment({ serviceDeploymentArn });
  await ecs.deleteService({ cluster: CLUSTER, service: NAME, force: true });
}

async function visitMonitoring({ monitoring }: AwsClients): Promise<void> {
  const metric = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount' };
  await monitoring.getMetricData({
    MetricDataQueries: [{ Id: 'requests', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
    StartTime: new Date(0),
    EndTime: new Date(60_000),
  });
}

async function visitFoundation(aws: AwsClients): Promise<void> {
  await removeFoundation(aws, await makeFoundation(aws, NAME));
}

async function visitSts({ sts }: AwsClients): Promise<void> {
  const role = { RoleArn: 'arn:aws:iam::123456789012:role/tour', RoleSessionName: NAME };
  await sts.getCallerIdentity({});
  await sts.assumeRole(role);
  await sts.assumeRoleWithWebIdentity({ ...role, WebIdentityToken: identityToken() });
}

async function visitCloudFront({ cloudfront, loadBalancing }: AwsClients): Promise<void> {
  const { LoadBalancers = [] } = await loadBalancing.describeLoadBalancers({});
  const Arn = known(LoadBalancers[0]?.LoadBalancerArn);
  const config = { Name: NAME, Arn, HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' } as const;
  const { VpcOrigin } = await cloudfront.createVpcOrigin({ VpcOriginEndpointConfig: config });
  const Id = known(VpcOrigin?.Id);
  const deployed = () =>
    eventually(
      () => cloudfront.getVpcOrigin({ Id }),
      (answer) => answer.VpcOrigin?.Status === 'Deployed',
    );
  const { ETag: firstTag } = await deployed();
  const changed = { ...config, HTTPPort: 8080 };
  await cloudfront.updateVpcOrigin({ Id, IfMatch: firstTag, VpcOriginEndpointConfig: changed });
  await cloudfront.listVpcOrigins({});
  await cloudfront.listDistributionsByVpcOriginId({ VpcOriginId: Id });
  await visitDistribution(cloudfront);
  await visitFunction(cloudfront);
  const { ETag } = await deployed();
  await cloudfront.deleteVpcOrigin({ Id, IfMatch: ETag });
}

async function visitDistribution(cloudfront: AwsClients['cloudfront']): Promise<void> {
  await cloudfront.createDistribution({ DistributionConfig: aDistributionConfig({ CallerReference: 'plain' }) });
  const { Distribution } = await cloudfront.createDistributionWithTags({
    DistributionConfigWithTags: {
      DistributionConfig: aDistributionConfig({ CallerReference: 'tagged' }),
      Tags: { Items: [TAG] },
    },
  });
  const { Id, ARN } = known(Distribution);
  const { DistributionConfig, ETag } = await cloudfront.getDistributionConfig({ Id });
  const changed = { ...known(DistributionConfig), Comment: NAME };
  await cloudfront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: changed });
  await cloudfront.tagResource({ Resource: ARN, Tags: { Items: [{ Key: 'more', Value: 'yes' }] } });
  await cloudfront.listTagsForResource({ Resource: ARN });
  await cloudfront.untagResource({ Resource: ARN, TagKeys: { Items: ['more'] } });
  await cloudfront.listDistributions({});
  await waitUntilDistributionDeployed({ ...PATIENCE, client: cloudfront }, { Id });
  const { ETag: lastTag } = await cloudfront.getDistribution({ Id });
  await cloudfront.deleteDistribution({ Id, IfMatch: lastTag });
}

async function visitFunction(cloudfront: AwsClients['cloudfront']): Promise<void> {
  const FunctionConfig = { Comment: NAME, Runtime: 'cloudfront-js-2.0' } as const;
  const FunctionCode = new TextEncoder().encode('function handler(event) { return event.request; }');
  const Tags = { Items: [TAG] };
  const { ETag: firstTag } = await cloudfront.createFunction({ Name: NAME, FunctionConfig, FunctionCode, Tags });
  const changed = { Name: NAME, IfMatch: firstTag, FunctionConfig, FunctionCode };
  const { ETag: IfMatch } = await cloudfront.updateFunction(changed);
  const request = { method: 'GET', uri: '/', querystring: {}, headers: {}, cookies: {} };
  const event = { version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '192.0.2.1' }, request };
  const EventObject = new TextEncoder().encode(JSON.stringify(event));
  await cloudfront.testFunction({ Name: NAME, IfMatch, EventObject });
  await cloudfront.publishFunction({ Name: NAME, IfMatch });
  await cloudfront.getFunction({ Name: NAME, Stage: 'LIVE' });
  await cloudfront.listFunctions({});
  const { ETag: lastTag } = await cloudfront.describeFunction({ Name: NAME });
  await cloudfront.deleteFunction({ Name: NAME, IfMatch: lastTag });
}
