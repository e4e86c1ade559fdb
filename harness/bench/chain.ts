// Owns comparing a run with the longest chain of what the cloud itself takes its time for, and cannot do side by side.

import type { Run } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const MAX_OF_CHAIN = 1.05;

export function againstChain(name: string, { cloudSeconds }: Run, chainSeconds: number): Figure {
  return atMost(`${name}: time ÷ what the cloud needs`, {
    value: cloudSeconds / chainSeconds,
    limit: MAX_OF_CHAIN,
    digits: 3,
    detail: `${cloudSeconds.toFixed(1)} s for ${chainSeconds.toFixed(1)} s`,
  });
}
