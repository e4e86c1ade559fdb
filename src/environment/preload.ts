// Owns the way of the preload into Node: as text within NODE_OPTIONS, so that an image needs no file of ours.
import { readFileSync } from 'node:fs';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';

/** What the preload is asked to do. */
export interface Preload {
  isHttpsAware: boolean;
  isNoindex: boolean;
  /** The database that takes the place of the one in DATABASE_URL. */
  database?: string | undefined;
  /** Which environment its proof names: the owner and the name. */
  environment: string;
}

/** The bundler sees this address, and takes the file along. */
const SOURCE = readFileSync(new URL('./preload.mjs', import.meta.url));
/** Of the container of Medusa. */
export const NODE_OPTIONS = 'NODE_OPTIONS';
const MARK = 'medusa-preview';
/** It begins where the white space does: a long run of that would otherwise be looked at from each of its characters. */
const OURS = new RegExp(`(?<!\\s)\\s*--import data:text/javascript;base64,\\S*#${MARK}\\S*`, 'g');

/** The database that these options lead to, where the preload is among them. */
export function databaseIn(options: string): string | undefined {
  const preload = options.match(OURS)?.at(-1) ?? '';
  return new URLSearchParams(preload.replace(/^[^#]*#/, '')).get('database') || undefined;
}

/** True where Medusa is handed the preload: not where NODE_OPTIONS is a secret, nor where there was nothing to ask of it. */
export function isPreloaded({ environment: variables = [] }: Pick<ContainerDefinition, 'environment'>): boolean {
  return variables.some(({ name, value = '' }) => name === NODE_OPTIONS && value.search(OURS) >= 0);
}

/** NODE_OPTIONS with the preload behind what is there already. One that came with a copied service gives way. */
export function describeNodeOptions(options: string, preload: Preload): string {
  const { isHttpsAware, isNoindex, database, environment } = preload;
  const others = options.replace(OURS, '').trim();
  const asked = [
    ...(isHttpsAware ? ['https'] : []),
    ...(isNoindex ? ['noindex'] : []),
    ...(database === undefined ? [] : [`database=${encodeURIComponent(database)}`]),
  ];
  if (asked.length === 0) return others;
  const words = [MARK, ...asked, `environment=${encodeURIComponent(environment)}`];
  return `${others} --import data:text/javascript;base64,${SOURCE.toString('base64')}#${words.join('&')}`.trim();
}
