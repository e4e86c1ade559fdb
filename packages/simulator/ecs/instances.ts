// Owns container instances: those of the scenario, and which of them suits a task.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
import type { PlacementConstraint } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { arns } from './arns.ts';
import { type Attributes, matchesQuery } from './cluster-query.ts';
import type { InstanceRow, RegisteredDefinition } from './tables.ts';

export function addInstance(cloud: Cloud, clusterName: string, attributes: Attributes): void {
  const arn = arns.containerInstance(cloud, clusterName, ids.task());
  cloud.tables.ecs.instances.set(arn, { arn, clusterName, attributes });
}

export function instancesOf(cloud: Cloud, clusterName: string): InstanceRow[] {
  return [...cloud.tables.ecs.instances.values()].filter((row) => row.clusterName === clusterName);
}

export interface Wanted {
  clusterName: string;
  definition: Pick<RegisteredDefinition, 'placementConstraints'>;
  /** `service:medusa`: tasks that `distinctInstance` keeps apart. */
  group: string;
  constraints: PlacementConstraint[];
}

/** The one with the fewest tasks among those that suit: the simulator does no more of a strategy than to spread. */
export function findInstance(cloud: Cloud, wanted: Wanted): InstanceRow | undefined {
  const { clusterName, group } = wanted;
  const constraints = [...wanted.constraints, ...(wanted.definition.placementConstraints ?? [])];
  const tasksOn = ({ arn }: InstanceRow) =>
    [...cloud.tables.ecs.tasks.values()].filter(
      ({ task }) => task.containerInstanceArn === arn && task.desiredStatus === 'RUNNING',
    );
  const suits = (instance: InstanceRow) =>
    constraints.every(({ type, expression = '' }) =>
      type === 'distinctInstance'
        ? !tasksOn(instance).some(({ task }) => task.group === group)
        : matchesQuery(expression, instance.attributes),
    );
  const suitable = instancesOf(cloud, clusterName).filter(suits);
  return suitable.sort((one, other) => tasksOn(one).length - tasksOn(other).length)[0];
}
