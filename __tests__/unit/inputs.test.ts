import { describe, expect, test } from '@jest/globals';
import { goodInputs, IMAGE, LISTENER_ARN, readingOf, SMALLEST, type WrittenInputs } from '../support/build.ts';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf';
const WEB_ACL_ARN = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/a1b2';

/** Everything that is wrong with the smallest inputs and these. */
function problemsOf(written: WrittenInputs, files: Record<string, string> = {}): string[] {
  const { problems, problemsToDeploy } = readingOf({ ...SMALLEST, ...written }, files);
  return [...problems, ...problemsToDeploy];
}

test('the smallest workflow gets every default', () => {
  expect(goodInputs()).toEqual({
    mode: 'auto',
    name: undefined,
    environment: undefined,
    pullRequest: undefined,
    target: { kind: 'copy', service: { cluster: 'shop', service: 'medusa' } },
    image: IMAGE,
    taskDefinition: undefined,
    container: undefined,
    variables: [],
    inheritedSecrets: 'all',
    taskRoleArn: undefined,
    ...{ secrets: [], tags: {} },
    settings: {
      cpu: undefined,
      memory: undefined,
      desiredCount: undefined,
      capacityProvider: undefined,
      subnetIds: undefined,
      securityGroupIds: undefined,
    },
    healthCheckPath: undefined,
    migrateCommand: undefined,
    setupCommand: undefined,
    isNoindex: undefined,
    listenerArn: undefined,
    webAclArn: undefined,
    ...{ accessKey: undefined, protect: undefined },
    waitFor: 'url',
    waitMinutes: 30,
    ttl: undefined,
    maxEnvironments: 10,
    hasComment: true,
    hasDeployment: true,
    label: undefined,
  });
});

test('everything that is said is taken', () => {
  const written = {
    mode: 'deploy',
    name: 'store',
    environment: 'staging',
    'pull-request': '7',
    'base-service': '',
    service: 'shop/store',
    'task-definition': 'store:3',
    container: 'web:8080',
    variables: 'A=1',
    secrets: `B=${SECRET_ARN}`,
    cpu: '1024',
    memory: '2048',
    'desired-count': '0',
    'capacity-provider': 'FARGATE_SPOT',
    subnets: 'subnet-0a,subnet-0b',
    'security-groups': 'sg-0a',
    'health-check-path': '/ready?deep=1',
    'migrate-command': 'none',
    'setup-command': 'npm run seed',
    noindex: 'false',
    'listener-arn': LISTENER_ARN,
    'web-acl-arn': WEB_ACL_ARN,
    'wait-for': 'deployed',
    'wait-minutes': '5',
    ttl: '72h',
    'max-environments': '3',
    comment: 'false',
    deployment: 'false',
    label: 'preview',
    ...{ 'redis-image': 'registry.example.com/redis:7', tags: 'CostCenter=42', 'task-role-arn': 'none' },
  };
  expect(goodInputs(written)).toEqual({
    ...{ mode: 'deploy', name: 'store', tags: { CostCenter: '42' } },
    environment: 'staging',
    pullRequest: 7,
    target: { kind: 'in-place', service: { cluster: 'shop', service: 'store' } },
    image: IMAGE,
    taskDefinition: { kind: 'registered', name: 'store:3' },
    container: { name: 'web', port: 8080 },
    variables: [{ name: 'A', value: '1' }],
    ...{ inheritedSecrets: 'all', redisImage: 'registry.example.com/redis:7', taskRoleArn: '' },
    secrets: [{ name: 'B', value: SECRET_ARN }],
    settings: {
      cpu: '1024',
      memory: '2048',
      desiredCount: 0,
      capacityProvider: 'FARGATE_SPOT',
      subnetIds: ['subnet-0a', 'subnet-0b'],
      securityGroupIds: ['sg-0a'],
    },
    healthCheckPath: '/ready?deep=1',
    migrateCommand: '',
    setupCommand: 'npm run seed',
    isNoindex: false,
    listenerArn: LISTENER_ARN,
    ...{ webAclArn: WEB_ACL_ARN, accessKey: undefined, protect: undefined },
    waitFor: 'deployed',
    waitMinutes: 5,
    ttl: { text: '72h', milliseconds: 259_200_000 },
    maxEnvironments: 3,
    hasComment: false,
    hasDeployment: false,
    label: 'preview',
  });
});

