import { readFileSync } from 'node:fs';
import type { RegisterTaskDefinitionCommandInput, Service } from '@aws-sdk/client-ecs';
import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { problemsOfAdoption, problemsOfFoundation, problemsOfNetwork } from '../../src/checks/foundation.ts';
import { describeWarnings } from '../../src/checks/warnings.ts';
import { problemsOfWorkload } from '../../src/checks/workload.ts';
import { describeEnvironment } from '../../src/environment/environment.ts';
import { describeWorkload } from '../../src/environment/workload.ts';
import { foundation as foundationOf, goodInputs, identity } from '../support/build.ts';

type Values = Record<string, string>;
/** A template is as deep and as varied as AWS itself. */
type Json = ReturnType<typeof JSON.parse>;

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readTemplate = (name: string): Json =>
  plain(parseDocument(read(`examples/aws/${name}`), { logLevel: 'silent' }).contents);
const templates: Record<string, Json> = {
  'foundation.yaml': readTemplate('foundation.yaml'),
  'github-role.yaml': readTemplate('github-role.yaml'),
};
const readme = read('examples/aws/README.md');

/** The long form of the short one: `!Ref Vpc` is `{ Ref: 'Vpc' }`, and `!If […]` is `{ 'Fn::If': […] }`. */
function plain(node: unknown): Json {
  const value = isMap(node)
    ? Object.fromEntries(node.items.map(({ key, value: member }) => [plain(key), plain(member)]))
    : isSeq(node)
      ? node.items.map(plain)
      : isScalar(node)
        ? node.value
        : null;
  const tag = (node as Node & { tag?: string })?.tag ?? '';
  if (!tag.startsWith('!')) return value;
  return { [tag === '!Ref' ? 'Ref' : `Fn::${tag.slice(1)}`]: value };
}

const placeholdersOf = (text: string) => [...text.matchAll(/\$\{([\w:.]+)\}/g)].map(([, name = '']) => name);

/** Everything that is named anywhere: parameters, resources with or without an attribute, conditions. */
function referencesOf(value: Json, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => referencesOf(member, key));
  if (key === 'Fn::Sub') return placeholdersOf(value);
  if (['Ref', 'Fn::GetAtt', 'DependsOn'].includes(key)) return [value];
  if (key === 'Condition' && typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const condition = value['Fn::If']?.[0];
  const within = Object.entries(value).flatMap(([name, member]) => referencesOf(member, name));
  return condition === undefined ? within : [condition, ...within];
}

/** A part of a template as it is with these parameters. A resource stands for itself: its name is its id. */
function filledIn(template: Json, parameters: Values = {}) {
  const ref = (name: string): Json => {
    const parameter = template.Parameters[name];
    if (parameter === undefined) return name === 'AWS::NoValue' ? undefined : name;
    const value = parameters[name] ?? String(parameter.Default);
    return parameter.Type === 'CommaDelimitedList' ? value.split(',') : value;
  };
  const functions: Record<string, (value: Json) => Json> = {
    Ref: ref,
    'Fn::GetAtt': (name) => name,
    'Fn::Sub': (text) => text.replace(/\$\{([\w:.]+)\}/g, (_: string, name: string) => ref(name)),
    'Fn::If': ([name, yes, no]) => fill(fill(template.Conditions[name]) ? yes : no),
    'Fn::Equals': ([one, other]) => fill(one) === fill(other),
    'Fn::Not': ([value]) => !fill(value),
    'Fn::Join': ([separator, list]) => fill(list).join(separator),
    'Fn::Select': ([index, list]) => fill(list)[index],
    'Fn::GetAZs': () => ['zone-a', 'zone-b'],
  };
  const fill = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(fill).filter((member) => member !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const [[name = '', argument] = [], ...others] = Object.entries(value);
    const apply = others.length === 0 ? functions[name] : undefined;
    if (apply !== undefined) return apply(argument);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]));
  };
  const properties = (resource: string): Json => fill(template.Resources[resource].Properties);
  return { fill, properties };
}

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

describe('the role', () => {
  const REPOSITORY = { Owner: 'acme', OwnerId: '12', Repository: 'shop', RepositoryId: '34' };
  const roleWith = (parameters: Values = {}) =>
    filledIn(templates['github-role.yaml'], { ...REPOSITORY, ...parameters }).properties('Role');
  const statementsWith = (parameters: Values = {}) =>
    comparable(roleWith(parameters).Policies[0].PolicyDocument.Statement);
  /** One action or resource is as good as a list of one. */
  const comparable = (statements: Json[]) =>
    statements.map((each) => ({ ...each, Action: [each.Action].flat(), Resource: [each.Resource].flat() }));
  // docs/iam-policy.md says how.
  const documented = comparable(
    JSON.parse(
      read('docs/iam-policy.json').replaceAll('medusa-preview:owner": "*"', 'medusa-preview:owner": "acme/shop:*"'),
    ).Statement,
  );

  test('may do what docs/iam-policy.json says, with the owner filled in', () => {
    expect(statementsWith()).toEqual(documented);
    expect(JSON.stringify(documented)).not.toContain('medusa-preview:owner":"*"');
  });

  test('is narrowed by parameters to one service and the roles of its tasks', () => {
    const narrowed = statementsWith({ Service: 'shop/medusa', TaskRoles: 'arn:one,arn:two' });
    const resourceOf = (sid: string) => narrowed.find(({ Sid }) => Sid === sid)?.Resource;
    expect(resourceOf('UpdateServicesInPlace')).toEqual(['arn:aws:ecs:*:*:service/shop/medusa']);
    expect(resourceOf('PassTheRolesOfTheTask')).toEqual(['arn:one', 'arn:two']);
    const differing = narrowed.filter(
      (statement, index) => JSON.stringify(statement) !== JSON.stringify(documented[index]),
    );
    expect(differing.map(({ Sid }) => Sid)).toEqual(['PassTheRolesOfTheTask', 'UpdateServicesInPlace']);
  });

  test.each([
    ['no environment', {}, ['pull_request', 'ref:refs/heads/main']],
    [
      'an environment, and another branch',
      { Environment: 'staging', Branch: 'trunk' },
      ['pull_request', 'ref:refs/heads/trunk', 'environment:staging'],
    ],
  ])('trusts only the runs of one repository, in both forms of their subject: %s', (_, parameters, contexts) => {
    const { Statement } = roleWith(parameters).AssumeRolePolicyDocument;
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Federated: 'GitHubOidcProvider' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:repository_id': '34',
            'token.actions.githubusercontent.com:sub': ['repo:acme@12/shop@34', 'repo:acme/shop'].flatMap(
              (repository) => contexts.map((context) => `${repository}:${context}`),
            ),
          },
        },
      },
    ]);
  });

  test('uses the provider that the account has, and pushes only to the repository that is named', () => {
    const { AssumeRolePolicyDocument, Policies } = roleWith({
      OidcProvider: 'arn:provider',
      ImageRepository: 'shop/medusa',
    });
    expect(AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Federated: 'arn:provider' });
    const [logIn, push] = Policies[1].PolicyDocument.Statement;
    expect(logIn).toMatchObject({ Action: 'ecr:GetAuthorizationToken' });
    expect(push.Resource).toBe('arn:AWS::Partition:ecr:AWS::Region:AWS::AccountId:repository/shop/medusa');
    expect(roleWith().Policies).toHaveLength(1);
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
    const request = { identity: identity(), inputs, pullRequest: 42 };
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
