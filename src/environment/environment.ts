// Owns the description of an environment: everything that should be, as far as it is known before the URL is. Pure.
import type { CapacityProviderStrategyItem, LaunchType, NetworkConfiguration, Service } from '@aws-sdk/client-ecs';
import { UserError } from '../errors.ts';
import type { BaseTaskDefinition, Foundation } from '../foundation/foundation.ts';
import { tagsOf } from '../foundation/services.ts';
import type { ServiceReference } from '../identity.ts';
import { type Identity, ownershipMismatch } from '../identity.ts';
import type { DeployInputs, Target } from '../request/inputs.ts';
import { describeContainerName, describeEntry, describeSiblings, type Entry } from './containers.ts';
import { chooseDatabase, type DatabaseChoice, isSharingDatabase } from './database-choice.ts';
import type { Preload } from './preload.ts';

export interface Environment extends DatabaseChoice {
  identity: Identity;
  inputs: DeployInputs;
  foundation: Foundation;
  reference: ServiceReference;
  /** True where the service was made by somebody else and handed to us: its routing and its family are theirs. */
  isAdopted: boolean;
  base: BaseTaskDefinition;
  family: string;
  /** The one that is Medusa. */
  container: string;
  /** Others that run its image, such as a worker: they get all that it gets, but the port. */
  siblings: string[];
  /** Where the load balancer leads to, which may be a proxy in front of Medusa. */
  entry: Entry;
  networkConfiguration: NetworkConfiguration | undefined;
  /** Where tasks run: a strategy of capacity providers where there is one, else the launch type. */
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  launchType: LaunchType;
  healthCheckGracePeriodSeconds: number;
  /** How long a container may take to end when it is told to; undefined: as its definition says. */
  stopTimeoutSeconds: number | undefined;
  /** Empty: none. */
  migrateCommand: string;
  preload: Preload;
}

/** What is asked for, as far as an environment is made of it. */
interface EnvironmentRequest {
  identity: Identity;
  inputs: DeployInputs;
  /** Number of the pull request that it belongs to. */
  pullRequest: number | undefined;
}

/** Long enough for Medusa to boot on half a virtual CPU. */
const MIN_GRACE_SECONDS = 120;
/** Medusa ends in a second or two; the 30 that AWS waits for one that does not would hold up every update. */
const STOP_TIMEOUT_SECONDS = 10;
const MIGRATE_COMMAND = 'npx medusa db:migrate --execute-safe-links';

export function describeEnvironment(request: EnvironmentRequest, foundation: Foundation): Environment {
  const { identity, inputs } = request;
  const { target } = inputs;
  const { baseService, baseTaskDefinition: base } = foundation;
  if (base === undefined)
    throw new UserError([
      'task-definition: missing. The service has none to start from: give the path of a JSON file, or family:revision.',
    ]);
  const isAdopted = target.kind === 'in-place' && isForeign(identity, baseService);
  if (!isAdopted) refuseSharedAddresses(base);
  const balanced = baseService?.loadBalancers?.[0];
  const { image } = inputs;
  const container = describeContainerName({ base, named: inputs.container, image, balanced });
  const siblings = describeSiblings(base, container, image);
  const { database, baseDatabase } = chooseDatabase({ base, container, siblings, identity, inputs });
  return {
    identity,
    inputs,
    foundation,
    reference: referenceOf(target, identity),
    isAdopted,
    base,
    // A file need not name its family.
    family: (isAdopted ? base.family : undefined) ?? identity.fullName,
    container,
    siblings,
    entry: describeEntry(base, container, { port: inputs.containerPort, balanced }),
    networkConfiguration: describeNetwork(inputs, baseService),
    capacityProviderStrategy: describeCapacity(inputs, baseService),
    launchType: baseService?.launchType ?? 'FARGATE',
    healthCheckGracePeriodSeconds: Math.max(MIN_GRACE_SECONDS, baseService?.healthCheckGracePeriodSeconds ?? 0),
    // Who wrote a file for the environment, or brought the service, has said what is meant.
    stopTimeoutSeconds: isAdopted || inputs.taskDefinition?.kind === 'file' ? undefined : STOP_TIMEOUT_SECONDS,
    migrateCommand: inputs.migrateCommand ?? (isSharingDatabase(inputs) ? '' : MIGRATE_COMMAND),
    preload: describePreload(request, foundation, database?.name ?? baseDatabase),
    database,
    baseDatabase,
  };
}

/** Which service is deployed to. */
export function referenceOf({ kind, service }: Target, { fullName }: Identity): ServiceReference {
  return kind === 'copy' ? { cluster: service.cluster, service: fullName } : service;
}

/** The target group that we make leads to addresses, and only tasks of this mode have one of their own. */
function refuseSharedAddresses({ family, networkMode }: BaseTaskDefinition): void {
  if (networkMode === 'awsvpc') return;
  throw new UserError([
    `task-definition: ${family ?? 'it'} has the network mode ${networkMode ?? 'bridge'}. The load balancer leads to tasks with addresses of their own: use awsvpc.`,
  ]);
}

function isForeign(identity: Identity, service: Service | undefined): boolean {
  return service !== undefined && ownershipMismatch(identity, tagsOf(service)) !== undefined;
}

function describeNetwork(
  { settings }: DeployInputs,
  baseService: Service | undefined,
): NetworkConfiguration | undefined {
  const base = baseService?.networkConfiguration?.awsvpcConfiguration;
  const { subnetIds = base?.subnets, securityGroupIds = base?.securityGroups } = settings;
  if (subnetIds === undefined) return undefined;
  return {
    awsvpcConfiguration: {
      subnets: subnetIds,
      ...(securityGroupIds && { securityGroups: securityGroupIds }),
      assignPublicIp: base?.assignPublicIp ?? 'DISABLED',
    },
  };
}

function describeCapacity(
  { settings }: DeployInputs,
  baseService: Service | undefined,
): CapacityProviderStrategyItem[] | undefined {
  if (settings.capacityProvider !== undefined) return [{ capacityProvider: settings.capacityProvider, weight: 1 }];
  const strategy = baseService?.capacityProviderStrategy ?? [];
  return strategy.length > 0 ? strategy : undefined;
}

function describePreload(
  { identity, inputs, pullRequest }: EnvironmentRequest,
  { listener }: Foundation,
  database: string | undefined,
): Preload {
  const { httpsAware, isNoindex = pullRequest !== undefined } = inputs;
  // Such a listener says http of every request, whatever the viewer spoke with CloudFront.
  const isHttp = listener.Protocol === 'HTTP';
  const isHttpsAware = httpsAware === 'auto' ? isHttp : httpsAware === 'on';
  return { isHttpsAware, isNoindex, database, environment: `${identity.owner} ${identity.environment}` };
}
