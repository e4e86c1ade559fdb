// Owns the quotas of the account as load balancing reports them.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
import type {
  DescribeAccountLimitsInput,
  DescribeAccountLimitsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { pageOf } from './listing.ts';

const LIMITS = {
  'application-load-balancers': 50,
  'certificates-per-application-load-balancer': 25,
  'certificates-per-network-load-balancer': 25,
  'condition-values-per-alb-rule': 5,
  'condition-wildcards-per-alb-rule': 5,
  'gateway-load-balancers': 100,
  'gateway-load-balancers-per-vpc': 100,
  'geneve-target-groups': 100,
  'listeners-per-application-load-balancer': 50,
  'listeners-per-network-load-balancer': 50,
  'network-load-balancer-enis-per-vpc': 1200,
  'network-load-balancers': 50,
  'rules-per-application-load-balancer': 100,
  'target-groups': 3000,
  'target-groups-per-action-on-application-load-balancer': 5,
  'target-groups-per-action-on-network-load-balancer': 1,
  'target-groups-per-application-load-balancer': 100,
  'target-id-registrations-per-application-load-balancer': 1000,
  'targets-per-application-load-balancer': 1000,
  'targets-per-availability-zone-per-gateway-load-balancer': 300,
  'targets-per-availability-zone-per-network-load-balancer': 500,
  'targets-per-network-load-balancer': 3000,
  'targets-per-target-group': 1000,
};

export function describeAccountLimits(input: DescribeAccountLimitsInput): DescribeAccountLimitsOutput {
  const limits = Object.entries(LIMITS).map(([Name, limit]) => ({ Name, Max: String(limit) }));
  const { rows, next } = pageOf(limits, input, ({ Name }) => Name);
  return { Limits: rows, ...next };
}
