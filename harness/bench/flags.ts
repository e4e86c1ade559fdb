// Owns the flags of `npm run bench`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface Flags {
  /** Above 1 for a quick look: the action's own time is no faster, so it weighs more. */
  timeScale: number;
  /** Names of groups; undefined: all of them. */
  only: string[] | undefined;
  /** Path of the bundle, from the root of the repository. */
  bundle: string;
}

const ROOT = join(import.meta.dirname, '../..');

const OPTIONS = {
  'time-scale': { type: 'string', default: '1' },
  only: { type: 'string' },
  bundle: { type: 'string', default: 'dist/index.js' },
  help: { type: 'boolean', default: false },
} as const;

const HELP = `Measures the action on a simulated cloud, and writes build/bench.json.

  --only NAMES         some of it, apart by commas: GROUPS
  --time-scale NUMBER  seconds of cloud time that pass in one  (1)
  --bundle FILE        what is run                             (dist/index.js)
  --help               show this`;

/** The flags, or the text that explains them. Throws one sentence for what it does not understand. */
export function readFlags(args: string[], groups: string[]): Flags | string {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return HELP.replace('GROUPS', groups.join(', '));
  const timeScale = Number(values['time-scale']);
  if (!(timeScale > 0)) throw new Error(`--time-scale takes a number above 0, not ${values['time-scale']}.`);
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !groups.includes(name));
  if (unknown !== undefined) throw new Error(`--only does not know ${unknown}; there are ${groups.join(', ')}.`);
  if (!existsSync(join(ROOT, values.bundle))) {
    throw new Error(`There is no bundle ${values.bundle}; npm run package makes it.`);
  }
  return { timeScale, only, bundle: values.bundle };
}
