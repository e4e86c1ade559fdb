// Owns the variables and secrets of the Medusa container: the base service's, the URL's, and the user's, in this order.
import type { KeyValuePair, Secret } from '@aws-sdk/client-ecs';
import type { NamedValue } from '../request/values.ts';
import { DATABASE_SCRIPT } from './database.ts';
import { describeNodeOptions, NODE_OPTIONS, type Preload } from './preload.ts';

export interface VariableSources {
  /** What the container has in the task definition that is copied. */
  base: { environment?: KeyValuePair[] | undefined; secrets?: Secret[] | undefined };
  variables: NamedValue[];
  secrets: NamedValue[];
  url: string;
  environment: string;
  preload: Preload;
  /** True where a one-off task has to find the script of the database. */
  hasDatabaseScript: boolean;
}

/** Medusa reads the address of its own admin from one, and the origins that may call it from three. https://docs.medusajs.com */
const BACKEND_URL = 'MEDUSA_BACKEND_URL';
const ORIGIN_LISTS = ['ADMIN_CORS', 'AUTH_CORS', 'STORE_CORS'];

export function describeVariables(sources: VariableSources): { environment: KeyValuePair[]; secrets: Secret[] } {
  const variables = new Map(sources.base.environment?.map(({ name = '', value = '' }) => [name, value]));
  const secrets = new Map(sources.base.secrets?.map(({ name = '', valueFrom = '' }) => [name, valueFrom]));
  secrets.delete(BACKEND_URL);
  variables.set(BACKEND_URL, sources.url);
  for (const name of ORIGIN_LISTS) {
    if (!secrets.has(name)) variables.set(name, withOrigin(variables.get(name) ?? '', sources.url));
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
  // One that came with a copied service gives way.
  variables.delete(String(DATABASE_SCRIPT.name));
  if (sources.hasDatabaseScript) variables.set(String(DATABASE_SCRIPT.name), String(DATABASE_SCRIPT.value));
  return {
    environment: [...variables].map(([name, value]) => ({ name, value })).sort(byName),
    secrets: [...secrets].map(([name, valueFrom]) => ({ name, valueFrom })).sort(byName),
  };
}

/** Origins that the base service admits stay admitted; the URL joins them. */
function withOrigin(list: string, url: string): string {
  const origins = list.split(',').filter((origin) => origin.trim() !== '');
  return [...new Set([...origins, url])].join(',');
}

function addPreload(variables: Map<string, string>, preload: Preload): void {
  const asked = variables.get(NODE_OPTIONS);
  const options = describeNodeOptions(asked ?? '', preload);
  if (asked !== undefined || options !== '') variables.set(NODE_OPTIONS, options);
}

function filledIn(value: string, { url, environment }: VariableSources): string {
  const host = new URL(url).host;
  const known: Record<string, string> = { '{url}': url, '{host}': host, '{environment}': environment };
  return value.replace(/\{(?:url|host|environment)\}/g, (placeholder) => known[placeholder] ?? placeholder);
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
