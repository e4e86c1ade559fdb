import type { RegisterTaskDefinitionCommandInput, Service } from '@aws-sdk/client-ecs';
import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { problemsOfAdoption, problemsOfFoundation, problemsOfNetwork } from '../../src/checks/foundation.ts';
import { describeWarnings } from '../../src/checks/warnings.ts';
import { problemsOfWorkload } from '../../src/checks/workload.ts';
import { describeEnvironment } from '../../src/environment/environment.ts';
import { describeWorkload } from '../../src/environment/workload.ts';
import { findGuard } from '../../src/resources/rule-priorities.ts';
import { foundation as foundationOf, goodInputs, identity } from '../support/build.ts';
import { filledIn, type Json, read, readTemplate, referencesOf } from '../support/cloudformation.ts';

const templates: Record<string, Json> = {
  'edge.yaml': readTemplate('edge.yaml'),
  'foundation.yaml': readTemplate('foundation.yaml'),
  'github-role.yaml': readTemplate('github-role.yaml'),
  'wake.yaml': readTemplate('wake.yaml'),
};
const readme = read('examples/aws/README.md');

describe.each(Object.entries(templates))('%s', (name, template) => {
  const { Parameters, Conditions, Resources, Outputs } = template;
  const references = referencesOf([Conditions, Resources, Outputs]);

  test('names only what there is, and declares nothing that is not used', () => {
    const declared = { ...Parameters, ...Conditions, ...Resources };
    const known = (reference: string) =>
      reference.startsWith('AWS::') || Object.hasOwn(declared, reference.split('.')[0] ?? '');
    expect(references.filter((reference) => !known(reference))).toEqual([]);
    const unused = Object.keys({ ...Parameters, ...Conditions }).filter((each) => !references.includes(each));
    expect(unused).toEqual([]);
  });

  test('is described by the page, and the page describes nothing else', () => {
    const missing = Object.keys({ ...Parameters, ...Outputs }).filter((each) => !readme.includes(each));
    expect(missing).toEqual([]);
    const commands = readme.match(new RegExp(`aws cloudformation deploy .*${name}(?:\\\\\\n|.)*`, 'g')) ?? [];
    const given = commands.flatMap((command) => [...command.matchAll(/ (\w+)=/g)].map(([, each = '']) => each));
    expect(commands).toHaveLength(1);
    expect(given.filter((each) => !Object.hasOwn(Parameters, each))).toEqual([]);
    const required = Object.keys(Parameters).filter((each) => Parameters[each].Default === undefined);
    expect(given).toEqual(expect.arrayContaining(required));
  });
});

test('edge.yaml creates a guard rule that the action takes for one, and a VPC origin that fits', () => {
  const { properties } = filledIn(templates['edge.yaml'], { LoadBalancer: 'arn:lb', Listener: 'arn:listener' });
  const { Priority, Conditions, Actions } = properties('GuardRule');
  expect(findGuard([{ Priority: String(Priority), Conditions, Actions }])).toBeDefined();
  expect(properties('VpcOrigin').VpcOriginEndpointConfig).toMatchObject({
    Arn: 'arn:lb',
    OriginProtocolPolicy: 'http-only',
  });
});

