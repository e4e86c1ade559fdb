// Owns passing the preload to Node as a data URL in NODE_OPTIONS, so that the image needs no extra file.
import { readFileSync } from 'node:fs';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';

/** The options of the preload. */
export interface Preload {
  isHttpsAware: boolean;
  isNoindex: boolean;
  /** Whether JWT_SECRET and COOKIE_SECRET are derived for this environment alone. */
  hasOwnSecrets: boolean;
  /** The database that replaces the one in DATABASE_URL. */
  database?: string | undefined;
  /** The owner and the name of the environment, which its proof contains. */
  environment: string;
  /** True where the container need not run Node, so that it may well be missing. */
  isOptional?: boolean;
}

/** The bundler recognizes this form of URL, and includes the file. */
const SOURCE = readFileSync(new URL('./preload.mjs', import.meta.url));
export const NODE_OPTIONS = 'NODE_OPTIONS';
const MARK = 'medusa-preview';
/** The lookbehind makes it match from the beginning of white space only, which keeps the match linear. */
const OURS = new RegExp(`(?<!\\s)\\s*--import data:text/javascript;base64,\\S*#${MARK}\\S*`, 'g');

/** The database of the preload in these options, if they contain one. */
export function databaseIn(options: string): string | undefined {
  return wordsIn(options).get('database') || undefined;
}

function wordsIn(options: string): URLSearchParams {
  const preload = options.match(OURS)?.at(-1) ?? '';
  return new URLSearchParams(preload.replace(/^[^#]*#/, ''));
}

/** The preload of a container that has one, as an earlier deploy described it. */
export function preloadOf(container: Pick<ContainerDefinition, 'environment'>): Preload | undefined {
  if (!isPreloaded(container)) return undefined;
  const options = container.environment?.find(({ name }) => name === NODE_OPTIONS)?.value ?? '';
  const words = wordsIn(options);
  return {
    isHttpsAware: words.has('https'),
    isNoindex: words.has('noindex'),
    hasOwnSecrets: words.has('secrets'),
    database: words.get('database') || undefined,
    environment: words.get('environment') ?? '',
  };
}

/** False if NODE_OPTIONS is a secret, or if the preload has nothing to do. */
export function isPreloaded({ environment: variables = [] }: Pick<ContainerDefinition, 'environment'>): boolean {
  return variables.some(({ name, value = '' }) => name === NODE_OPTIONS && value.search(OURS) >= 0);
}

/** Appends the preload to the existing options, from which the preload of a copied service is removed. */
export function describeNodeOptions(options: string, preload: Preload): string {
  const { isHttpsAware, isNoindex, hasOwnSecrets, database, environment } = preload;
  const others = options.replace(OURS, '').trim();
  const requested = [
    ...(isHttpsAware ? ['https'] : []),
    ...(isNoindex ? ['noindex'] : []),
    ...(hasOwnSecrets ? ['secrets'] : []),
    ...(database === undefined ? [] : [`database=${encodeURIComponent(database)}`]),
  ];
  if (requested.length === 0) return others;
  const words = [MARK, ...requested, `environment=${encodeURIComponent(environment)}`];
  return `${others} --import data:text/javascript;base64,${SOURCE.toString('base64')}#${words.join('&')}`.trim();
}
