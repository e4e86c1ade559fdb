import type { Service } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { findBalancing, findFronts } from '../../src/foundation/balancing.ts';
import { findFoundation } from '../../src/foundation/foundation.ts';
import type { Aws } from '../../src/world.ts';
import { goodInputs, LISTENER_ARN, service, TARGET_GROUP_ARN, type WrittenInputs } from '../support/build.ts';

type Reply = object | ((input: never) => object);

/** An account that answers each operation so, and knows nothing else. */
function account(replies: Record<string, Reply> = {}): Aws {
  const client = {
    send: async (command: { input: object }) => {
      const operation = command.constructor.name.replace(/Command$/, '');
      const reply = replies[operation];
      if (reply !== undefined) return typeof reply === 'function' ? reply(command.input as never) : reply;
      const error = new Error('Unable to describe task definition.');
      throw Object.assign(error, { name: NOT_THERE[operation], $metadata: {} });
    },
  };
  return { region: 'eu-west-1', ecs: client, loadBalancing: client } as unknown as Aws;
}

const NOT_THERE: Record<string, string> = {
  DescribeTaskDefinition: 'ClientException',
  DescribeTargetGroups: 'TargetGroupNotFound',
  DescribeListeners: 'ListenerNotFound',
  DescribeLoadBalancers: 'LoadBalancerNotFound',
  DescribeLoadBalancerAttributes: 'LoadBalancerNotFound',
};

const NAMED: WrittenInputs = { 'task-definition': 'nothing:3', 'listener-arn': LISTENER_ARN };
const NO_DEFINITION =
  'task-definition: there is no task definition nothing:3 in eu-west-1. Check its name and AWS_REGION.';
const NO_LISTENER = `listener-arn: there is no listener ${LISTENER_ARN} in eu-west-1. Check the ARN and AWS_REGION.`;
const IN_PLACE = { 'base-service': '', service: 'shop/medusa' };

async function problemsOf(written: WrittenInputs, services: Service[] | undefined, aws = account()): Promise<string[]> {
  const found = services && new Map(services.map((each) => [each.serviceName ?? '', each]));
  const fronts = findFronts(aws, found?.get('medusa'));
  const { base, balancing, problems } = await findFoundation(aws, goodInputs(written), { services: found, fronts });
  expect(base === undefined || balancing === undefined).toBe(problems.length > 0);
  return problems;
}

test('whatever was named and is not there is reported together', async () => {
  expect(await problemsOf(NAMED, undefined)).toEqual([
    'base-service: there is no cluster shop in eu-west-1. Check its name and AWS_REGION.',
    NO_DEFINITION,
    NO_LISTENER,
  ]);
  expect(await problemsOf({ ...NAMED, ...IN_PLACE }, [])).toEqual([
    'service: there is no active service medusa in cluster shop in eu-west-1. To have it made, also give subnets, security-groups.',
    NO_DEFINITION,
    NO_LISTENER,
  ]);
  expect(await problemsOf(NAMED, [service()])).toEqual([NO_DEFINITION, NO_LISTENER]);
});

test('what depends on the service is not reported where there is none', async () => {
  expect(await problemsOf({}, [])).toEqual([
    'base-service: there is no active service medusa in cluster shop in eu-west-1. Check its name and AWS_REGION.',
  ]);
});

test('a service without anything to start from asks for a task definition, and for a listener where it has none', async () => {
  const { taskDefinition: _, ...bare } = service({ loadBalancers: [] });
  expect(await problemsOf(IN_PLACE, [bare])).toEqual([
    'task-definition: missing. The service has none to start from, nor roles for one of a file: give family:revision.',
    'service shop/medusa is not behind a load balancer. Set "listener-arn" to the listener to use.',
  ]);
});

test('a service whose task sets have all of it asks for all of it', async () => {
  const { taskDefinition: _, ...bare } = service({ loadBalancers: [], deploymentController: { type: 'EXTERNAL' } });
  expect(await problemsOf({}, [bare])).toEqual([
    expect.stringContaining('task-definition: missing.'),
    'service shop/medusa has the deployment controller EXTERNAL: its load balancer, task definition and network are in task sets, which are not read. Give "listener-arn", "task-definition", "subnets" and "security-groups".',
  ]);
});

