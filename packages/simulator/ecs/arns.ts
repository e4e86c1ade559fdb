// Owns the ARNs of ECS, all in the long format.
import type { Cloud } from '../cloud/cloud.ts';

function arn(cloud: Cloud, resource: string): string {
  return `arn:aws:ecs:${cloud.region}:${cloud.accountId}:${resource}`;
}

export const arns = {
  cluster: (cloud: Cloud, cluster: string) => arn(cloud, `cluster/${cluster}`),
  service: (cloud: Cloud, cluster: string, service: string) => arn(cloud, `service/${cluster}/${service}`),
  serviceDeployment: (cloud: Cloud, service: string, id: string) => arn(cloud, `service-deployment/${service}/${id}`),
  serviceRevision: (cloud: Cloud, service: string, id: string) => arn(cloud, `service-revision/${service}/${id}`),
  task: (cloud: Cloud, cluster: string, id: string) => arn(cloud, `task/${cluster}/${id}`),
  containerInstance: (cloud: Cloud, cluster: string, id: string) => arn(cloud, `container-instance/${cluster}/${id}`),
  container: (cloud: Cloud, task: string, id: string) => arn(cloud, `container/${task}/${id}`),
  taskDefinition: (cloud: Cloud, family: string, revision: number) =>
    arn(cloud, `task-definition/${family}:${revision}`),
};

/** `medusa` of `arn:aws:ecs:eu-west-1:123456789012:service/shop/medusa`; anything without a slash stays as it is. */
export function lastPart(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf('/') + 1);
}

/** `shop/medusa` of a service's ARN, `shop/0a1b…` of a task's. */
export function pathOf(resourceArn: string): string {
  return resourceArn.slice(resourceArn.indexOf('/') + 1);
}
