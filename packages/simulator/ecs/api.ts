// Owns what the simulated ECS is: its protocol, its model and its operations.
import * as model from '@aws-sdk/client-ecs';
import type { Api } from '../cloud/api.ts';
import { changeClusterOperations } from './change-clusters.ts';
import { clusterOperations } from './clusters.ts';
import { createServiceOperations } from './create-service.ts';
import { deleteServiceOperations } from './delete-service.ts';
import { readServiceOperations } from './read-services.ts';
import { readTaskOperations } from './read-tasks.ts';
import { runTaskOperations } from './run-task.ts';
import { serviceDeploymentOperations } from './service-deployments.ts';
import { tagOperations } from './tags.ts';
import { taskDefinitionRemovalOperations } from './task-definition-removal.ts';
import { taskDefinitionOperations } from './task-definitions.ts';
import { updateServiceOperations } from './update-service.ts';

export const ecsApi: Api = {
  name: 'ecs',
  protocol: 'json',
  version: '2014-11-13',
  model,
  operations: {
    ...clusterOperations,
    ...changeClusterOperations,
    ...createServiceOperations,
    ...updateServiceOperations,
    ...deleteServiceOperations,
    ...readServiceOperations,
    ...taskDefinitionOperations,
    ...taskDefinitionRemovalOperations,
    ...runTaskOperations,
    ...readTaskOperations,
    ...serviceDeploymentOperations,
    ...tagOperations,
  },
};
