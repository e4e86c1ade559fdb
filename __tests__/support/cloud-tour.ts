// Owns a tour of the whole cloud: a service with its own address is made, used, changed and removed, with every operation there is.
import { waitUntilDistributionDeployed } from '@aws-sdk/client-cloudfront';
import { waitUntilServicesStable, waitUntilTasksStopped } from '@aws-sdk/client-ecs';
import type { AwsClients } from './aws-clients.ts';
import { aDistributionConfig } from './distribution-config.ts';

const CLUSTER = 'shop';
const FAMILY = 'tour';
const SOON = { maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.3 };
const Tags = [{ Key: 'tour', Value: 'yes' }];
const tags = [{ key: 'tour', value: 'yes' }];

interface Stop {
  targetGroupArn: string;
  taskDefinitionArn: string;
}
