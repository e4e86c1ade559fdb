// Owns an environment's database: whether it has one of its own, its name, the mark that proves its owner, and the request to the
// script that creates and drops it.
import { readFileSync } from 'node:fs';
import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { digest, type Identity } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import { isStorefront } from '../request/storefront.ts';
import type { DatabaseInput } from '../request/values.ts';
import { databaseIn, NODE_OPTIONS } from './preload.ts';

export interface Database {
  /** `shop_pr_42` */
  name: string;
  /** The comment on the database. A database without exactly this comment is never changed. */
  mark: string;
}

/** The database that a new one is copied from, by its name or as the one in DATABASE_URL. An empty source: none. */
export interface DatabaseSource {
  template?: string;
  isAddressCopied?: boolean;
}

export interface DatabaseChoice {
  /** Undefined if the environment uses the database of the base service, or one that the user names. */
  database: Database | undefined;
  /** The source of the environment's own database. */
  databaseSource: DatabaseSource;
  /** The database that the base service uses by its preload, if it is an environment itself. Undefined: the one in DATABASE_URL. */
  baseDatabase: string | undefined;
  /** True for a copy that uses the database of the base service. */
  isDatabaseShared: boolean;
  /** True for one that has none: nothing of Medusa is expected of its container, and nothing is set for it. */
  isStorefront: boolean;
  /** True if its data is not the base service's. Then neither are its logins and its Redis. */
  isSealed: boolean;
}

/** The variable from which Medusa reads the address of its database. */
export const DATABASE_URL = 'DATABASE_URL';
/** The bundler recognizes this form of URL, and includes the file. */
const SOURCE = readFileSync(new URL('./database.mjs', import.meta.url), 'utf8');
/** The variable of the Medusa container that holds the script: it is too long for the overrides of a task. */
export const DATABASE_SCRIPT = { name: 'MEDUSA_PREVIEW_DATABASE_SCRIPT', value: SOURCE };
/** PostgreSQL silently truncates longer names. */
const MAX_NAME_LENGTH = 63;

const WITHOUT_DATABASE: DatabaseChoice = {
  database: undefined,
  databaseSource: {},
  baseDatabase: undefined,
  isDatabaseShared: false,
  isStorefront: true,
  isSealed: false,
};

export function describeDatabase({ owner, environment, fullName }: Identity): Database {
  const name = fullName.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return { name: fitted(name), mark: `medusa-preview ${owner} ${environment}` };
}

/** By default a copy has a database of its own. `medusa` is the container of the base service. */
export function chooseDatabase(
  identity: Identity,
  { target, database: asked, variables, secrets }: DeployInputs,
  medusa: ContainerDefinition,
): DatabaseChoice {
  const isNamed = [...variables, ...secrets].some(({ name }) => name === DATABASE_URL);
  const isCopy = target.kind === 'copy';
  const { kind, template }: DatabaseInput = asked ?? { kind: isCopy ? 'isolated' : 'shared' };
  const isOwn = kind === 'isolated';
  if (isStorefront({ database: asked })) return WITHOUT_DATABASE;
  const baseDatabase = isNamed ? undefined : preloadedDatabase(medusa);
  return {
    database: isOwn ? describeDatabase(identity) : undefined,
    databaseSource: describeSource(template, baseDatabase),
    baseDatabase,
    isDatabaseShared: isCopy && !isOwn && !isNamed,
    isStorefront: false,
    isSealed: isOwn || (isCopy && isNamed),
  };
}

/** The database that a new one is copied from. The base service's own is the one that a preload leads it to, else the one in its DATABASE_URL, which may be a secret. */
export function describeSource(template: DatabaseInput['template'], baseDatabase: string | undefined): DatabaseSource {
  if (template === undefined) return {};
  const name = template === 'base' ? baseDatabase : template.name;
  return name === undefined ? { isAddressCopied: true } : { template: name };
}

