// Owns reading clusters, services and task definitions of ECS.
import {
  type Cluster,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { attempt, attemptToFind } from '../aws.ts';
import type { ServiceReference } from '../request/values.ts';
import type { Aws } from '../world.ts';
import type { Tags } from './identity.ts';

export async function findCluster({ ecs }: Aws, name: string): Promise<Cluster | undefined> {
  const doing = `reading cluster ${name}`;
  const { clusters } = await attempt(doing, () => ecs.send(new DescribeClustersCommand({ clusters: [name] })));
  return clusters?.find(({ status }) => status === 'ACTIVE');
}

/** The service, also while it drains: AWS still shows deleted services for a while, as INACTIVE. */
export async function findService({ ecs }: Aws, { cluster, service }: ServiceReference): Promise<Service | undefined> {
  const found = await attemptToFind(`reading service ${cluster}/${service}`, ['ClusterNotFoundException'], () =>
    ecs.send(new DescribeServicesCommand({ cluster, services: [service], include: ['TAGS'] })),
  );
  return found?.services?.find(({ status }) => status !== 'INACTIVE');
}

/** The service if it can be updated: one that drains is as good as gone, and its name free in a while. */
export function activeOnly(service: Service | undefined): Service | undefined {
  return service?.status === 'ACTIVE' ? service : undefined;
}

export interface TaggedTaskDefinition {
  definition: TaskDefinition;
  tags: Tags;
}

/** A task definition by ARN, `family:revision`, or `family` for its newest active revision. */
export async function findTaskDefinition({ ecs }: Aws, name: string): Promise<TaggedTaskDefinition | undefined> {
  // A family that does not exist is a ClientException with this text, and so is much else.
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html
  const found = await attemptToFind(`reading task definition ${name}`, ['ClientException'], () =>
    ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ['TAGS'] })),
  );
  if (found?.taskDefinition === undefined) return undefined;
  return { definition: found.taskDefinition, tags: tagsOf(found) };
}

/** ECS writes the members of its tags in lower case. */
export function tagsOf({
  tags = [],
}: {
  tags?: { key?: string | undefined; value?: string | undefined }[] | undefined;
}): Tags {
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
}
