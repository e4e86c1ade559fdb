// Owns the description of what runs in an environment: its task definition, as far as it is known before the URL is, and its
// service. Pure.
import type {
  AvailabilityZoneRebalancing,
  CapacityProviderStrategyItem,
  LaunchType,
  NetworkConfiguration,
  Service,
} from '@aws-sdk/client-ecs';
import type { BaseTaskDefinition } from '../foundation/base-definition.ts';
import type { Base } from '../foundation/foundation.ts';
import { tagsOf } from '../foundation/services.ts';
import { foreignTags, type Identity, ownershipMismatch, type ServiceReference, type Tags } from '../identity.ts';
import type { DeployInputs, Target } from '../request/inputs.ts';
import type { DeployRequest } from '../request/request.ts';
import { isApart } from '../request/storefront.ts';
import type { NamedValue } from '../request/values.ts';
import { chooseContainer, containerOf, describeEntry, describeSiblings, type Entry } from './containers.ts';
import { chooseDatabase, type DatabaseChoice } from './database.ts';
import { takeSecrets, unknownSecrets } from './inherited.ts';
import { describeLeftBehind } from './left-behind.ts';
import { describeCapacity, describeNetwork, describePlacement, type Placement } from './placement.ts';
import { REDIS_IMAGE } from './redis.ts';

export interface Workload extends DatabaseChoice {
  identity: Identity;
  reference: ServiceReference;
  kind: Target['kind'];
  /** True where nothing of what the base service runs is copied. */
  isApart: boolean;
  /** True where the service was made by somebody else and handed to us: its routing and its family are theirs. */
  isAdopted: boolean;
  /** The service that is copied, or updated in place; undefined if that one has yet to be made. */
  baseService: Service | undefined;
  base: BaseTaskDefinition;
  /** The paths of what AWS has in the base and this version of the action does not know. */
  unknownMembers: string[];
  /** The roles of a file that are not used. */
  ignoredRoles: string[];
  /** Secrets that were to be inherited, and that the base does not have. */
  unknownSecrets: string[];
  /** True where the base is a file of the workspace, written for this environment. */
  isFromFile: boolean;
  family: string;
  /** The revision of others that this was the newest of, and the newest of all; only where ours stand among theirs. */
  madeFrom: { arn: string; newestRevision: number } | undefined;
  /** The base's own while that of the environment is not known. */
  image: string;
  /** The one that is Medusa. Empty where that is unclear: then nothing is deployed. */
  container: string;
  isContainerNamed: boolean;
  /** Others that run its image, such as a worker: they get all that it gets, but the port. */
  siblings: string[];
  /** Where the load balancer leads to, which may be a proxy in front of Medusa. */
  entry: Entry;
  /** Beside those of the base. */
  variables: NamedValue[];
  secrets: NamedValue[];
  /** The image of the environment's own Redis, where it has one. */
  redisImage: string;
  /** CPU units and MiB of the task, as ECS writes them. Undefined: the base's values. */
  cpu: string | undefined;
  memory: string | undefined;
  /** Undefined: the base's; empty: none. */
  taskRoleArn: string | undefined;
  /** How long a container may take to exit after SIGTERM; undefined: as its definition says. */
  stopTimeoutSeconds: number | undefined;
  /** Empty: none. */
  migrateCommand: string;
  setupCommand: string;
  /** Undefined: as the service has it. */
  desiredCount: number | undefined;
  networkConfiguration: NetworkConfiguration | undefined;
  /** Where tasks run: a strategy of capacity providers where there is one, else the launch type. */
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  launchType: LaunchType;
  placement: Placement;
  /** Undefined: as AWS has it. */
  availabilityZoneRebalancing: AvailabilityZoneRebalancing | undefined;
  /** True where the service is to have these: it is ours, or they were asked for. */
  isNetworkSet: boolean;
  isCapacitySet: boolean;
  healthCheckGracePeriodSeconds: number;
  enableExecuteCommand: boolean;
  /** True where the base service is in Service Connect, which a copy is not. */
  isBaseInServiceConnect: boolean;
  /** Settings of the base service that a copy does without. */
  leftBehind: string[];
  /** Tags of others on the base service and its task definition, which stay with what is made of them. */
  baseTags: { service: Tags; definition: Tags };
  /** How many environments there may be. Undefined for a service that is updated in place: it is there anyway. */
  maxEnvironments: number | undefined;
  /** How long it may live after its last deploy: `72h`. Undefined: for ever. */
  ttl: string | undefined;
  /** How long it may go without a visit: `4h`. Undefined: for ever. */
  sleepAfter: string | undefined;
  /** The target group of its waker, where it has one. */
  wakerArn: string | undefined;
}

/** The part of a request that an environment is made from. */
export type Asked = Pick<DeployRequest, 'identity' | 'inputs' | 'pullRequest' | 'access'>;

