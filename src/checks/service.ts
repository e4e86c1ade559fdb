// Owns the check of what CreateService, UpdateService and RunTask refuse although the task definition is good in itself. Pure.
// docs/refusals.md
import type { RegisterTaskDefinitionCommandInput as Definition, Service } from '@aws-sdk/client-ecs';
import type { Workload } from '../environment/workload.ts';

const MAX_SUBNETS = 16;
const MAX_SECURITY_GROUPS = 5;

export function problemsOfService(workload: Workload, definition: Definition): string[] {
  const { baseService, isAdopted } = workload;
  return [
    ...problemsOfNetwork(workload),
    ...problemsOfExec(workload, definition),
    ...(isAdopted && baseService !== undefined
      ? [
          ...problemsOfTargets(baseService, definition),
          ...problemsOfNames(baseService, definition),
          ...problemsOfMode(workload, definition),
          ...problemsOfDaemon(workload, baseService),
          ...problemsOfTasks(workload, definition),
        ]
      : []),
  ];
}

function problemsOfNetwork({ networkConfiguration }: Workload): string[] {
  const { subnets = [], securityGroups = [] } = networkConfiguration?.awsvpcConfiguration ?? {};
  return [
    subnets.length > MAX_SUBNETS && `subnets: there are ${subnets.length}, and ECS takes ${MAX_SUBNETS}.`,
    securityGroups.length > MAX_SECURITY_GROUPS &&
      `security-groups: there are ${securityGroups.length}, and ECS takes ${MAX_SECURITY_GROUPS}.`,
  ].filter((problem) => problem !== false);
}

function problemsOfExec({ enableExecuteCommand, baseService }: Workload, { taskRoleArn }: Definition): string[] {
  if (!enableExecuteCommand || taskRoleArn !== undefined) return [];
  return [
    `task-role-arn: there is no task role, and ECS Exec, which is on in ${baseService?.serviceName}, requires one. Name one, or turn ECS Exec off.`,
  ];
}

/** Load balancer and service registry lead to a port of a container. */
function problemsOfTargets(
  { serviceName, loadBalancers = [], serviceRegistries = [] }: Service,
  { containerDefinitions: containers = [] }: Definition,
): string[] {
  return [...loadBalancers, ...serviceRegistries].flatMap(({ containerName, containerPort }) => {
    if (containerName === undefined) return [];
    const container = containers.find(({ name }) => name === containerName);
    if (container === undefined) {
      const names = containers.map(({ name }) => name).join(', ');
      return [
        `task-definition: it has no container "${containerName}", to which ${serviceName} leads. It has ${names}: give the one that ${serviceName} leads to that name.`,
      ];
    }
    const hasPort = container.portMappings?.some((mapping) => mapping.containerPort === containerPort) ?? false;
    if (hasPort || containerPort === undefined) return [];
    return [
      `task-definition: container ${containerName} has no port ${containerPort}, to which ${serviceName} leads. Add it to its portMappings.`,
    ];
  });
}

/** Service Connect names ports of the task definition, and a service configures volumes of it. */
function problemsOfNames(
  { serviceName, deployments = [] }: Service,
  { containerDefinitions = [], volumes = [] }: Definition,
): string[] {
  const ports = containerDefinitions.flatMap(({ portMappings = [] }) => portMappings.map(({ name }) => name));
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  const connected = primary?.serviceConnectConfiguration?.services?.map(({ portName }) => portName) ?? [];
  const configured = primary?.volumeConfigurations?.map(({ name }) => name) ?? [];
  const atLaunch = volumes.filter(({ configuredAtLaunch }) => configuredAtLaunch).map(({ name }) => name);
  const apart = [
    ...configured.filter((name) => !atLaunch.includes(name)),
    ...atLaunch.filter((name) => !configured.includes(name)),
  ];
  return [
    ...connected
      .filter((port) => !ports.includes(port))
      .map(
        (port) =>
          `task-definition: no port is named "${port}", as the Service Connect of ${serviceName} has it. Name it in portMappings.`,
      ),
    ...apart.map(
      (volume) =>
        `task-definition: the volume "${volume}" has to be configured at launch in the task definition and in ${serviceName}, and is in one of them alone.`,
    ),
  ];
}

function problemsOfMode({ networkConfiguration, baseService }: Workload, { networkMode }: Definition): string[] {
  const isNetworkNeeded = networkMode === 'awsvpc';
  if (isNetworkNeeded === (networkConfiguration !== undefined)) return [];
  return [
    isNetworkNeeded
      ? `subnets: missing. The task definition has the network mode awsvpc, and ${baseService?.serviceName} no subnets.`
      : `task-definition: it has the network mode ${networkMode ?? 'bridge'}, and ${baseService?.serviceName} runs in subnets. Set it to awsvpc.`,
  ];
}

/** One task for each instance is all that a daemon has. */
function problemsOfDaemon(
  { desiredCount, isCapacitySet }: Workload,
  { serviceName, schedulingStrategy }: Service,
): string[] {
  if (schedulingStrategy !== 'DAEMON') return [];
  const inputs = { 'desired-count': desiredCount !== undefined, 'capacity-provider': isCapacitySet };
  return Object.entries(inputs)
    .filter(([, isGiven]) => isGiven)
    .map(([input]) => `${input}: ${serviceName} is a DAEMON service, which has none. Leave it out.`);
}

/** RunTask asks for the settings of such a volume, which the service alone has. */
function problemsOfTasks({ migrateCommand, setupCommand, database }: Workload, { volumes = [] }: Definition): string[] {
  const volume = volumes.find(({ configuredAtLaunch }) => configuredAtLaunch);
  const isTaskDue = migrateCommand !== '' || setupCommand !== '' || database !== undefined;
  if (volume === undefined || !isTaskDue) return [];
  return [
    `migrate-command: it runs in a one-off task, which cannot have the volume "${volume.name}" that is configured at launch. Set "migrate-command" to none and migrate by other means, or use a task definition without this volume.`,
  ];
}
