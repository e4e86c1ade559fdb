// Owns small builders of what the pure parts work on: each whole and ordinary, with the parts that a test is about put over it.
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describeEnvironment, type Environment } from '../../src/environment/environment.ts';
import { placementOf } from '../../src/environment/placement.ts';
import { describeTargets } from '../../src/environment/targets.ts';
import { describeWorkload } from '../../src/environment/workload.ts';
import { ExplainedError } from '../../src/errors.ts';
import type { Foundation } from '../../src/foundation/foundation.ts';
import { describeIdentity, type Identity } from '../../src/identity.ts';
import type { Waiter } from '../../src/reconcile/wait.ts';
import type { RunContext } from '../../src/request/event.ts';
import type { ReadInput } from '../../src/request/input-reader.ts';
import { type DeployInputs, type Reading, readInputs } from '../../src/request/inputs.ts';
import type { ReadFile } from '../../src/request/task-definition-file.ts';
import type { DesiredDistribution } from '../../src/resources/distribution-config.ts';

/** The address of the preview of pull request 42. */
export const DESIRED_DISTRIBUTION: DesiredDistribution = {
  comment: 'Medusa preview acme/shop:shop pr-42',
  vpcOriginId: 'vo_1',
  originDomain: 'internal-shop.eu-west-1.elb.amazonaws.com',
  idleTimeoutSeconds: 60,
  route: 'shop-pr-42',
  webAclArn: undefined,
  gateArn: undefined,
};

export const ACCOUNT = '123456789012';
export const IMAGE = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/medusa:v1`;
export const LISTENER_ARN = `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`;
export const TARGET_GROUP_ARN = `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:targetgroup/medusa/73e2d6bc24d8a067`;
export const BASE_DEFINITION_ARN = `arn:aws:ecs:eu-west-1:${ACCOUNT}:task-definition/medusa:7`;

/** Inputs as a workflow writes them: text by name, everything else left out. */
export type WrittenInputs = Record<string, string>;

/** The inputs of the smallest workflow. */
export const SMALLEST: WrittenInputs = { image: IMAGE, 'base-service': 'shop/medusa' };

export function inputsFrom(written: WrittenInputs): ReadInput {
  return (name) => written[name] ?? '';
}

/** Files of the workspace, by path. */
export function filesFrom(files: Record<string, string>): ReadFile {
  return (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return text;
  };
}

export function readingOf(written: WrittenInputs, files: Record<string, string> = {}): Reading {
  return readInputs(inputsFrom(written), filesFrom(files));
}

/** The smallest inputs with others put over them. Throws where they have problems: a test of good inputs has none. */
export function goodInputs(written: WrittenInputs = {}, files: Record<string, string> = {}): DeployInputs {
  const { deployInputs, problems, problemsToDeploy } = readingOf({ ...SMALLEST, ...written }, files);
  if (problems.length > 0 || deployInputs === undefined) throw new Error([...problems, ...problemsToDeploy].join('\n'));
  return deployInputs;
}

export function identity(names: { repository?: string; name?: string; environment?: string } = {}): Identity {
  const { repository = 'acme/shop', name, environment = 'pr-42' } = names;
  return describeIdentity({ repository, name, environment });
}

export function runContext(over: Partial<RunContext> = {}): RunContext {
  return {
    repository: 'acme/shop',
    eventName: 'push',
    payload: {},
    actor: 'octocat',
    workspace: '/workspace',
    repositoryUrl: 'https://github.com/acme/shop',
    isPrivateRepository: true,
    ref: 'refs/heads/main',
    sha: '',
    runUrl: 'https://github.com/acme/shop/actions/runs/1',
    ...over,
  };
}

/** The answer of `ecs:DescribeTaskDefinition` for a Medusa that Terraform made. */
export function taskDefinition(over: Partial<TaskDefinition> = {}): TaskDefinition {
  return {
    taskDefinitionArn: BASE_DEFINITION_ARN,
    family: 'medusa',
    revision: 7,
    status: 'ACTIVE',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '512',
    memory: '1024',
    executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/medusa-execution`,
    containerDefinitions: [{ name: 'medusa', image: 'medusa:base', portMappings: [{ containerPort: 9000 }] }],
    ...over,
  };
}

