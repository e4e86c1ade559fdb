// Owns checking whether the start command of a container overwrites NODE_OPTIONS, and with it the preload. Pure.
import type { ContainerDefinition } from '@aws-sdk/client-ecs';

type StartLine = Pick<ContainerDefinition, 'entryPoint' | 'command'>;

/** How a start command appends to the existing value. */
export const PASSED_ON = 'NODE_OPTIONS="$NODE_OPTIONS --max-old-space-size=512"';

/** The beginning of a shell word. */
const WORD = String.raw`(?:^|[\s;&|(\`'"])`;
const OVERWRITES = new RegExp(`${WORD}NODE_OPTIONS=`);
const PASSES_ON = /\$\{?NODE_OPTIONS\b/;
const REMOVES = new RegExp(
  `${WORD}(?:unset NODE_OPTIONS\\b|env (?:-i|-|--ignore-environment)\\s|env (?:-u ?|--unset=)NODE_OPTIONS\\b)`,
);

/** The member of the definition that overwrites it, if one visibly does. */
export function overwritesNodeOptions({ entryPoint, command }: StartLine): keyof StartLine | undefined {
  if (isOverwriting(entryPoint)) return 'entryPoint';
  return isOverwriting(command) ? 'command' : undefined;
}

function isOverwriting(words: string[] = []): boolean {
  const line = words.join(' ');
  return REMOVES.test(line) || (OVERWRITES.test(line) && !PASSES_ON.test(line));
}
