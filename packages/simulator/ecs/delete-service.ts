// Owns DeleteService: a service drains until none of its tasks runs, is INACTIVE for a while, and is then forgotten.
import {
  type DeleteServiceCommandInput,
  type DeleteServiceCommandOutput,
  ServiceNotFoundException$,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { requireCluster } from './clusters.ts';
import { describeService, requireService } from './read-services.ts';
import { invalid } from './refusals.ts';

function DeleteService(input: DeleteServiceCommandInput, cloud: Cloud): Omit<DeleteServiceCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const service = requireService(cloud, cluster, input.service ?? '');
  if (service.status === 'INACTIVE') throw refuse(ServiceNotFoundException$, 'Service not found.');
  if (!input.force && service.status === 'ACTIVE') {
    if (service.desiredCount > 0) throw invalid('The service cannot be stopped while it is scaled above 0.');
    if (service.deployments.length > 1) {
      throw invalid('The service cannot be stopped while deployments are active.');
    }
  }
  service.status = 'DRAINING';
  service.desiredCount = 0;
  return { service: { ...describeService(cloud, service), tags: service.tags } };
}

export const deleteServiceOperations = { DeleteService };