test('a load balancer that is gone meanwhile is reported as that', async () => {
  const aws = account({
    DescribeTaskDefinition: { taskDefinition: { family: 'medusa' } },
    DescribeTargetGroups: { TargetGroups: [{ TargetGroupArn: TARGET_GROUP_ARN, LoadBalancerArns: ['arn:l'] }] },
    DescribeListeners: { Listeners: [{ ListenerArn: LISTENER_ARN, LoadBalancerArn: 'arn:l', Protocol: 'HTTP' }] },
  });
  expect(await problemsOf({}, [service()], aws)).toEqual([
    'load balancer arn:l: it no longer exists in eu-west-1. Re-run the job; if "listener-arn" is set, name a listener that exists.',
  ]);
});

/** Named by what stands in front of the service; each has one listener and one target group of its own. */
const BALANCERS: Record<string, { scheme: string; type?: string; protocol: string; isLeading: boolean }> = {
  public: { scheme: 'internet-facing', protocol: 'HTTP', isLeading: true },
  network: { scheme: 'internal', type: 'network', protocol: 'TCP', isLeading: true },
  secure: { scheme: 'internal', protocol: 'HTTPS', isLeading: true },
  byRule: { scheme: 'internal', protocol: 'HTTP', isLeading: false },
  internal: { scheme: 'internal', protocol: 'HTTP', isLeading: true },
};

function behindSeveral(): Aws {
  const settingsOf = (name = '') => ({ type: 'application', ...BALANCERS[name] });
  return account({
    DescribeTargetGroups: ({ TargetGroupArns: [arn] }: { TargetGroupArns: [string] }) => ({
      TargetGroups: [{ TargetGroupArn: arn, LoadBalancerArns: [arn.replace('arn:group:', '')] }],
    }),
    DescribeListeners: ({ LoadBalancerArn: name }: { LoadBalancerArn: string }) => {
      const { protocol: Protocol, isLeading } = settingsOf(name);
      const DefaultActions = isLeading ? [{ Type: 'forward', TargetGroupArn: `arn:group:${name}` }] : [];
      return { Listeners: [{ ListenerArn: `arn:listener:${name}`, LoadBalancerArn: name, Protocol, DefaultActions }] };
    },
    DescribeLoadBalancers: ({ LoadBalancerArns: [name] }: { LoadBalancerArns: [string] }) => ({
      LoadBalancers: [
        { LoadBalancerArn: name, LoadBalancerName: name, Scheme: settingsOf(name).scheme, Type: settingsOf(name).type },
      ],
    }),
    DescribeLoadBalancerAttributes: {},
  });
}

async function balancingOf(names: string[]) {
  const loadBalancers = names.map((name) => ({ targetGroupArn: `arn:group:${name}`, containerName: 'medusa' }));
  const baseService = service({ loadBalancers });
  const aws = behindSeveral();
  return findBalancing(aws, goodInputs(), { baseService, fronts: findFronts(aws, baseService) });
}

test.each([
  ['public', 'internal'],
  ['network', 'internal'],
  ['secure', 'internal'],
  ['byRule', 'internal'],
  ['secure', 'byRule'],
  ['public', 'byRule'],
  ['network', 'public'],
])('of %s and %s the second is used, at whatever place of the list', async (other, used) => {
  for (const names of [
    [other, used],
    [used, other],
  ]) {
    const { found } = await balancingOf(names);
    expect(found?.loadBalancer.LoadBalancerName).toBe(used);
    expect(found?.front?.balanced.targetGroupArn).toBe(`arn:group:${used}`);
  }
});

test('an internal load balancer without an HTTP listener is to get one, though the public one has one', async () => {
  for (const names of [
    ['public', 'secure'],
    ['secure', 'public'],
  ]) {
    const { problems } = await balancingOf(names);
    expect(problems).toEqual([expect.stringContaining('has no HTTP listener')]);
  }
});
