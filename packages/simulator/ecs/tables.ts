// Owns the rows that the simulated ECS keeps, many of them in the shape in which the API shows them.
import type {
  CapacityProviderStrategyItem,
  Container,
  ContainerDefinition,
  DeploymentConfiguration,
  LaunchType,
  LoadBalancer,
  NetworkConfiguration,
  PlacementConstraint,
  PlacementStrategy,
  PropagateTags,
  ServiceDeploymentStatus,
  ServiceEvent,
  Tag,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';

/** A shape of the API with the members that our rows always have. */
type Known<Shape, Member extends keyof Shape> = Shape & { [Key in Member]-?: NonNullable<Shape[Key]> };

export interface ClusterRow {
  name: string;
  arn: string;
  capacityProviders: string[];
  defaultStrategy: CapacityProviderStrategyItem[];
  tags: Tag[];
}

export type RegisteredContainer = Known<
  ContainerDefinition,
  'name' | 'image' | 'essential' | 'environment' | 'portMappings'
>;
export type RegisteredDefinition = Known<
  Omit<TaskDefinition, 'containerDefinitions'>,
  'taskDefinitionArn' | 'family' | 'revision' | 'status' | 'networkMode'
> & { containerDefinitions: RegisteredContainer[] };

export interface TaskDefinitionRow {
  definition: RegisteredDefinition;
  tags: Tag[];
}

/** Where and on what tasks run: the same for a service and for a one-off task. */
export interface Placement {
  /** Absent where a capacity provider strategy says it. */
  launchType?: LaunchType;
  capacityProviderStrategy?: CapacityProviderStrategyItem[];
  platformVersion?: string;
  networkConfiguration?: NetworkConfiguration;
}

/** A deployment rolls these out: those members of a service whose change starts a new deployment. */
export interface Workload extends Placement {
  /** An ARN. */
  taskDefinition: string;
  loadBalancers: LoadBalancer[];
}

export interface ServiceRevisionRow {
  arn: string;
  serviceArn: string;
  createdAt: Date;
  workload: Workload;
}

export interface DeploymentRow {
  /** `ecs-svc/…` */
  id: string;
  revisionArn: string;
  serviceDeploymentArn: string;
  /** How many tasks of this deployment are to run; shrinks as an older deployment is replaced. */
  desiredCount: number;
  /** Tasks that failed in a row. */
  failedTasks: number;
  /** No task is started before this time: the scheduler backs off after failures. */
  notBefore?: Date;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface ServiceDeploymentRow {
  arn: string;
  serviceArn: string;
  status: ServiceDeploymentStatus;
  statusReason?: string;
  createdAt: Date;
  updatedAt: Date;
  finishedAt?: Date;
  stoppedAt?: Date;
  sourceRevisionArns: string[];
  targetRevisionArn: string;
  rollback?: { reason: string; startedAt: Date; serviceRevisionArn: string };
  failureCount: number;
}

/** Those members of a service that change without a new deployment. */
export interface ServiceSettings {
  deploymentConfiguration: Known<DeploymentConfiguration, 'maximumPercent' | 'minimumHealthyPercent'>;
  healthCheckGracePeriodSeconds: number;
  enableExecuteCommand: boolean;
  enableECSManagedTags: boolean;
  propagateTags: PropagateTags;
  availabilityZoneRebalancing: 'ENABLED' | 'DISABLED';
  placementConstraints: PlacementConstraint[];
  placementStrategy: PlacementStrategy[];
}

/** A machine of the cluster that tasks of the launch type EC2 run on. */
export interface InstanceRow {
  arn: string;
  clusterName: string;
  attributes: Record<string, string>;
}

export interface ServiceRow {
  arn: string;
  name: string;
  clusterName: string;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  createdAt: Date;
  desiredCount: number;
  settings: ServiceSettings;
  /** The first is the primary one, the others are being replaced by it. */
  deployments: DeploymentRow[];
  /** Newest first. */
  events: ServiceEvent[];
  isSteady: boolean;
  tags: Tag[];
  /** The request that created it, so that the same request with the same token finds it again. */
  creation: { clientToken?: string; request: string };
}

export interface TaskRow {
  /** The task as DescribeTasks shows it, tags included. */
  task: Known<
    Omit<Task, 'containers'>,
    'taskArn' | 'clusterArn' | 'taskDefinitionArn' | 'lastStatus' | 'desiredStatus' | 'version' | 'tags' | 'attachments'
  > & { containers: Known<Container, 'name' | 'lastStatus'>[] };
  clusterName: string;
  network: { subnetId: string; securityGroupIds: string[]; ip?: string };
  /** Absent for a one-off task. */
  service?: { arn: string; deploymentId: string; targets: LoadBalancer[] };
  /** When it was first seen to be healthy. */
  healthyAt?: Date;
  /** Whether its end was a failure that its deployment has yet to count. */
  isUncountedFailure: boolean;
}

/** The tasks that RunTask started under a client token. */
export interface RunRow {
  request: string;
  /** The tasks as they were then. */
  tasks: TaskRow['task'][];
  startedAt: Date;
}

export interface EcsTables {
  /** By name. */
  clusters: Map<string, ClusterRow>;
  /** By ARN, as all that follow where nothing else is said. */
  instances: Map<string, InstanceRow>;
  services: Map<string, ServiceRow>;
  serviceRevisions: Map<string, ServiceRevisionRow>;
  serviceDeployments: Map<string, ServiceDeploymentRow>;
  taskDefinitions: Map<string, TaskDefinitionRow>;
  /** The highest revision that was ever given out in a family. */
  revisions: Map<string, number>;
  tasks: Map<string, TaskRow>;
  /** By cluster and client token. */
  runs: Map<string, RunRow>;
  /** Values in Secrets Manager and in the Parameter Store. */
  secrets: Map<string, string>;
  /** The id of a secret's version, by ARN, where it is known. */
  secretVersions: Map<string, string>;
  /** Where AWS has no capacity at the moment: `FARGATE_SPOT`. */
  fullCapacity: Set<string>;
}

export function emptyEcsTables(): EcsTables {
  return {
    clusters: new Map(),
    instances: new Map(),
    services: new Map(),
    serviceRevisions: new Map(),
    serviceDeployments: new Map(),
    taskDefinitions: new Map(),
    revisions: new Map(),
    tasks: new Map(),
    runs: new Map(),
    secrets: new Map(),
    secretVersions: new Map(),
    fullCapacity: new Set(),
  };
}