/** Long enough for Medusa to boot on half a virtual CPU. */
const MIN_GRACE_SECONDS = 120;
/** Medusa ends in a second or two; the 30 that AWS waits for one that does not would hold up every update. */
const STOP_TIMEOUT_SECONDS = 10;
/** Settings of the base service that are about its own containers, or rights in them. */
const APART = { leftBehind: [], enableExecuteCommand: false, isBaseInServiceConnect: false };
export const MIGRATE_COMMAND = 'npx medusa db:migrate --execute-safe-links';

export function describeWorkload(
  { identity, inputs }: Asked,
  { baseService, balanced, baseTaskDefinition: whole, baseTags, newestRevision, unknownMembers, ignoredRoles }: Base,
): { workload: Workload; problems: string[] } {
  const { target, image, inheritedSecrets, container: named } = inputs;
  const base = takeSecrets(whole, inheritedSecrets);
  const isAdopted = target.kind === 'in-place' && isForeign(identity, baseService);
  const { found: container = '', problems } = chooseContainer({ base, named: named?.name, image, balanced });
  const siblings = describeSiblings(base, container, image);
  const choice = chooseDatabase(identity, inputs, containerOf(base, container));
  const isFromFile = inputs.taskDefinition?.kind === 'file';
  const workload = {
    ...choice,
    identity,
    reference: referenceOf(target, identity),
    kind: target.kind,
    isApart: isApart(inputs),
    isAdopted,
    baseService,
    base,
    unknownMembers,
    ignoredRoles,
    unknownSecrets: unknownSecrets(whole, inheritedSecrets),
    isFromFile,
    // A file need not name its family.
    family: (isAdopted ? base.family : undefined) ?? identity.fullName,
    madeFrom: isAdopted ? describeOrigin(whole, newestRevision) : undefined,
    image: image ?? containerOf(base, container).image ?? '',
    container,
    isContainerNamed: named !== undefined,
    siblings,
    entry: describeEntry(base, container, { port: named?.port, balanced, isStorefront: choice.isStorefront }),
    variables: inputs.variables,
    secrets: inputs.secrets,
    redisImage: inputs.redisImage ?? REDIS_IMAGE,
    // The author of a file, or the owner of an adopted service, has chosen the time.
    stopTimeoutSeconds: isAdopted || isFromFile ? undefined : STOP_TIMEOUT_SECONDS,
    // A preview migrates the database of the base service only if the user asks for it.
    migrateCommand: inputs.migrateCommand ?? (choice.isDatabaseShared || choice.isStorefront ? '' : MIGRATE_COMMAND),
    setupCommand: inputs.setupCommand ?? '',
    baseTags: {
      service: foreignTags(baseService === undefined ? {} : tagsOf(baseService)),
      definition: foreignTags(baseTags),
    },
    maxEnvironments: target.kind === 'copy' ? inputs.maxEnvironments : undefined,
    ttl: inputs.ttl?.text,
    sleepAfter: inputs.sleepAfter?.text,
    wakerArn: inputs.wakerArn,
    ...describeService(inputs, baseService, isAdopted),
    ...(isApart(inputs) && APART),
  };
  return { workload, problems };
}

/** Which service is deployed to. */
export function referenceOf({ kind, service }: Target, { fullName }: Identity): ServiceReference {
  return kind === 'copy' ? { cluster: service.cluster, service: fullName } : service;
}

function describeOrigin(base: BaseTaskDefinition, newestRevision: number | undefined): Workload['madeFrom'] {
  const arn = 'taskDefinitionArn' in base ? base.taskDefinitionArn : undefined;
  return arn === undefined || newestRevision === undefined ? undefined : { arn, newestRevision };
}

function isForeign(identity: Identity, service: Service | undefined): boolean {
  return service !== undefined && ownershipMismatch(identity, tagsOf(service)) !== undefined;
}

function describeService(
  { settings, taskRoleArn }: DeployInputs,
  baseService: Service | undefined,
  isAdopted: boolean,
) {
  const { cpu, memory, desiredCount, capacityProvider, subnetIds, securityGroupIds } = settings;
  return {
    cpu,
    memory,
    taskRoleArn,
    desiredCount,
    networkConfiguration: describeNetwork(settings, baseService),
    capacityProviderStrategy: describeCapacity(settings, baseService),
    launchType: baseService?.launchType ?? 'FARGATE',
    placement: describePlacement(settings, baseService),
    availabilityZoneRebalancing: baseService?.availabilityZoneRebalancing,
    leftBehind: describeLeftBehind(baseService),
    isNetworkSet: !isAdopted || subnetIds !== undefined || securityGroupIds !== undefined,
    isCapacitySet: !isAdopted || capacityProvider !== undefined,
    healthCheckGracePeriodSeconds: Math.max(MIN_GRACE_SECONDS, baseService?.healthCheckGracePeriodSeconds ?? 0),
    // ECS Exec asks for a task role.
    enableExecuteCommand: (isAdopted || taskRoleArn !== '') && (baseService?.enableExecuteCommand ?? false),
    isBaseInServiceConnect:
      baseService?.deployments?.some(({ serviceConnectConfiguration: connect }) => connect?.enabled === true) ?? false,
  };
}