export function service(over: Partial<Service> = {}): Service {
  return {
    serviceName: 'medusa',
    status: 'ACTIVE',
    taskDefinition: BASE_DEFINITION_ARN,
    loadBalancers: [{ targetGroupArn: TARGET_GROUP_ARN, containerName: 'medusa', containerPort: 9000 }],
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
    },
    ...over,
  };
}

export function loadBalancer(over: Partial<LoadBalancer> = {}): LoadBalancer {
  return {
    LoadBalancerArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/shop/50dc6c495c0c9188`,
    LoadBalancerName: 'shop',
    DNSName: 'internal-shop-1.eu-west-1.elb.amazonaws.com',
    VpcId: 'vpc-1',
    Type: 'application',
    Scheme: 'internal',
    State: { Code: 'active' },
    ...over,
  };
}

export function listener(over: Partial<Listener> = {}): Listener {
  return {
    ListenerArn: LISTENER_ARN,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: TARGET_GROUP_ARN }],
    ...over,
  };
}

export function foundation(over: Partial<Foundation> = {}): Foundation {
  const { baseService } = { baseService: service(), ...over };
  return {
    baseService,
    baseTaskDefinition: taskDefinition(),
    balanced: baseService?.loadBalancers?.[0],
    baseTags: {},
    newestRevision: undefined,
    front: undefined,
    unknownMembers: [],
    ignoredRoles: [],
    loadBalancer: loadBalancer(),
    listener: listener(),
    idleTimeoutSeconds: 60,
    ...over,
  };
}

/** The preview of a pull request, a copy with data of its own. */
export function environment(over: Partial<Environment> = {}, written: WrittenInputs = {}): Environment {
  const asked = { identity: identity(), inputs: goodInputs(written), pullRequest: 42, access: undefined };
  const { workload } = describeWorkload(asked, foundation());
  return { ...describeEnvironment(asked, workload, foundation()), ...over };
}

/** The targets of an environment whose base service has an ordinary target group. */
export const TARGETS = describeTargets(undefined, { container: 'medusa', port: 9000 }, {});

/** The rest of a service of ours that takes nothing from its base service. */
export const TAKES_NOTHING = { placement: placementOf({}), availabilityZoneRebalancing: undefined, tags: {} };

/** A clock that stands still but for sleeping, and a log that is kept. */
export interface Stillness extends Waiter {
  /** Milliseconds of each sleep. */
  sleeps: number[];
  lines: { atMilliseconds: number; text: string }[];
  /** Lets time pass without a sleep, as a slow call does. */
  pass(milliseconds: number): void;
}

export function stillness({ minutes = 30 } = {}): Stillness {
  const startedAt = 1_000_000;
  const sleeps: number[] = [];
  const lines: Stillness['lines'] = [];
  let now = startedAt;
  const line = (text: string) => void lines.push({ atMilliseconds: now - startedAt, text });
  return {
    sleeps,
    lines,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    clock: {
      nowMilliseconds: () => now,
      sleep: async (milliseconds) => {
        sleeps.push(milliseconds);
        now += milliseconds;
      },
    },
    log: { line, notice: line, warning: line, debug: line, group: (_, work) => work() },
    deadline: { atMilliseconds: startedAt + minutes * 60_000, minutes },
    guard: async () => undefined,
  };
}

/** The error that a call ends with; fails the test when it ends well. */
export async function failureOf(call: () => unknown): Promise<ExplainedError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ExplainedError) return error;
    throw error;
  }
  throw new Error('It ended well, and it should not have.');
}