describe('one problem, with the name of the input and what to write instead', () => {
  test.each<[string, WrittenInputs, RegExp]>([
    [
      'an unknown mode',
      { mode: 'up' },
      /^mode: "up" is invalid\. Write one of auto, prepare, deploy, destroy, sweep, sleep, wake, plan\.$/,
    ],
    [
      'a pull request by its name',
      { 'pull-request': 'main' },
      /^pull-request: "main" is not a whole number of at least 1\.$/,
    ],
    ['no image', { image: '' }, /^image: missing\. Set it to the image to deploy, such as .+\.$/],
    ['an image by its address', { image: 'https://x.io/y' }, /^image: "https:\/\/x\.io\/y" is not an image .+ Write /],
    [
      'no service at all',
      { 'base-service': '' },
      /^base-service: missing\. Set it to .+ or set "service" to one .+\.$/,
    ],
    [
      'a base service without cluster',
      { 'base-service': 'medusa' },
      /^base-service: "medusa" is not a service\. Write /,
    ],
    [
      'a service without cluster',
      { 'base-service': '', service: 'medusa' },
      /^service: "medusa" .+ Write cluster\/service/,
    ],
    ['both services', { service: 'shop/x' }, /^base-service, service: set one of them, not both\. /],
    ['a file that is missing', { 'task-definition': 'a.json' }, /^task-definition: a\.json cannot be read: .+ Give /],
    ['a port beyond the last', { container: 'web:65536' }, /^container: "web:65536" is not .+ from 1 to 65535\.$/],
    ['a port alone', { container: ':9000' }, /^container: ":9000" is not a container\. Write its name, /],
    ['a malformed variable', { variables: 'A=1\nB' }, /^variables: line 2: not of the form NAME=value\. /],
    ['a malformed secret', { secrets: 'A' }, /^secrets: line 1: not of the form NAME=value\. /],
    ['secrets in plain text', { secrets: 'A=x\nB=y' }, /^secrets: A, B: not the ARN of a secret\. /],
    [
      'names in both lists',
      { variables: 'A=1\nB=1\nC=1', secrets: `A=${SECRET_ARN}\nB=${SECRET_ARN}` },
      /^variables, secrets: both have A, B\. /,
    ],
    ['a secret in plain text', { secrets: 'A=hunter2' }, /^secrets: A: not the ARN of a secret\. Write NAME=arn:aws:/],
    ['a name in both lists', { variables: 'A=1', secrets: `A=${SECRET_ARN}` }, /^variables, secrets: both have A\. /],
    ['half a CPU', { cpu: '0.5' }, /^cpu: "0\.5" is not a whole number from 128 to 196608\.$/],
    ['memory with its unit', { memory: '1GB' }, /^memory: "1GB" is not a whole number from 128 to 1048576\.$/],
    ['less than no task', { 'desired-count': '-1' }, /^desired-count: "-1" is not a whole number from 0 to 5000\.$/],
    [
      'subnets by their names',
      { subnets: 'private' },
      /^subnets: "private" is not an id\. Write ids such as subnet-0a1b2c3d\.$/,
    ],
    [
      'groups by their names',
      { 'security-groups': 'web' },
      /^security-groups: "web" is not an id\. Write ids such as sg-/,
    ],
    [
      'a role by its name',
      { 'task-role-arn': 'medusa' },
      /^task-role-arn: "medusa" is not a role\. Write .+, or none\.$/,
    ],
    ['a path without its slash', { 'health-check-path': 'health' }, /^health-check-path: "health" .+ begins with \//],
    ['noindex by another word', { noindex: 'on' }, /^noindex: "on" is invalid\. Write one of true, false\.$/],
    [
      'a template that is no name',
      { database: `template:${'a'.repeat(64)}` },
      /^database: "a+" is not a database name/,
    ],
    ['a template without a name', { database: 'template:' }, /^database: "template:" is invalid\. Write isolated, /],
    [
      'an unknown database',
      { database: 'new' },
      /^database: "new" is invalid\. Write isolated, shared, none, template:NAME or template:base\.$/,
    ],
    [
      'a database of its own in place',
      { 'base-service': '', service: 'shop/medusa', database: 'template:shop_template' },
      /^database: only a copy can have one of its own\. /,
    ],
    [
      'a load balancer as listener',
      { 'listener-arn': 'shop' },
      /^listener-arn: "shop" is not an ARN of this kind\. Write arn:aws:/,
    ],
    [
      'a web ACL of a region',
      { 'web-acl-arn': WEB_ACL_ARN.replace('global', 'regional') },
      /^web-acl-arn: .+ Write arn:aws:wafv2:…:global\/webacl\/…\.$/,
    ],
    ['an unknown wait', { 'wait-for': 'ever' }, /^wait-for: "ever" is invalid\. Write one of url, deployed, none\.$/],
    [
      'a comment by another word than true or false',
      { comment: 'no' },
      /^comment: "no" is invalid\. Write one of true, false\.$/,
    ],
    ['a container of two words', { container: 'my web' }, /^container: "my web" is not a container\. Write its name, /],
    ['a label of two lines', { label: 'a\nb' }, /^label: "a\\nb" is not a single line of text\.$/],
    [
      'an image with a password, which is not repeated',
      { image: 'https://robot:hunter2@registry.example/medusa' },
      /^image: "https:\/\/robot:\*\*\*@registry\.example\/medusa" is not an image /,
    ],
    ['no time to wait', { 'wait-minutes': '0' }, /^wait-minutes: "0" is not a whole number from 1 to 360\.$/],
  ])('%s', (_, written, message) => {
    expect(problemsOf(written)).toEqual([expect.stringMatching(message)]);
  });
});

test('all problems are reported together, each once', () => {
  const problems = problemsOf({
    mode: 'up',
    image: 'Medusa:v1',
    'base-service': 'medusa',
    variables: 'A',
    cpu: 'much',
    'wait-minutes': 'long',
  });
  expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
    'base-service',
    'cpu',
    'image',
    'mode',
    'variables',
    'wait-minutes',
  ]);
});

test('what only a deploy needs is kept apart, so that it cannot hold up a removal', () => {
  const { problems, problemsToDeploy } = readingOf({
    environment: 'pr-42',
    'base-service': 'medusa',
    image: 'medusa:',
    'task-definition': 'not-checked-out.json',
    variables: 'A',
  });
  expect(problems).toEqual([expect.stringMatching(/^base-service:/)]);
  expect(problemsToDeploy.map((problem) => problem.split(':')[0])).toEqual(['image', 'task-definition', 'variables']);
});
