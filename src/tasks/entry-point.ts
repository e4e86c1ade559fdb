// Owns what a one-off command is handed over as: RunTask replaces a container's command, but not the entry point that comes
// before it. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';

/** Those that quote as POSIX says. */
const SHELL = /^(?:.*\/)?(?:sh|ash|bash|dash|ksh|zsh)$/;
const OPTION_WITH_VALUE = /^[-+][a-z]*o$/i;
const COMMAND_STRING = /^-[a-z]*c[a-z]*$/i;

/** A shell that waits for a command line takes the first word for all of it, so it gets one line instead of the words. */
export function commandBehind({ entryPoint = [] }: ContainerDefinition, command: string[]): string[] {
  if (!isWaitingForLine(entryPoint)) return command;
  const [program, option, line] = command;
  const isLine = command.length === 3 && program === 'sh' && option === '-c';
  return [isLine ? String(line) : command.map(quoted).join(' ')];
}

/** `sh -c`, `/bin/bash -lc`, `tini -- bash -o pipefail -c`, but neither `sh script.sh` nor `sh -c 'exec "$@"' --`. */
function isWaitingForLine(entryPoint: string[]): boolean {
  const words = entryPoint.at(-1) === '--' ? entryPoint.slice(0, -1) : entryPoint;
  const shell = words.findLastIndex((word) => SHELL.test(word));
  const options = words.slice(shell + 1);
  const areOptions = options.every((word, at) => /^[-+]/.test(word) || OPTION_WITH_VALUE.test(options[at - 1] ?? ''));
  return shell >= 0 && areOptions && options.some((word) => COMMAND_STRING.test(word));
}

export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
