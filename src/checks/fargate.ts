// Owns the check of what a task definition may not have where its tasks run on Fargate. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput as Definition } from '@aws-sdk/client-ecs';
import { setAmong } from './containers.ts';

const NOT_IN_TASK = ['ipcMode', 'placementConstraints'];
const NOT_IN_VOLUME = ['host.sourcePath', 'dockerVolumeConfiguration'];
const NOT_IN_CONTAINER = [
  'privileged',
  'dnsSearchDomains',
  'dockerSecurityOptions',
  'linuxParameters.devices',
  'linuxParameters.sharedMemorySize',
  'linuxParameters.maxSwap',
  'linuxParameters.swappiness',
];
const LOG_DRIVERS = ['awslogs', 'splunk', 'awsfirelens'];
const LOG_OPTIONS = ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'];
const MAX_STOP_SECONDS = 120;
const MIN_STORAGE_GIB = 21;
const MAX_STORAGE_GIB = 200;

export function problemsOnFargate(definition: Definition): string[] {
  const { networkMode, pidMode, ephemeralStorage, volumes = [], containerDefinitions: containers = [] } = definition;
  const { sizeInGiB = MIN_STORAGE_GIB } = ephemeralStorage ?? {};
  const members = [
    ...setAmong(definition, NOT_IN_TASK),
    ...volumes.flatMap((volume) => setAmong(volume, NOT_IN_VOLUME).map((path) => `${path} of volume ${volume.name}`)),
    ...containers.flatMap((container) =>
      notInContainer(container).map((path) => `${path} of container ${container.name}`),
    ),
  ];
  return [
    ...members.map((member) => `Fargate has no ${member}. Take it out.`),
    networkMode !== 'awsvpc' && `Fargate has the network mode awsvpc alone, not ${networkMode ?? 'bridge'}.`,
    pidMode === 'host' && 'Fargate has no pidMode host. Set it to task, or take it out.',
    (sizeInGiB < MIN_STORAGE_GIB || sizeInGiB > MAX_STORAGE_GIB) &&
      `ephemeralStorage.sizeInGiB is ${sizeInGiB}, and has to be from ${MIN_STORAGE_GIB} to ${MAX_STORAGE_GIB}.`,
    ...containers.flatMap(problemsOfContainer),
  ]
    .filter((problem) => problem !== false)
    .map((problem) => `task-definition: ${problem}`);
}

function notInContainer(container: ContainerDefinition): string[] {
  const { resourceRequirements = [], linuxParameters } = container;
  const capabilities = linuxParameters?.capabilities?.add?.filter((name) => name !== 'SYS_PTRACE') ?? [];
  return [
    ...setAmong(container, NOT_IN_CONTAINER),
    ...(resourceRequirements.some(({ type }) => type === 'GPU') ? ['GPU in resourceRequirements'] : []),
    ...capabilities.map((name) => `capability ${name}`),
  ];
}

function problemsOfContainer({ name, stopTimeout = 0, logConfiguration }: ContainerDefinition): string[] {
  const { logDriver = 'awslogs', options = {} } = logConfiguration ?? {};
  const isLogged = logConfiguration !== undefined && logDriver === 'awslogs';
  const missing = isLogged ? LOG_OPTIONS.filter((option) => !options[option]) : [];
  return [
    stopTimeout > MAX_STOP_SECONDS && `stopTimeout is ${stopTimeout}; on Fargate it is ${MAX_STOP_SECONDS} at most.`,
    !LOG_DRIVERS.includes(logDriver) && `Fargate has no log driver ${logDriver}. Use one of ${LOG_DRIVERS.join(', ')}.`,
    missing.length > 0 && `its log driver lacks the options ${missing.join(', ')}.`,
  ]
    .filter((problem) => problem !== false)
    .map((problem) => `container ${name}: ${problem}`);
}
