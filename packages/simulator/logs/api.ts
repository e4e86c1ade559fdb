// Owns what the simulated CloudWatch Logs is: its protocol, its model and its operations.
import * as model from '@aws-sdk/client-cloudwatch-logs';
import type { Api } from '../cloud/api.ts';
import { eventOperations } from './events.ts';
import { filterOperations } from './filter.ts';
import { groupOperations } from './groups.ts';
import { streamOperations } from './streams.ts';

export const logsApi: Api = {
  name: 'logs',
  protocol: 'json',
  version: '2014-03-28',
  model,
  operations: { ...groupOperations, ...streamOperations, ...eventOperations, ...filterOperations },
};
