// Owns what a cloud is given for its start, and reading it from a file.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BaseSettings } from './foundation/base-service.ts';
import type { LoadBalancerSettings } from './foundation/load-balancer.ts';
import type { ImageSettings } from './runtime/images.ts';

export interface Scenario {
  /** The images that can be pulled, by repository: any of its tags runs. */
  images: Record<string, ImageSettings>;
  loadBalancer: LoadBalancerSettings;
  /** The name is what the names of its parts begin with. */
  network: { name: string; hasInternetGateway: boolean };
  /** The application of the base service: one of the images. Its database is the secret's value. */
  backend: { repository: string; databaseUrl: string };
  /** The base service and what is around it. */
  base: BaseSettings;
  /** One that leads to the base service already, with the VPC origin of that name; undefined: none. */
  distribution?: { comment: string; vpcOrigin: string };
  /** Whether the load balancer has a VPC origin already, deployed and with its security group. */
  hasVpcOrigin: boolean;
  /** The attributes of each container instance of the cluster: tasks of the launch type EC2 run on them. */
  instances: Record<string, string>[];
  /** Launch types and capacity providers that have no capacity for the tasks of a service: `FARGATE_SPOT`. */
  fullCapacity: string[];
  /** Faults in the form of `POST /_simulator/faults`. */
  faults: unknown[];
  /** Each as `POST /_simulator/functions` takes it. */
  functions: unknown[];
  /** Each as `POST /_simulator/pull-requests` takes it. */
  pullRequests: unknown[];
}

/** Makes of a reason the error that names the file. */
type Refuse = (reason: string) => Error;

/**
 * Reads a JSON file: what differs from the usual scenario. Images are added to it; of network, load balancer and base service
 * the members that are left out stay, and lists by name in them, such as variables, are replaced whole. Throws a sentence for
 * what it does not understand.
 */
export function readScenario(file: string, usual: Scenario): Scenario {
  const refuse: Refuse = (reason) => new Error(`The scenario ${file} ${reason}.`);
  const given = readJson(file, refuse) as Partial<Scenario> | null;
  if (typeof given !== 'object' || given === null) throw refuse('is not a JSON object');
  const members = [...Object.keys(usual), 'distribution'];
  const unknown = unknownIn(given, members) ?? unknownIn(given.base ?? {}, Object.keys(usual.base));
  if (unknown !== undefined) throw refuse(`has an unknown member ${unknown}`);
  const scenario = {
    ...usual,
    ...given,
    images: { ...usual.images, ...readImages(given.images ?? {}, dirname(file), refuse) },
    network: { ...usual.network, ...given.network },
    loadBalancer: { ...usual.loadBalancer, ...given.loadBalancer },
    base: { ...usual.base, ...given.base },
  };
  checkFoundation(scenario, refuse);
  const lists = [scenario.faults, scenario.functions, scenario.pullRequests, scenario.fullCapacity, scenario.instances];
  if (!lists.every(Array.isArray))
    throw refuse('needs faults, functions, pullRequests, fullCapacity and instances to be lists');
  return scenario;
}

/** The folders of an image are looked for from the folder of the file. */
function readImages(given: Record<string, ImageSettings>, folder: string, refuse: Refuse): Scenario['images'] {
  const images = Object.entries(given).map(([repository, image]) => {
    const { command, workingDirectory, programs, modules, listeningSeconds } = image;
    if (!Array.isArray(command) || typeof workingDirectory !== 'string' || typeof programs !== 'string') {
      throw refuse(`needs images.${repository} to have a command, a workingDirectory and programs`);
    }
    if (typeof listeningSeconds !== 'number') {
      throw refuse(`needs images.${repository}.listeningSeconds to be a number`);
    }
    const folders = { workingDirectory: resolve(folder, workingDirectory), programs: resolve(folder, programs) };
    return [repository, { ...image, ...folders, ...(modules && { modules: resolve(folder, modules) }) }] as const;
  });
  return Object.fromEntries(images);
}

function checkFoundation(scenario: Scenario, refuse: Refuse): void {
  if (!['internal', 'internet-facing', 'both'].includes(scenario.loadBalancer.scheme)) {
    throw refuse('needs loadBalancer.scheme to be internal, internet-facing or both');
  }
  if (!['public', 'private'].includes(scenario.loadBalancer.subnets)) {
    throw refuse('needs loadBalancer.subnets to be public or private');
  }
  if (typeof scenario.network.hasInternetGateway !== 'boolean') {
    throw refuse('needs network.hasInternetGateway to be true or false');
  }
  if (typeof scenario.hasVpcOrigin !== 'boolean') throw refuse('needs hasVpcOrigin to be true or false');
  if (typeof scenario.backend?.repository !== 'string' || typeof scenario.backend.databaseUrl !== 'string') {
    throw refuse('needs backend.repository and backend.databaseUrl to be texts');
  }
}

/** `colour; there are height, width` */
function unknownIn(given: object, known: string[]): string | undefined {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  return unknown === undefined ? undefined : `${unknown}; there are ${known.join(', ')}`;
}

function readJson(file: string, refuse: Refuse): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw refuse(`cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('is not JSON');
  }
}
