// Owns an environment's database: whether it has one of its own, its name, the mark that proves whose it is, and how a one-off
// task is asked to handle it.
import { readFileSync } from 'node:fs';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { digest, type Identity } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import { databaseIn, NODE_OPTIONS } from './preload.ts';

export interface Database {
  /** `shop_pr_42` */
  name: string;
  /** Stands on the database as its comment; without it, or with another, it is never touched. */
  mark: string;
}

export interface DatabaseSource {
  /** The one that is to be copied, or nothing is made. */
  template?: string | undefined;
  /** The one that is copied where there is no template and it can be; undefined: the one in DATABASE_URL. */
  base?: string | undefined;
}

export interface DatabaseChoice {
  /** One of its own; undefined: the base's, or the one that the user names. */
  database: Database | undefined;
  /** The database that the preload of the base service leads it to, if that is an environment itself. Undefined: the one in DATABASE_URL. */
  baseDatabase: string | undefined;
  /** True of a copy whose database is the base service's. */
  isDatabaseShared: boolean;
  /** True if its data is not the base service's. Then neither are its logins and its Redis. */
  isSealed: boolean;
}

/** The variable from which Medusa reads the address of its database. */
export const DATABASE_URL = 'DATABASE_URL';
/** The bundler sees this address, and takes the file along. */
const SOURCE = readFileSync(new URL('./database.mjs', import.meta.url), 'utf8');
/** The variable of the Medusa container that holds the script: it is too long for the overrides of a task. */
export const DATABASE_SCRIPT = { name: 'MEDUSA_PREVIEW_DATABASE_SCRIPT', value: SOURCE };
/** PostgreSQL cuts longer names without a word. */
const MAX_NAME_LENGTH = 63;

export function describeDatabase({ owner, environment, fullName }: Identity): Database {
  const name = fullName.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return { name: fitted(name), mark: `medusa-preview ${owner} ${environment}` };
}

/** A copy gets a database of its own, unless the user says otherwise or names one. `medusa` is the container of the base. */
export function chooseDatabase(
  identity: Identity,
  { target, database: asked, variables, secrets }: DeployInputs,
  medusa: ContainerDefinition,
): DatabaseChoice {
  const isNamed = [...variables, ...secrets].some(({ name }) => name === DATABASE_URL);
  const isCopy = target.kind === 'copy';
  const isOwn = (asked ?? (isCopy && !isNamed ? 'isolated' : 'shared')) === 'isolated';
  return {
    database: isOwn ? describeDatabase(identity) : undefined,
    baseDatabase: isNamed ? undefined : preloadedDatabase(medusa),
    isDatabaseShared: isCopy && !isOwn && !isNamed,
    isSealed: isOwn || (isCopy && isNamed),
  };
}

function fitted(name: string): string {
  return name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 9)}_${digest(name)}`;
}

/** The script's last word: what is asked of it. */
export function describeDatabaseRequest(
  action: 'create' | 'drop' | 'check' | 'tables',
  { name, mark }: Database,
  { template, base }: DatabaseSource = {},
): string {
  return JSON.stringify({ action, name, mark, template, base });
}

/** Name of the database that the container is led to by our preload, if it is. */
export function preloadedDatabase({ environment: variables = [] }: ContainerDefinition): string | undefined {
  return databaseIn(variables.find(({ name }) => name === NODE_OPTIONS)?.value ?? '');
}

/** The meaning of the script's exit codes, for those that the log alone does not explain. */
export const CAUSES: Record<number, string> = {
  50: 'the preload did not arrive: the image or its entry point overwrites or clears NODE_OPTIONS or DATABASE_URL, so Medusa would have used the database of the base service',
  51: 'node is Bun in this image: it ignores NODE_OPTIONS, so Medusa would have used the database of the base service',
  52: 'Medusa used another database: DATABASE_URL is not what its configuration reads',
  53: 'the entry point of the image clears the variables of its container',
  54: 'JWT_SECRET or COOKIE_SECRET is a key pair in PEM, from which no secret of this environment alone can be derived',
};

/** The hint for an exit code of the script. */
export function remedyOf(isDrop: boolean, exitCode: number): string {
  return (isDrop ? DROP_REMEDIES[exitCode] : undefined) ?? REMEDIES[exitCode] ?? UNFORESEEN;
}

const UNFORESEEN = 'Its log above says what went wrong: put that right.';

const REMEDIES: Record<number, string> = {
  41: 'Write DATABASE_URL as postgres://user:password@host:5432/medusa, or use "database: shared".',
  42: 'Name the container of Medusa with "container", or use "database: shared".',
  43: 'Check that tasks reach the database: its security group, its address, user and password.',
  44: 'Say in DATABASE_URL which TLS it takes, such as ?sslmode=no-verify, and give the image the certificate of the database.',
  45: 'Update PostgreSQL, or use "database: shared".',
  46: 'Let the user of DATABASE_URL make databases: ALTER ROLE name CREATEDB. To copy a template, it has to own it.',
  47: 'PostgreSQL copies a database only while nobody is connected to it. Give "database-template" one that nobody uses.',
  48: 'Give "database-template" the name of a database of that server, or leave it out.',
  49: 'It was left as it is. Remove that database yourself, or choose another "name"; first destroy what was made under the present one, which is not found under another.',
  50: 'Have the entry point add to the NODE_OPTIONS that it finds, as in NODE_OPTIONS="$NODE_OPTIONS --max-old-space-size=1024", and leave DATABASE_URL as it is; or give NODE_OPTIONS in "variables".',
  51: 'Start from an image with Node, such as node:24-slim.',
  52: 'Write databaseUrl: process.env.DATABASE_URL in medusa-config, and take variables such as DB_HOST away with "variables". Then look at the database that was migrated in its place, which may be that of the base service.',
  53: 'Have the entry point leave the variables that it finds as they are.',
  54: 'Give the environment a secret text of its own in "secrets", and leave the key pair out with "inherit-secrets".',
};

const DROP_REMEDIES: Record<number, string> = {
  46: 'Let the user of DATABASE_URL own the database and end the sessions in it, or drop it yourself.',
  47: 'Something in PostgreSQL holds on to the database, such as a replication slot: end that, or drop it yourself.',
  49: 'It was left as it is: look whose it is.',
  51: 'Drop the database yourself.',
  53: 'Drop the database yourself.',
};
