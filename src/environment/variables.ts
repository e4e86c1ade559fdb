// Owns the variables and secrets of the container: the base service's, those for Medusa's URL, and the user's, in this order. A
// storefront gets none but the user's.
import type { KeyValuePair, Secret } from '@aws-sdk/client-ecs';
import type { NamedValue } from '../request/values.ts';
import { DATABASE_SCRIPT } from './database.ts';
import { describeNodeOptions, NODE_OPTIONS, type Preload } from './preload.ts';
import { isRedisAddress, ownRedisVariables } from './redis.ts';

export interface VariableSources {
  /** The container in the task definition that is copied. */
  base: { environment?: KeyValuePair[] | undefined; secrets?: Secret[] | undefined };
  variables: NamedValue[];
  secrets: NamedValue[];
  url: string;
  environment: string;
  preload: Preload;
  /** True for one that is no Medusa. */
  isStorefront: boolean;
  /** True if database, logins and Redis are not those of the base service. */
  isSealed: boolean;
  /** True if one-off tasks need the database script. */
  hasDatabaseScript: boolean;
}

/** Medusa reads its own URL from the first, and the allowed origins from the others. https://docs.medusajs.com */
export const BACKEND_URL = 'MEDUSA_BACKEND_URL';
const ORIGIN_LISTS = ['ADMIN_CORS', 'AUTH_CORS', 'STORE_CORS'];
/** Shows the application where it runs, for code of its own that should not run in a preview. */
export const PREVIEW = 'MEDUSA_PREVIEW';

export function describeVariables(sources: VariableSources): { environment: KeyValuePair[]; secrets: Secret[] } {
  const variables = new Map(sources.base.environment?.map(({ name = '', value = '' }) => [name, value]));
  const secrets = new Map(sources.base.secrets?.map(({ name = '', valueFrom = '' }) => [name, valueFrom]));
  const setForMedusa = sources.isStorefront ? [] : variablesOfMedusa(sources, { variables, secrets });
  for (const [name, value] of setForMedusa) {
    secrets.delete(name);
    if (value === undefined) variables.delete(name);
    else variables.set(name, value);
  }
  for (const { name, value } of sources.variables) {
    secrets.delete(name);
    variables.set(name, filledIn(value, sources));
  }
  for (const { name, value } of sources.secrets) {
    variables.delete(name);
    secrets.set(name, value);
  }
  if (!secrets.has(NODE_OPTIONS)) addPreload(variables, sources.preload);
  // The base service may be a copy itself, and have the script of another version.
  variables.delete(DATABASE_SCRIPT.name);
  if (sources.hasDatabaseScript) variables.set(DATABASE_SCRIPT.name, DATABASE_SCRIPT.value);
  return {
    environment: [...variables].map(([name, value]) => ({ name, value })).sort(byName),
    secrets: [...secrets].map(([name, valueFrom]) => ({ name, valueFrom })).sort(byName),
  };
}

/** Undefined: the variable goes. A list that is a secret stays as it is. */
function variablesOfMedusa(
  sources: VariableSources,
  { variables, secrets }: Record<'variables' | 'secrets', ReadonlyMap<string, string>>,
): Map<string, string | undefined> {
  const { url, isSealed, environment } = sources;
  const lists = ORIGIN_LISTS.filter((name) => !secrets.has(name));
  return new Map([
    [BACKEND_URL, url],
    ...lists.map((name) => [name, withOrigin(variables.get(name) ?? '', url)] as const),
    ...(isSealed ? [[PREVIEW, environment] as const] : []),
    ...redisVariables(sources),
  ]);
}

/** Variables that the user sets are not inherited, so they stay as they are. */
function redisVariables({ isSealed, base, variables, secrets }: VariableSources): Map<string, string | undefined> {
  if (!isSealed) return new Map();
  const given = new Set([...variables, ...secrets].map(({ name }) => name));
  const names = [...(base.environment ?? []), ...(base.secrets ?? [])].flatMap(({ name = '' }) => name);
  const isAddressGiven = [...given].some(isRedisAddress);
  return ownRedisVariables(
    names.filter((name) => !given.has(name)),
    isAddressGiven,
  );
}

/** Adds the URL to the origins that the base service allows. */
function withOrigin(list: string, url: string): string {
  const origins = list.split(',').filter((origin) => origin.trim() !== '');
  return [...new Set([...origins, url])].join(',');
}

function addPreload(variables: Map<string, string>, preload: Preload): void {
  const existing = variables.get(NODE_OPTIONS);
  const options = describeNodeOptions(existing ?? '', preload);
  if (existing !== undefined || options !== '') variables.set(NODE_OPTIONS, options);
}

function filledIn(value: string, { url, environment }: VariableSources): string {
  const host = new URL(url).host;
  const known: Record<string, string> = { '{url}': url, '{host}': host, '{environment}': environment };
  return value.replace(/\{(?:url|host|environment)\}/g, (placeholder) => known[placeholder] ?? placeholder);
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
