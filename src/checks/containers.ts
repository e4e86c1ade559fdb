// Owns the check of what RegisterTaskDefinition refuses in a container of a file, whatever it runs on. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput as Definition } from '@aws-sdk/client-ecs';
import { sanitizeLine } from '../text/quote.ts';

const IMAGE = /^[a-zA-Z0-9][\w\-.:/@#]*$/;
/** The numbers that ECS takes, by the path of the member. */
const RANGES: [path: string, min: number, max: number][] = [
  ['healthCheck.interval', 5, 300],
  ['healthCheck.timeout', 2, 60],
  ['healthCheck.retries', 1, 10],
  ['healthCheck.startPeriod', 0, 300],
  ['restartPolicy.restartAttemptPeriod', 60, 1800],
  ['stopTimeout', 2, Number.POSITIVE_INFINITY],
];
const MAX_FILES = 10;
const NOT_IN_AWSVPC = ['links', 'dnsServers', 'extraHosts', 'hostname', 'disableNetworking'];

export function problemsOfContainer(container: ContainerDefinition, definition: Definition): string[] {
  return [
    ...problemsOfValues(container),
    ...problemsOfReferences(container, definition),
    ...problemsOfDependencies(container, definition),
    ...(definition.networkMode === 'awsvpc' ? problemsOfAwsvpc(container) : []),
  ].map((problem) => `task-definition: container ${container.name}: ${problem}`);
}

function problemsOfValues(container: ContainerDefinition): string[] {
  const { image = '', environment = [], secrets = [], environmentFiles: files = [] } = container;
  const names = [...new Set(environment.map(({ name }) => name)), ...secrets.map(({ name }) => name)];
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index));
  const outside = RANGES.flatMap(([path, min, max]) => {
    const value = valueAt(container, path);
    const isOutside = typeof value === 'number' && (value < min || value > max);
    return isOutside ? [`${path} is ${value}, and has to be ${renderRange(min, max)}.`] : [];
  });
  return [
    !IMAGE.test(image) && `"${sanitizeLine(image)}" is not an image. Write one there: placeholders are not filled in.`,
    twice.size > 0 && `${[...twice].join(', ')} is there twice, in "secrets" and once more. Take one of them out.`,
    files.length > MAX_FILES && `it has ${files.length} environmentFiles, and ECS takes ${MAX_FILES}.`,
    container.repositoryCredentials?.credentialsParameter === '' &&
      'repositoryCredentials.credentialsParameter is empty. Give the ARN of a secret, or take repositoryCredentials out.',
    ...outside,
  ].filter((problem) => problem !== false);
}

function renderRange(min: number, max: number): string {
  return Number.isFinite(max) ? `from ${min} to ${max}` : `at least ${min}`;
}

/** The volumes and containers that it names have to be in the task definition. */
function problemsOfReferences(
  { mountPoints = [], volumesFrom = [], dependsOn = [], links = [] }: ContainerDefinition,
  { volumes = [], containerDefinitions: containers = [] }: Definition,
): string[] {
  const named = {
    mountPoints: mountPoints.map(({ sourceVolume = '' }) => sourceVolume),
    volumesFrom: volumesFrom.map(({ sourceContainer = '' }) => sourceContainer),
    dependsOn: dependsOn.map(({ containerName = '' }) => containerName),
    links: links.map((link) => link.replace(/:.*$/, '')),
  };
  return Object.entries(named).flatMap(([member, names]) => {
    const there = (member === 'mountPoints' ? volumes : containers).map(({ name = '' }) => name);
    const missing = names.filter((name) => !there.includes(name));
    return missing.map(
      (name) => `${member} names "${sanitizeLine(name)}", which is not there. There is ${there.join(', ') || 'none'}.`,
    );
  });
}

function problemsOfDependencies(
  { dependsOn = [] }: ContainerDefinition,
  { containerDefinitions: containers = [] }: Definition,
): string[] {
  return dependsOn.flatMap(({ containerName, condition = '' }) => {
    const other = containers.find(({ name }) => name === containerName);
    const isEnd = condition === 'SUCCESS' || condition === 'COMPLETE';
    if (isEnd && other !== undefined && other.essential !== false) {
      return [
        `dependsOn waits for the end of container ${other.name}, which is essential. Set its "essential" to false.`,
      ];
    }
    return condition === 'HEALTHY' && other !== undefined && other.healthCheck === undefined
      ? [`dependsOn waits for the health of container ${other.name}, which has no "healthCheck". Give it one.`]
      : [];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
function problemsOfAwsvpc(container: ContainerDefinition): string[] {
  const ports = container.portMappings ?? [];
  const moved = ports.find(({ containerPort, hostPort }) => hostPort !== undefined && hostPort !== containerPort);
  return [
    ...setAmong(container, NOT_IN_AWSVPC).map((path) => `the network mode awsvpc has no ${path}. Take it out.`),
    ...(moved === undefined
      ? []
      : [`hostPort ${moved.hostPort} is not the containerPort ${moved.containerPort}. In awsvpc, leave hostPort out.`]),
  ];
}

/** Those of the paths that are set to something: false, 0 and an empty list are the same as nothing. */
export function setAmong(value: object, paths: string[]): string[] {
  return paths.filter((path) => {
    const found = valueAt(value, path);
    return Array.isArray(found) ? found.length > 0 : Boolean(found);
  });
}

function valueAt(value: object, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);
}
