// Owns how a one-off command is written for a container's entry point, which RunTask cannot override. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';

/** The shells that follow POSIX quoting. */
const SHELL = /^(?:.*\/)?(?:sh|ash|bash|dash|ksh|zsh)$/;
const OPTION_WITH_VALUE = /^[-+][a-z]*o$/i;
const COMMAND_STRING = /^-[a-z]*c[a-z]*$/i;

/** An entry point such as `sh -c` runs only its first argument, so for those the command becomes one quoted line. */
export function commandBehind({ entryPoint = [] }: ContainerDefinition, command: string[]): string[] {
  if (!expectsCommandLine(entryPoint)) return command;
  const [program, option, line = ''] = command;
  const isLine = command.length === 3 && program === 'sh' && option === '-c';
  return [isLine ? line : command.map(quoted).join(' ')];
}

/** True for `sh -c`, `/bin/bash -lc` and `tini -- bash -o pipefail -c`; false for `sh script.sh` and `sh -c 'exec "$@"' --`. */
function expectsCommandLine(entryPoint: string[]): boolean {
  const words = entryPoint.at(-1) === '--' ? entryPoint.slice(0, -1) : entryPoint;
  const shell = words.findLastIndex((word) => SHELL.test(word));
  const options = words.slice(shell + 1);
  const areOptions = options.every((word, at) => /^[-+]/.test(word) || OPTION_WITH_VALUE.test(options[at - 1] ?? ''));
  return shell >= 0 && areOptions && options.some((word) => COMMAND_STRING.test(word));
}

export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
