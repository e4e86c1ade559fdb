// Owns the way of the preload into Node: as text within NODE_OPTIONS, so that an image needs no file of ours.
import { readFileSync } from 'node:fs';

/** What the preload is asked to do. */
export interface Preload {
  isHttpsAware: boolean;
  isNoindex: boolean;
  /** The database that takes the place of the one in DATABASE_URL. */
  database?: string | undefined;
}

/** The bundler sees this address, and takes the file along. */
const SOURCE = readFileSync(new URL('./preload.mjs', import.meta.url));
/** Of the container of Medusa. */
export const NODE_OPTIONS = 'NODE_OPTIONS';
const MARK = 'medusa-preview';
const OURS = new RegExp(`\\s*--import data:text/javascript;base64,\\S*#${MARK}\\S*`, 'g');

/** The database that these options lead to, where the preload is among them. */
export function databaseIn(options: string): string | undefined {
  const preload = options.match(OURS)?.at(-1) ?? '';
  return new URLSearchParams(preload.replace(/^[^#]*#/, '')).get('database') || undefined;
}

/** NODE_OPTIONS with the preload behind what is there already. One that came with a copied service gives way. */
export function describeNodeOptions(options: string, { isHttpsAware, isNoindex, database }: Preload): string {
  const others = options.replace(OURS, '').trim();
  const asked = [
    ...(isHttpsAware ? ['https'] : []),
    ...(isNoindex ? ['noindex'] : []),
    ...(database === undefined ? [] : [`database=${encodeURIComponent(database)}`]),
  ];
  if (asked.length === 0) return others;
  return `${others} --import data:text/javascript;base64,${SOURCE.toString('base64')}#${[MARK, ...asked].join('&')}`.trim();
}
