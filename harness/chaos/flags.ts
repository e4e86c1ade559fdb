// Owns the flags of `npm run chaos`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface Flags {
  /** Names of groups; undefined: all of them. */
  only: string[] | undefined;
  /** One trial of so many is played. */
  every: number;
  /** Path of what is run, from the root of the repository. */
  bundle: string;
}

const ROOT = join(import.meta.dirname, '../..');

const OPTIONS = {
  only: { type: 'string' },
  every: { type: 'string', default: '1' },
  bundle: { type: 'string', default: 'dist/index.js' },
  help: { type: 'boolean', default: false },
} as const;

const HELP = `Kills, throttles and races the action at each of its calls, on a simulated cloud.

  --only NAMES    some of it, apart by commas: GROUPS
  --every NUMBER  one trial in so many         (1)
  --bundle FILE   what is run                  (dist/index.js)
  --help          show this`;

/** The flags, or the text that explains them. Throws one sentence for what it does not understand. */
export function readFlags(args: string[], groups: string[]): Flags | string {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return HELP.replace('GROUPS', groups.join(', '));
  const every = Number(values.every);
  if (!Number.isInteger(every) || every < 1)
    throw new Error(`--every takes a whole number of at least 1, not ${values.every}.`);
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !groups.includes(name));
  if (unknown !== undefined) throw new Error(`--only does not know ${unknown}; there are ${groups.join(', ')}.`);
  if (!existsSync(join(ROOT, values.bundle))) {
    throw new Error(`There is no bundle ${values.bundle}; npm run package makes it.`);
  }
  return { only, every, bundle: values.bundle };
}