describe('the foundation', () => {
  const { fill, properties } = filledIn(templates['foundation.yaml'], { Image: 'medusa:1', DesiredCount: '1' });
  /** Turns the upper case of CloudFormation into the names that ECS itself uses. */
  const lowered = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(lowered);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [
      key[0]?.toLowerCase() + key.slice(1),
      lowered(member),
    ]);
    return Object.fromEntries(members);
  };
  const service: Service = { status: 'ACTIVE', ...lowered(properties('Service')) };
  const taskDefinition: RegisterTaskDefinitionCommandInput = lowered(properties('TaskDefinition'));
  const loadBalancer: LoadBalancer = {
    LoadBalancerArn: 'LoadBalancer',
    LoadBalancerName: 'shop',
    DNSName: 'internal-shop-1.eu-west-1.elb.amazonaws.com',
    VpcId: 'Vpc',
    State: { Code: 'active' },
    ...properties('LoadBalancer'),
  };
  const listener: Listener = { ListenerArn: 'Listener', ...properties('Listener') };
  const parts = { baseService: service, baseTaskDefinition: taskDefinition, loadBalancer, listener };
  const foundation = foundationOf(parts);

  test('is fit for previews and for deploys in place, by what the action itself asks', () => {
    const { VpcId, InternetGatewayId } = properties('InternetGatewayAttachment');
    const hasInternetGateway = VpcId === 'Vpc' && InternetGatewayId === 'InternetGateway';
    const network = { hasInternetGateway, zoneIds: [], blocksPublicAccess: false };
    expect(problemsOfFoundation(foundation, { isAdopted: false, exposure: { kind: 'internal' } })).toEqual([]);
    expect(problemsOfNetwork(foundation, network)).toEqual([]);
    expect(problemsOfAdoption(foundation)).toEqual([]);
  });

  test('is copied whole, without a warning', () => {
    const inputs = goodInputs({ 'base-service': 'shop/medusa' });
    const request = { identity: identity(), inputs, pullRequest: 42, access: undefined };
    const { workload, problems } = describeWorkload(request, foundation);
    expect([...problems, ...problemsOfWorkload(workload)]).toEqual([]);
    const environment = describeEnvironment(request, workload, foundation);
    expect(environment).toMatchObject({
      container: 'medusa',
      siblings: [],
      entry: { container: 'medusa', port: 9000 },
      launchType: 'FARGATE',
      preload: { isHttpsAware: true },
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ['PublicSubnetA', 'PublicSubnetB'],
          securityGroups: ['TaskSecurityGroup'],
          assignPublicIp: 'ENABLED',
        },
      },
    });
    expect(describeWarnings(environment, taskDefinition, service)).toEqual([]);
  });

  test('is closed but for load balancer, tasks and database, each to the one before it', () => {
    const sourcesOf = (group: string) =>
      (properties(group).SecurityGroupIngress ?? []).map((rule: Json) => [rule.SourceSecurityGroupId, rule.ToPort]);
    expect(sourcesOf('LoadBalancerSecurityGroup')).toEqual([]);
    expect(sourcesOf('TaskSecurityGroup')).toEqual([['LoadBalancerSecurityGroup', 9000]]);
    expect(sourcesOf('DatabaseSecurityGroup')).toEqual([['TaskSecurityGroup', 5432]]);
    expect(loadBalancer.SecurityGroups).toEqual(['LoadBalancerSecurityGroup']);
    expect(properties('Database')).toMatchObject({
      PubliclyAccessible: false,
      VPCSecurityGroups: ['DatabaseSecurityGroup'],
    });
    const open = Object.values<Json>(templates['foundation.yaml'].Resources).filter(({ Type }) =>
      /Ingress$/.test(Type),
    );
    expect(open).toEqual([]);
  });

  test('leads the load balancer to a port of the container', () => {
    const [container] = taskDefinition.containerDefinitions ?? [];
    const { containerName, containerPort } = service.loadBalancers?.[0] ?? {};
    expect(container).toMatchObject({ name: containerName, portMappings: [{ containerPort }] });
  });

  test('lets a task read its secrets, and exports the roles and the names that github-role.yaml takes', () => {
    const secrets = taskDefinition.containerDefinitions?.[0]?.secrets?.map(({ valueFrom }) => valueFrom) ?? [];
    const [readSecrets] = properties('ExecutionRole').Policies[0].PolicyDocument.Statement;
    expect(readSecrets.Resource).toEqual(expect.arrayContaining(secrets));
    expect(secrets).toContain('DatabaseUrl');
    const outputOf = (name: string) => fill(templates['foundation.yaml'].Outputs[name].Value);
    expect(outputOf('TaskRoles')).toBe(`${taskDefinition.executionRoleArn},${taskDefinition.taskRoleArn}`);
    expect(outputOf('BaseService')).toBe('Cluster/Service.Name');
  });
});
