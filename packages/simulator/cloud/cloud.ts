// Owns the simulated account: its region, its clock, and the tables in which every service keeps its state.
import { type CloudFrontTables, emptyCloudFrontTables } from '../cloudfront/tables.ts';
import { type Ec2Tables, emptyEc2Tables } from '../ec2/tables.ts';
import { type EcsTables, emptyEcsTables } from '../ecs/tables.ts';
import { emptyGitHubTables, type GitHubTables } from '../github/tables.ts';
import type { Clock } from '../kernel/clock.ts';
import { emptyLambdaTables, type LambdaTables } from '../lambda/tables.ts';
import { emptyLoadBalancingTables, type LoadBalancingTables } from '../load-balancing/tables.ts';
import { emptyLogsTables, type LogsTables } from '../logs/tables.ts';
import { emptyMonitoringTables, type MonitoringTables } from '../monitoring/tables.ts';
import type { Databases } from '../runtime/databases.ts';
import type { FunctionRuntime } from '../runtime/function-runtime.ts';
import type { ContainerRuntime } from '../runtime/runtime.ts';
import { emptyStsTables, type StsTables } from '../sts/tables.ts';

/** Everything the cloud remembers: plain values, Maps and Dates only, so that it can be copied and printed. */
export interface Tables {
  ec2: Ec2Tables;
  loadBalancing: LoadBalancingTables;
  lambda: LambdaTables;
  ecs: EcsTables;
  cloudfront: CloudFrontTables;
  logs: LogsTables;
  monitoring: MonitoringTables;
  sts: StsTables;
  github: GitHubTables;
}

export interface Cloud {
  readonly accountId: string;
  readonly region: string;
  /** The access key that a call is signed with; undefined outside a call, and where one needs no signature. */
  readonly callerAccessKeyId?: string;
  readonly clock: Clock;
  /** Starts and stops the processes behind tasks. */
  readonly runtime: ContainerRuntime;
  /** Runs the functions. */
  readonly functions: FunctionRuntime;
  /** The databases on the servers that tasks reach. */
  readonly databases: Databases;
  /** Replaced as a whole by a reset: read it from the cloud each time, and find rows by id again in a timer. */
  tables: Tables;
}

export function emptyTables(): Tables {
  return {
    ec2: emptyEc2Tables(),
    loadBalancing: emptyLoadBalancingTables(),
    lambda: emptyLambdaTables(),
    ecs: emptyEcsTables(),
    cloudfront: emptyCloudFrontTables(),
    logs: emptyLogsTables(),
    monitoring: emptyMonitoringTables(),
    sts: emptyStsTables(),
    github: emptyGitHubTables(),
  };
}

/** The same cloud as it was when `tables` were copied: what a stale read sees. */
export function cloudAsOf(cloud: Cloud, tables: Tables): Cloud {
  return Object.create(cloud, { tables: { value: tables } }) as Cloud;
}

/** The same cloud for a call that is signed for that region with that key. */
export function cloudFor(cloud: Cloud, { region, accessKeyId }: { region: string; accessKeyId: string }): Cloud {
  return Object.create(cloud, { region: { value: region }, callerAccessKeyId: { value: accessKeyId } }) as Cloud;
}
