// Owns reading the preload's response to a probe: the proof that it is loaded, in which environment, and which database
// DATABASE_URL leads to; and Medusa's publishable key in that database. Pure.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Preload } from './preload.ts';

/** The response to a probe, and the probe's nonce, on which the proof depends. */
export interface ProbeAnswer {
  nonce: string;
  headers: IncomingHttpHeaders;
}

/** How the proof differs from the preload that the container should have. */
export type ProofProblem = 'no preload' | 'another environment' | 'another database';

export const PROBE_PARAMETER = 'medusa-preview';
const PROOF_HEADER = 'x-medusa-preview-proof';
const KEY_HEADER = 'x-medusa-preview-key';
/** Code of a pull request may have written it: nothing else becomes an output. */
const PUBLISHABLE_KEY = /^pk_\w{1,100}$/;

export function checkProof(
  { nonce, headers }: ProbeAnswer,
  { environment, database }: Pick<Preload, 'environment' | 'database'>,
): ProofProblem | undefined {
  const proof = headers[PROOF_HEADER];
  if (typeof proof !== 'string') return 'no preload';
  const [ofEnvironment, ofDatabase] = proof.split(' ');
  if (ofEnvironment !== proofOf(nonce, environment)) return 'another environment';
  if (database !== undefined && ofDatabase !== proofOf(nonce, `${environment} ${database}`)) return 'another database';
  return undefined;
}

/** Empty if there is none; undefined if the preload has not looked yet. */
export function publishableKeyIn({ headers }: ProbeAnswer): string | undefined {
  const key = headers[KEY_HEADER];
  if (typeof key !== 'string') return undefined;
  return PUBLISHABLE_KEY.test(key) ? key : '';
}

/** Must equal the proof in preload.mjs. */
function proofOf(nonce: string, claim: string): string {
  return createHash('sha256').update(`${nonce} ${claim}`).digest('hex');
}
