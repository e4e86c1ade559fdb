// Owns the flags of the commands that play groups of runs: which groups, with which bundle, and one number of each command's own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface Flags {
  /** Names of groups; undefined: all of them. */
  only: string[] | undefined;
  /** Path of what is run, from the root of the repository. */
  bundle: string;
  /** The value of the command's own flag. */
  own: number;
}

export interface CommandLine {
  /** The text of `--help`, in which GROUPS stands for their names. */
  help: string;
  groups: string[];
  own: { name: string; usual: number; takes: string; isGood(value: number): boolean };
}

const ROOT = join(import.meta.dirname, '..');

/** Ends the process with the help where that is asked for, and with a sentence for what it does not understand. */
export function readCommandLine(command: CommandLine): Flags {
  try {
    const flags = readFlags(command);
    if (flags !== undefined) return flags;
    process.stdout.write(`${command.help.replace('GROUPS', command.groups.join(', '))}\n`);
    process.exit(0);
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}

/** Undefined where help is asked for. */
function readFlags({ groups, own }: CommandLine): Flags | undefined {
  const { values } = parseArgs({
    options: {
      [own.name]: { type: 'string', default: String(own.usual) },
      only: { type: 'string' },
      bundle: { type: 'string', default: 'dist/index.js' },
      help: { type: 'boolean', default: false },
    },
  });
  const { only, bundle, help, [own.name]: given } = values as Record<string, string> & { help?: boolean };
  if (help) return undefined;
  if (!own.isGood(Number(given))) throw new Error(`--${own.name} takes ${own.takes}, not ${given}.`);
  const names = only?.split(',');
  const unknown = names?.find((name) => !groups.includes(name));
  if (unknown !== undefined) throw new Error(`--only does not know ${unknown}; there are ${groups.join(', ')}.`);
  if (bundle === undefined || !existsSync(join(ROOT, bundle))) {
    throw new Error(`There is no bundle ${bundle}; npm run package makes it.`);
  }
  return { only: names, bundle, own: Number(given) };
}
