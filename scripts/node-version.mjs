// Owns the sentence for whoever starts a program of this repository with a Node that is too old for it.
import { readFileSync } from 'node:fs';

const wanted = readFileSync(new URL('../.nvmrc', import.meta.url), 'utf8').trim();

/** Undefined where that Node will do. */
export function complaintAbout(version) {
  const major = Number.parseInt(wanted, 10);
  if (Number.parseInt(version, 10) >= major) return undefined;
  return `The tests need Node ${major}, and this is Node ${version}. Start them with "npm test", which brings Node ${wanted} along.`;
}
