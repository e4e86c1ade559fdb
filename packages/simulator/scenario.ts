// Owns what a scenario file may change about the cloud at its start.
import { readFileSync } from 'node:fs';
import type { BaseSettings } from './base-service.ts';
import type { LoadBalancerSettings } from './load-balancing/shop-load-balancer.ts';

export interface Scenario {
  loadBalancer: LoadBalancerSettings;
  network: { hasInternetGateway: boolean };
  /** The application of the base service: the stand-in `medusa`, or `medusa-itself` where that is built. Its database is the secret's value. */
  backend: { repository: string; databaseUrl: string };
  /** The base service and what is around it. What a file leaves out of it stays; lists by name, such as its variables, are replaced whole. */
  base: BaseSettings;
  /** One that leads to the base service already, with the VPC origin of that name; undefined: none. */
  distribution?: { comment: string; vpcOrigin: string };
  /** Whether the load balancer has a VPC origin already, deployed and with its security group. */
  hasVpcOrigin: boolean;
  /** Launch types and capacity providers that have no capacity for the tasks of a service: `FARGATE_SPOT`. */
  fullCapacity: string[];
  /** Faults in the form of `POST /_simulator/faults`. */
  faults: unknown[];
  /** Each as `POST /_simulator/pull-requests` takes it. */
  pullRequests: unknown[];
}

export const PLAIN_SCENARIO: Scenario = {
  loadBalancer: { scheme: 'internal', subnets: 'public', admits: ['10.0.0.0/16'] },
  network: { hasInternetGateway: true },
  backend: {
    repository: 'medusa',
    databaseUrl: 'postgres://medusa:secret@shop-db.internal:5432/medusa?sslmode=no-verify',
  },
  base: {
    cluster: 'shop',
    service: 'medusa',
    family: 'shop-medusa',
    container: 'medusa',
    logGroup: '/shop/medusa',
    logPrefix: 'medusa',
    executionRole: 'shop-medusa-execution',
    taskRole: 'shop-medusa-task',
    cpu: '512',
    memory: '1024',
    hasContainerLimits: false,
    variables: {
      NODE_ENV: 'production',
      PORT: '9000',
      STORE_CORS: 'https://shop.example.com',
      ADMIN_CORS: 'https://admin.example.com',
      AUTH_CORS: 'https://shop.example.com,https://admin.example.com',
      MEDUSA_WORKER_MODE: 'shared',
    },
    secrets: {
      DATABASE_URL: { name: 'shop/medusa/database-url-kG4fQz', value: '' },
      JWT_SECRET: { name: 'shop/medusa/jwt-secret-Wb7Tn2', value: 'stand-in-jwt-secret' },
      COOKIE_SECRET: { name: 'shop/medusa/cookie-secret-xR9sLd', value: 'stand-in-cookie-secret' },
    },
    // Terraform's `default_tags` would leave them so.
    tags: { Project: 'shop', Environment: 'production', ManagedBy: 'terraform' },
  },
  hasVpcOrigin: false,
  fullCapacity: [],
  faults: [],
  pullRequests: [],
};

const MEMBERS = [...Object.keys(PLAIN_SCENARIO), 'distribution'];

/** Reads a JSON file; what it leaves out stays as in the plain scenario. Throws a sentence for what it does not understand. */
export function readScenario(file: string): Scenario {
  const refuse = (reason: string) => new Error(`The scenario ${file} ${reason}.`);
  const given = readJson(file, refuse) as Partial<Scenario> | null;
  if (typeof given !== 'object' || given === null) throw refuse('is not a JSON object');
  const unknown = unknownIn(given, MEMBERS) ?? unknownIn(given.base ?? {}, Object.keys(PLAIN_SCENARIO.base));
  if (unknown !== undefined) throw refuse(`has an unknown member ${unknown}`);
  const scenario = { ...PLAIN_SCENARIO, ...given };
  scenario.base = { ...PLAIN_SCENARIO.base, ...given.base };
  scenario.loadBalancer = { ...PLAIN_SCENARIO.loadBalancer, ...given.loadBalancer };
  if (!['internal', 'internet-facing', 'both'].includes(scenario.loadBalancer.scheme)) {
    throw refuse('needs loadBalancer.scheme to be internal, internet-facing or both');
  }
  if (!['public', 'private'].includes(scenario.loadBalancer.subnets)) {
    throw refuse('needs loadBalancer.subnets to be public or private');
  }
  if (typeof scenario.network?.hasInternetGateway !== 'boolean') {
    throw refuse('needs network.hasInternetGateway to be true or false');
  }
  if (typeof scenario.hasVpcOrigin !== 'boolean') throw refuse('needs hasVpcOrigin to be true or false');
  if (typeof scenario.backend?.repository !== 'string' || typeof scenario.backend.databaseUrl !== 'string') {
    throw refuse('needs backend.repository and backend.databaseUrl to be texts');
  }
  const lists = [scenario.faults, scenario.pullRequests, scenario.fullCapacity];
  if (!lists.every(Array.isArray)) throw refuse('needs faults, pullRequests and fullCapacity to be lists');
  return scenario;
}

/** `colour; there are height, width` */
function unknownIn(given: object, known: string[]): string | undefined {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  return unknown === undefined ? undefined : `${unknown}; there are ${known.join(', ')}`;
}

function readJson(file: string, refuse: (reason: string) => Error): unknown {
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
