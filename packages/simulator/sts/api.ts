// Owns the list of STS's operations that the cloud has.
import * as model from '@aws-sdk/client-sts';
import type { Api } from '../cloud/api.ts';
import { assumeRole, assumeRoleWithWebIdentity } from './assume-role.ts';
import { getCallerIdentity } from './caller.ts';

export const stsApi: Api = {
  name: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  // Its older endpoint, which is still the default of some clients, is in us-east-1.
  isGlobal: true,
  model,
  operations: {
    AssumeRole: assumeRole,
    AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
    GetCallerIdentity: getCallerIdentity,
  },
};