function fitted(name: string): string {
  return name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 9)}_${digest(name)}`;
}

/** The last argument of the script. */
export function describeDatabaseRequest(
  action: 'create' | 'drop' | 'check' | 'tables',
  { name, mark }: Database,
  source: DatabaseSource = {},
): string {
  return JSON.stringify({ action, name, mark, ...source });
}

/** The database that our preload sets for the container, if it has the preload. */
export function preloadedDatabase({ environment: variables = [] }: ContainerDefinition): string | undefined {
  return databaseIn(variables.find(({ name }) => name === NODE_OPTIONS)?.value ?? '');
}

/** The container of a revision in which one-off commands on that database run; undefined where the revision has another. */
export function databaseContainerOf(
  { containerDefinitions = [] }: Pick<TaskDefinition, 'containerDefinitions'>,
  { name }: Pick<Database, 'name'>,
): string | undefined {
  const candidates = containerDefinitions.filter((each) => preloadedDatabase(each) === name);
  // A worker has the same preload, but not the script.
  const hasScript = ({ environment = [] }: ContainerDefinition) =>
    environment.some((variable) => variable.name === DATABASE_SCRIPT.name);
  return (candidates.find(hasScript) ?? candidates[0])?.name;
}

/** The causes that the script's exit codes stand for, if its log alone does not explain them. */
export const CAUSES: Record<number, string> = {
  50: 'the preload did not arrive: the image or its entry point overwrites or clears NODE_OPTIONS or DATABASE_URL, so Medusa would have used the database of the base service',
  51: 'node is Bun in this image: it ignores NODE_OPTIONS, so Medusa would have used the database of the base service',
  52: 'Medusa used another database: its configuration does not read DATABASE_URL',
  53: 'the entry point of the image clears the variables of its container',
  54: "JWT_SECRET or COOKIE_SECRET is a key pair in PEM, from which no secret of this environment's own can be derived",
};

/** The hint for an exit code of the script. */
export function remedyOf(isDrop: boolean, exitCode: number): string {
  return (isDrop ? DROP_REMEDIES[exitCode] : undefined) ?? REMEDIES[exitCode] ?? 'Fix the error that its log shows.';
}

const REMEDIES: Record<number, string> = {
  41: 'Set DATABASE_URL to an address such as postgres://user:password@host:5432/medusa, or set "database" to shared.',
  42: 'Set "container" to the Medusa container, or set "database" to shared.',
  43: 'Check that the security group of the database allows the tasks, and the host, user and password in DATABASE_URL.',
  44: 'Set the TLS mode in DATABASE_URL: ?sslmode=no-verify if the server requires TLS, ?sslmode=disable if it has none, or ?sslmode=verify-full with the certificate of its authority in the image.',
  45: 'Upgrade PostgreSQL, or set "database" to shared.',
  46: 'Allow the user of DATABASE_URL to create databases: ALTER ROLE name CREATEDB. To copy a template, it must own the template as well.',
  47: 'PostgreSQL copies a database only while it has no connections, and a running service is connected to its own. Set "database" to template:NAME with one that is not in use, or to isolated for an empty one.',
  48: 'Set "database" to template:NAME with the name of a database on the same server, or to isolated for an empty one.',
  49: 'Drop that database yourself, or choose another "name". In the latter case run "mode: destroy" first, because environments are not found under another name.',
  50: 'Make the entry point append to NODE_OPTIONS, as in NODE_OPTIONS="$NODE_OPTIONS --max-old-space-size=1024", and keep DATABASE_URL; or set NODE_OPTIONS in "variables".',
  51: 'Use a base image with Node, such as node:24-slim.',
  52: 'Set databaseUrl: process.env.DATABASE_URL in medusa-config, and clear variables such as DB_HOST with "variables". Then check the database that was migrated instead, which may be that of the base service.',
  53: 'Make the entry point keep the variables of its container.',
  54: 'Set a secret text in "secrets", and exclude the key pair with "inherit-secrets".',
  55: 'Re-run the job when PostgreSQL accepts connections again: it is starting or stopping, or has as many as it allows. Each preview holds some: raise max_connections, or run fewer previews.',
};

const DROP_REMEDIES: Record<number, string> = {
  46: 'Make the user of DATABASE_URL the owner of the database, so that it may end its sessions, or drop the database yourself.',
  47: 'Something in PostgreSQL, such as a replication slot, still uses the database: remove that, or drop the database yourself.',
  49: 'The database was not changed: check whose it is.',
  51: 'Drop the database yourself.',
  53: 'Drop the database yourself.',
};
