// Owns the check that an environment stays with its service: a removal finds only the one that the tags name. Pure.

import { serviceOfTags, type Tags } from '../identity.ts';
import type { Environment } from './environment.ts';

type Tagged = { tags: Tags } | undefined;

/** The service that it has would run on for ever, known to nobody. */
export function problemsOfMove(
  { identity, reference, inputs }: Pick<Environment, 'identity' | 'reference' | 'inputs'>,
  { distribution, targetGroup }: { distribution: Tagged; targetGroup: Tagged },
): string[] {
  const next = `${reference.cluster}/${reference.service}`;
  // Where the distribution tells it, another word on the target group is one that somebody changed there.
  const [named] = [distribution, targetGroup].flatMap((resource) => serviceOfTags(resource?.tags ?? {}) ?? []);
  const before = named === undefined ? next : `${named.cluster}/${named.service}`;
  if (before === next) return [];
  const [input, would] =
    inputs.target?.kind === 'copy'
      ? ['base-service', `its copy would now be ${next}`]
      : ['service', `would now run as ${next}`];
  return [
    `${input}: ${identity.environment} runs as ${before}, and ${would}. Run once with "mode: destroy", then deploy again: the address changes.`,
  ];
}
