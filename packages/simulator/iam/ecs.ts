// Owns what AWS checks before each call to ECS.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
import type {
  CreateServiceRequest,
  DeleteTaskDefinitionsRequest,
  DescribeServicesRequest,
  DescribeTasksRequest,
  RegisterTaskDefinitionRequest,
  RunTaskRequest,
  StopTaskRequest,
  TagResourceRequest,
  UntagResourceRequest,
  UpdateServiceRequest,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { arns, lastPart } from '../ecs/arns.ts';
import { findTaskDefinition } from '../ecs/task-definitions.ts';
import {
  type Check,
  type ChecksOf,
  type Context,
  check,
  requestTags,
  resourceTags,
  serviceLinkedRole,
  tagging,
  unscoped,
} from './check.ts';

interface InCluster {
  cluster?: string | undefined;
}

export const ecsChecks: Record<string, ChecksOf> = {
  ...unscoped('ecs', ['DeregisterTaskDefinition', 'DescribeTaskDefinition', 'ListTaskDefinitions']),
  CreateService: checkNewService,
  DeleteService: onService('DeleteService'),
  DeleteTaskDefinitions: ({ taskDefinitions = [] }: DeleteTaskDefinitionsRequest, cloud) =>
    taskDefinitions.map((each) => checkDefinition(cloud, 'DeleteTaskDefinitions', each)),
  DescribeServices: ({ cluster, services = [] }: DescribeServicesRequest, cloud) =>
    services.flatMap((service) => checkService(cloud, 'DescribeServices', { cluster, service })),
  DescribeTasks: ({ cluster, tasks = [] }: DescribeTasksRequest, cloud) =>
    tasks.map((task) => {
      const arn = arns.task(cloud, nameOf(cluster), lastPart(task));
      return check('ecs:DescribeTasks', arn, ofCluster(cloud, cluster), tagsOn(cloud, arn));
    }),
  ListServices: ({ cluster }: InCluster, cloud) => [check('ecs:ListServices', '*', ofCluster(cloud, cluster))],
  // AWS asks about the cluster's container instances, also where it has none.
  ListTasks: ({ cluster }: InCluster, cloud) => [
    check('ecs:ListTasks', arnOf(cloud, `container-instance/${nameOf(cluster)}/*`), ofCluster(cloud, cluster)),
  ],
  RegisterTaskDefinition: checkNewDefinition,
  RunTask: checkNewTask,
  StopTask: ({ cluster, task = '' }: StopTaskRequest, cloud) => {
    const arn = arns.task(cloud, nameOf(cluster), lastPart(task));
    return [check('ecs:StopTask', arn, ofCluster(cloud, cluster), tagsOn(cloud, arn))];
  },
  TagResource: ({ resourceArn: arn = '', tags }: TagResourceRequest, cloud) => [
    check('ecs:TagResource', arn, tagsOn(cloud, arn), requestTags(tags)),
  ],
  UntagResource: ({ resourceArn: arn = '', tagKeys = [] }: UntagResourceRequest, cloud) => [
    check('ecs:UntagResource', arn, tagsOn(cloud, arn), { 'aws:TagKeys': tagKeys }),
  ],
  UpdateService: checkServiceUpdate,
};

interface OfService extends InCluster {
  service?: string | undefined;
}

function onService(operation: string): ChecksOf {
  return (input: OfService, cloud) => checkService(cloud, operation, input);
}

function checkService(cloud: Cloud, operation: string, { cluster, service = '' }: OfService): [Check] {
  const arn = arns.service(cloud, nameOf(cluster), lastPart(service));
  return [check(`ecs:${operation}`, arn, ofCluster(cloud, cluster), tagsOn(cloud, arn))];
}

function checkServiceUpdate({ cluster, service, taskDefinition }: UpdateServiceRequest, cloud: Cloud): Check[] {
  const [{ action, resource, context }] = checkService(cloud, 'UpdateService', { cluster, service });
  return [check(action, resource, context, ofDefinition(cloud, taskDefinition))];
}

function checkNewService(
  { cluster, serviceName = '', taskDefinition, tags }: CreateServiceRequest,
  cloud: Cloud,
): Check[] {
  const arn = arns.service(cloud, nameOf(cluster), serviceName);
  const asked = requestTags(tags);
  const isFirst = cloud.tables.ecs.services.size === 0;
  return [
    check('ecs:CreateService', arn, ofCluster(cloud, cluster), ofDefinition(cloud, taskDefinition), asked),
    ...tagging('ecs:TagResource', arn, { ...asked, ...createdBy('CreateService') }),
    ...(isFirst ? [serviceLinkedRole(cloud, 'ecs.amazonaws.com', 'AWSServiceRoleForECS')] : []),
  ];
}

function checkNewDefinition(input: RegisterTaskDefinitionRequest, cloud: Cloud): Check[] {
  const arn = arnOf(cloud, `task-definition/${input.family}:*`);
  const asked = requestTags(input.tags);
  return [
    check('ecs:RegisterTaskDefinition', arn, asked),
    ...tagging('ecs:TagResource', arn, { ...asked, ...createdBy('RegisterTaskDefinition') }),
    ...checkRoles(cloud, input),
  ];
}

function checkNewTask({ cluster, taskDefinition = '', tags }: RunTaskRequest, cloud: Cloud): Check[] {
  const { action, resource, context } = checkDefinition(cloud, 'RunTask', taskDefinition);
  const asked = requestTags(tags);
  const task = arns.task(cloud, nameOf(cluster), '*');
  return [
    check(action, resource, context, ofCluster(cloud, cluster), asked),
    ...tagging('ecs:TagResource', task, { ...asked, ...createdBy('RunTask') }),
    ...checkRoles(cloud, findTaskDefinition(cloud, taskDefinition)?.definition ?? {}),
  ];
}

function checkDefinition(cloud: Cloud, operation: string, identifier: string): Check {
  const tags = resourceTags(findTaskDefinition(cloud, identifier)?.tags);
  return check(`ecs:${operation}`, arnOf(cloud, `task-definition/${lastPart(identifier)}`), tags);
}

/** Whoever has a task run hands it its roles. */
function checkRoles(
  { accountId }: Cloud,
  { taskRoleArn, executionRoleArn }: Pick<RegisterTaskDefinitionRequest, 'taskRoleArn' | 'executionRoleArn'>,
): Check[] {
  const roles = [taskRoleArn, executionRoleArn].filter((role) => role !== undefined);
  const arns = roles.map((role) => (role.startsWith('arn:') ? role : `arn:aws:iam::${accountId}:role/${role}`));
  return arns.map((arn) => check('iam:PassRole', arn, { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }));
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html */
function createdBy(operation: string): Context {
  return { 'ecs:CreateAction': operation };
}

function ofCluster(cloud: Cloud, cluster: string | undefined): Context {
  return { 'ecs:cluster': arns.cluster(cloud, nameOf(cluster)) };
}

/** Nothing where the call names none, as an update may. */
function ofDefinition(cloud: Cloud, taskDefinition: string | undefined): Context {
  if (taskDefinition === undefined) return {};
  return { 'ecs:task-definition': arnOf(cloud, `task-definition/${lastPart(taskDefinition)}`) };
}

function tagsOn({ tables: { ecs } }: Cloud, arn: string): Context {
  const row = ecs.services.get(arn) ?? ecs.taskDefinitions.get(arn);
  return resourceTags(row?.tags ?? ecs.tasks.get(arn)?.task.tags);
}

function nameOf(cluster = 'default'): string {
  return lastPart(cluster);
}

function arnOf({ region, accountId }: Cloud, resource: string): string {
  return `arn:aws:ecs:${region}:${accountId}:${resource}`;
}
