// Owns reading ECS services and task definitions.

import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type Service,
  type TaskDefinition,
  TaskDefinition$,
} from '@aws-sdk/client-ecs';
import { findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { keepWire } from '../aws/wire.ts';
import type { ServiceReference, Tags } from '../identity.ts';
import { isObject, unknownMembers, withoutNulls } from '../request/schema-check.ts';
import type { Aws } from '../world.ts';

/** Services by name, including draining ones, without deleted ones, which AWS lists as INACTIVE. Undefined without the cluster. */
export async function findServices(
  { ecs }: Aws,
  cluster: string,
  names: string[],
): Promise<Map<string, Service> | undefined> {
  const services = [...new Set(names)];
  const doing = `reading service ${services.map((name) => `${cluster}/${name}`).join(', ')}`;
  const found = await findOrUndefined(doing, ['ClusterNotFoundException'], () =>
    ecs.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })),
  );
  const present = found?.services?.filter(({ status }) => status !== 'INACTIVE');
  return (
    present &&
    new Map(present.map((service) => [required(service.serviceName, 'DescribeServices.serviceName'), service]))
  );
}

/** Also finds a draining service. */
export async function findService(aws: Aws, { cluster, service }: ServiceReference): Promise<Service | undefined> {
  return (await findServices(aws, cluster, [service]))?.get(service);
}

/** The service if it can be updated: a draining one is being deleted, and its name will be free soon. */
export function activeOnly(service: Service | undefined): Service | undefined {
  return service?.status === 'ACTIVE' ? service : undefined;
}

export interface TaggedTaskDefinition {
  definition: TaskDefinition;
  tags: Tags;
}

export interface FoundTaskDefinition extends TaggedTaskDefinition {
  /** The paths of the members that AWS sent and the SDK does not know, so that they are not in the definition. */
  unknownMembers: string[];
}

const UNKNOWN_DEFINITION = { code: 'ClientException', words: 'Unable to describe task definition' };

/** A task definition by ARN, `family:revision`, or `family` for its newest active revision. */
export async function findTaskDefinition({ ecs }: Aws, name: string): Promise<FoundTaskDefinition | undefined> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] });
  const wire = keepWire(command);
  // A missing family is a ClientException like many other errors; only the message distinguishes it.
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html
  const found = await findOrUndefined(`reading task definition ${name}`, [UNKNOWN_DEFINITION], () => ecs.send(command));
  if (found === undefined) return undefined;
  const text = wire();
  const sent: unknown = text === undefined ? undefined : JSON.parse(text);
  return {
    definition: required(found.taskDefinition, 'DescribeTaskDefinition.taskDefinition'),
    tags: tagsOf(found),
    unknownMembers: isObject(sent) ? unknownMembers(TaskDefinition$, withoutNulls(sent.taskDefinition)) : [],
  };
}

/** Unlike other services, ECS has `key` and `value` in lower case. */
export function tagsOf({
  tags = [],
}: {
  tags?: { key?: string | undefined; value?: string | undefined }[] | undefined;
}): Tags {
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
}

/** Tags in the form of ECS. */
export function listedTags(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
