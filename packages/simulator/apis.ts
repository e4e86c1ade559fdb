// Owns the list of the AWS services that there are.

import type { Api } from './cloud/api.ts';
import { cloudfrontApi } from './cloudfront/api.ts';
import { ec2Api } from './ec2/api.ts';
import { ecsApi } from './ecs/api.ts';
import { loadBalancingApi } from './load-balancing/api.ts';
import { logsApi } from './logs/api.ts';
import { monitoringApi } from './monitoring/api.ts';
import { stsApi } from './sts/api.ts';

export const APIS: Api[] = [ec2Api, loadBalancingApi, ecsApi, cloudfrontApi, logsApi, monitoringApi, stsApi];
