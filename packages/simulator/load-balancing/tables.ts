// Owns the rows that the simulated Elastic Load Balancing keeps, most of them in the shape in which the API shows them.
import type {
  Listener,
  LoadBalancer,
  Rule,
  TargetGroup,
  TargetHealthReasonEnum,
  TargetTypeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** A shape of the API with the members that our rows always have. */
type Known<Shape, Member extends keyof Shape> = Shape & { [Key in Member]-?: NonNullable<Shape[Key]> };

export type LoadBalancerRow = Known<
  LoadBalancer,
  'LoadBalancerArn' | 'LoadBalancerName' | 'DNSName' | 'Scheme' | 'VpcId' | 'SecurityGroups' | 'AvailabilityZones'
>;
export type ListenerRow = Known<Listener, 'ListenerArn' | 'LoadBalancerArn' | 'Port' | 'Protocol'>;
/** The default rule of a listener is a row too, with the priority `default`. */
export type RuleRow = Known<Rule, 'RuleArn' | 'Priority' | 'Conditions' | 'Actions' | 'IsDefault'>;
type AnyGroup = Known<
  TargetGroup,
  | 'TargetGroupArn'
  | 'TargetGroupName'
  | 'HealthCheckPath'
  | 'HealthCheckIntervalSeconds'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthyThresholdCount'
  | 'UnhealthyThresholdCount'
  | 'Matcher'
>;
/** Its targets are addresses. */
export type AddressGroupRow = Known<
  AnyGroup,
  'Protocol' | 'Port' | 'VpcId' | 'HealthCheckProtocol' | 'HealthCheckPort'
> & { TargetType: Exclude<TargetTypeEnum, 'lambda'> };
/** Its target is a function. */
export type FunctionGroupRow = AnyGroup & { TargetType: 'lambda' };
export type TargetGroupRow = AddressGroupRow | FunctionGroupRow;

export interface TargetAddress {
  /** An IP address. */
  id: string;
  port: number;
}

export interface TargetRow extends TargetAddress {
  /** Distinguishes this registration from a later one of the same address. */
  registrationId: string;
  state: 'initial' | 'healthy' | 'unhealthy' | 'draining';
  /** Whether a health check has been made since the registration. */
  hasBeenChecked: boolean;
  /** Why the last check failed. */
  failure?: { reason: TargetHealthReasonEnum; description: string };
  /** Checks in a row whose result contradicts `state`. */
  streak: number;
}

/** Every table by ARN. */
export interface LoadBalancingTables {
  loadBalancers: Map<string, LoadBalancerRow>;
  listeners: Map<string, ListenerRow>;
  rules: Map<string, RuleRow>;
  targetGroups: Map<string, TargetGroupRow>;
  /** The targets of a target group, by `address:port`. */
  targets: Map<string, Map<string, TargetRow>>;
  /** The function of a target group of that type, by its ARN. */
  functionTargets: Map<string, string>;
  /** Attributes of load balancers and target groups. */
  attributes: Map<string, Map<string, string>>;
  tags: Map<string, Map<string, string>>;
}

export function emptyLoadBalancingTables(): LoadBalancingTables {
  return {
    loadBalancers: new Map(),
    listeners: new Map(),
    rules: new Map(),
    targetGroups: new Map(),
    targets: new Map(),
    functionTargets: new Map(),
    attributes: new Map(),
    tags: new Map(),
  };
}
