// Owns what the simulated CloudWatch is: its protocol, its model and its operations.
import * as model from '@aws-sdk/client-cloudwatch';
import type { Api } from '../cloud/api.ts';
import { metricDataOperations } from './get-metric-data.ts';

export const monitoringApi: Api = {
  name: 'monitoring',
  actionPrefix: 'cloudwatch',
  isGlobal: true,
  protocol: 'json',
  jsonVersion: '1.0',
  version: '2010-08-01',
  model,
  operations: metricDataOperations,
};
