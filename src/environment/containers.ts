// Owns which of a task's containers is Medusa, which others run the same image, and which one the load balancer leads to. Pure.
import type { ContainerDefinition, LoadBalancer, TaskDefinition } from '@aws-sdk/client-ecs';
import type { BaseTaskDefinition } from '../foundation/base-definition.ts';
import { type Finding, found, notFound } from '../foundation/finding.ts';

/** The container of that name; one without any settings if there is none. */
export function containerOf(
  { containerDefinitions = [] }: Pick<TaskDefinition, 'containerDefinitions'>,
  container: string,
): ContainerDefinition {
  return containerDefinitions.find(({ name }) => name === container) ?? { name: container };
}

export interface ContainerQuestion {
  base: BaseTaskDefinition;
  /** The one that the user names. */
  named: string | undefined;
  /** The one that is to be deployed; undefined while it is not known. */
  image: string | undefined;
  /** Where the load balancer of the base service leads to. */
  balanced: LoadBalancer | undefined;
}

/**
 * The named container, or the only one, or the one whose image has the repository of the image to deploy. Among several, such as
 * a worker or a migration beside Medusa, it is the one behind the load balancer, the only essential one, or the only one with a
 * port. Otherwise the user must name it, because a proxy taken for Medusa would get Medusa's image. While the image is not known,
 * none is taken, and that is no problem: nothing runs yet.
 */
export function chooseContainer(question: ContainerQuestion): Finding<string> {
  const { base, named, image, balanced } = question;
  const containers = base.containerDefinitions ?? [];
  if (named !== undefined) {
    if (containers.some(({ name }) => name === named)) return found(named);
    return notFound(`container: ${familyOf(base)} has no container "${named}". It has ${namesOf(containers)}.`);
  }
  const [only] = containers.length === 1 ? containers : [];
  if (only === undefined && image === undefined) return found('');
  const likely = only ?? mostLikely(ofRepository(containers, image), balanced?.containerName);
  return likely?.name === undefined ? notFound(unclear(base, containers, image)) : found(likely.name);
}

function mostLikely(alike: ContainerDefinition[], balanced: string | undefined): ContainerDefinition | undefined {
  const essential = alike.filter(({ essential: isEssential }) => isEssential !== false);
  const ways = [
    alike,
    alike.filter(({ name }) => name === balanced),
    essential,
    essential.filter(({ portMappings = [] }) => portMappings.length > 0),
  ];
  return ways.find(({ length }) => length === 1)?.[0];
}

function ofRepository(containers: ContainerDefinition[], image: string | undefined): ContainerDefinition[] {
  if (image === undefined) return [];
  return containers.filter((container) => container.image !== undefined && isAlike(container.image, image));
}

function isAlike(one: string, other: string): boolean {
  return repositoryOf(one) === repositoryOf(other);
}

/** Removes tag and digest, but not the port of the registry. */
function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

function unclear(base: BaseTaskDefinition, containers: ContainerDefinition[], image = ''): string {
  const alike = ofRepository(containers, image);
  const why =
    alike.length === 0
      ? `none of the containers of ${familyOf(base)} has an image of ${repositoryOf(image)}`
      : `${familyOf(base)} has several containers with an image of ${repositoryOf(image)}`;
  return `container: ${why}. Set "container" to the Medusa container: ${namesOf(alike.length === 0 ? containers : alike)}.`;
}

function familyOf({ family }: BaseTaskDefinition): string {
  return family ?? 'the task definition';
}

function namesOf(containers: ContainerDefinition[]): string {
  return containers.map(({ name }) => name).join(', ');
}

/** Containers that run what Medusa's runs, such as a worker: they get its new image, and what leads it to its database. */
export function describeSiblings(base: BaseTaskDefinition, container: string, image: string | undefined): string[] {
  const containers = base.containerDefinitions ?? [];
  const before = containerOf(base, container).image;
  const alike = [...ofRepository(containers, image), ...ofRepository(containers, before)];
  return [...new Set(alike.map(({ name = '' }) => name))].filter((name) => name !== container);
}

export interface Entry {
  container: string;
  port: number;
}

const MEDUSA_PORT = 9000;
/** That of Next.js. */
const STOREFRONT_PORT = 3000;

/** The target of the load balancer: a proxy in front of Medusa if the base has one, unless Medusa's port is given. */
export function describeEntry(
  base: BaseTaskDefinition,
  container: string,
  {
    port,
    balanced,
    isStorefront,
  }: { port: number | undefined; balanced: LoadBalancer | undefined; isStorefront?: boolean },
): Entry {
  if (port !== undefined) return { container, port };
  const { containerName, containerPort } = balanced ?? {};
  const isThere = base.containerDefinitions?.some(({ name }) => name === containerName);
  if (isThere && containerName !== undefined && containerPort !== undefined) {
    return { container: containerName, port: containerPort };
  }
  const { portMappings = [] } = containerOf(base, container);
  const [only, ...others] = portMappings;
  const usual = isStorefront ? STOREFRONT_PORT : MEDUSA_PORT;
  return { container, port: (others.length === 0 ? only?.containerPort : undefined) ?? usual };
}
