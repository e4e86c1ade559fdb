// Owns catching what the resources of an environment would ask AWS for, so that it can be looked at without a cloud.
import type { Identity } from '../../src/identity.ts';
import { distributionResource } from '../../src/resources/distribution.ts';
import { listenerRuleResource } from '../../src/resources/listener-rule.ts';
import { serviceResource } from '../../src/resources/service.ts';
import { targetGroupResource } from '../../src/resources/target-group.ts';
import { taskDefinitionResource } from '../../src/resources/task-definition.ts';
import type { Aws } from '../../src/world.ts';
import { awsFrom } from './aws-clients.ts';
import {
  LISTENER_ARN,
  service as serviceOf,
  stillness,
  TAKES_NOTHING,
  TARGET_GROUP_ARN,
  TARGETS,
  taskDefinition,
} from './build.ts';

export interface SentRequest {
  operation: string;
  input: Record<string, unknown>;
}

/** Members of the replies to all of them that AWS always sends. */
const REPLY = {
  Distribution: {
    Id: 'E1',
    ARN: 'arn:aws:cloudfront::1:distribution/E1',
    DomainName: 'd1.cloudfront.net',
    Status: 'InProgress',
  },
  TargetGroups: [{ TargetGroupArn: TARGET_GROUP_ARN }],
  Rules: [{ RuleArn: LISTENER_ARN.replace(':listener/', ':listener-rule/'), Priority: '1' }],
  taskDefinition: taskDefinition(),
  service: serviceOf(),
};

/** An AWS that agrees to everything, and writes down what it was asked. */
function agreeingAws(sent: SentRequest[]): Aws {
  const aws = awsFrom('http://127.0.0.1:9');
  for (const client of [aws.cloudfront, aws.ecs, aws.loadBalancing]) {
    Object.assign(client, {
      send: async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
        const operation = command.constructor.name.replace(/Command$/, '');
        sent.push({ operation, input: command.input });
        // A look finds nothing yet.
        return /^(Describe|List|Get)/.test(operation) ? {} : REPLY;
      },
    });
  }
  return aws;
}

/** The requests that make everything that an environment consists of. */
export async function requestsToMake(identity: Identity, cluster: string): Promise<SentRequest[]> {
  const sent: SentRequest[] = [];
  const aws = agreeingAws(sent);
  const world = { ...stillness(), guard: async () => undefined };
  const service = `${cluster}/${identity.fullName}`;
  await distributionResource(aws, identity, world).create({
    comment: identity.comment,
    vpcOriginId: 'vo_1',
    originDomain: 'internal-shop-1.eu-west-1.elb.amazonaws.com',
    idleTimeoutSeconds: 60,
    route: identity.fullName,
    webAclArn: undefined,
    gateArn: undefined,
    service,
  });
  await targetGroupResource(aws, identity, world).create({ vpcId: 'vpc-1', targets: TARGETS, service });
  const rule = {
    listenerArn: LISTENER_ARN,
    targetGroupArn: TARGET_GROUP_ARN,
    state: { is: 'forward' as const },
    service,
  };
  await listenerRuleResource(aws, identity, { listenerArn: LISTENER_ARN, waiter: world }).create(rule);
  const family = { family: identity.fullName, inService: undefined, isProven: false };
  const definition = { family: identity.fullName, containerDefinitions: [] };
  await taskDefinitionResource(aws, identity, family).create({
    definition,
    madeFrom: undefined,
    commit: 'a'.repeat(40),
    databaseMark: undefined,
    isPinned: false,
    tags: {},
  });
  const reference = { cluster, service: identity.fullName };
  await serviceResource(aws, { reference, identity, isAdopted: false }, world).create({
    taskDefinition: identity.fullName,
    desiredCount: 1,
    networkConfiguration: undefined,
    capacityProviderStrategy: undefined,
    launchType: 'FARGATE',
    own: {
      container: 'medusa',
      containerPort: 9000,
      targetGroupArn: TARGET_GROUP_ARN,
      healthCheckGracePeriodSeconds: 120,
      enableExecuteCommand: false,
      ttl: '999999d',
      sleepAfter: '999999d',
      wakerArn: TARGET_GROUP_ARN,
      isAsleep: false,
      slept: '999.99',
      ...TAKES_NOTHING,
    },
  });
  return sent;
}
