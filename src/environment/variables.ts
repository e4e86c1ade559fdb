// Owns the variables and secrets of the Medusa container: the base service's, the URL's, and the user's, in this order.
import type { KeyValuePair, Secret } from '@aws-sdk/client-ecs';
import type { NamedValue } from '../request/values.ts';

export interface VariableSources {
  /** What the container has in the task definition that is copied. */
  base: { environment?: KeyValuePair[] | undefined; secrets?: Secret[] | undefined };
  variables: NamedValue[];
  secrets: NamedValue[];
  url: string;
  environment: string;
}

/** Medusa reads the address of its own admin from one, and the origins that may call it from three. https://docs.medusajs.com */
const BACKEND_URL = 'MEDUSA_BACKEND_URL';
const ORIGIN_LISTS = ['ADMIN_CORS', 'AUTH_CORS', 'STORE_CORS'];

export function describeVariables(sources: VariableSources): { environment: KeyValuePair[]; secrets: Secret[] } {
  const variables = new Map(sources.base.environment?.map(({ name = '', value = '' }) => [name, value]));
  const secrets = new Map(sources.base.secrets?.map(({ name = '', valueFrom = '' }) => [name, valueFrom]));
  for (const [name, value] of urlDefaults(variables, sources.url)) {
    if (!secrets.has(name)) variables.set(name, value);
  }
  for (const { name, value } of sources.variables) {
    secrets.delete(name);
    variables.set(name, filledIn(value, sources));
  }
  for (const { name, value } of sources.secrets) {
    variables.delete(name);
    secrets.set(name, value);
  }
  return {
    environment: [...variables].map(([name, value]) => ({ name, value })).sort(byName),
    secrets: [...secrets].map(([name, valueFrom]) => ({ name, valueFrom })).sort(byName),
  };
}

/** Origins that the base service admits stay admitted; the URL joins them. */
function urlDefaults(base: Map<string, string>, url: string): [string, string][] {
  const lists = ORIGIN_LISTS.map((name): [string, string] => {
    const origins = (base.get(name) ?? '').split(',').filter((origin) => origin.trim() !== '');
    return [name, [...new Set([...origins, url])].join(',')];
  });
  return [[BACKEND_URL, url], ...lists];
}

function filledIn(value: string, { url, environment }: VariableSources): string {
  const host = new URL(url).host;
  const known: Record<string, string> = { '{url}': url, '{host}': host, '{environment}': environment };
  return value.replace(/\{(?:url|host|environment)\}/g, (placeholder) => known[placeholder] ?? placeholder);
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
