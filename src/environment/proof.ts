// Owns the proof that the preload gives in its answer to a probe: that it is there, in which environment, and to which database
// DATABASE_URL leads. Pure.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Preload } from './preload.ts';

/** An answer to a probe that nobody else knows: to another one the proof would be another. */
export interface ProbeAnswer {
  nonce: string;
  headers: IncomingHttpHeaders;
}

/** What is not as the preload was told: it is not there at all, it is another environment's, it leads to another database. */
export type ProofProblem = 'no preload' | 'another environment' | 'another database';

export const PROBE_PARAMETER = 'medusa-preview';
const PROOF_HEADER = 'x-medusa-preview-proof';

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

/** As in preload.mjs. */
function proofOf(nonce: string, claim: string): string {
  return createHash('sha256').update(`${nonce} ${claim}`).digest('hex');
}
