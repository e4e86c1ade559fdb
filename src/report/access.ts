// Owns who may open an address, as the report has it: found from the distribution, rendered for outputs and comment. Pure.
import { headerOf, tokenOf } from '../environment/gate.ts';
import type { Access } from '../request/access.ts';
import { hasGate } from '../resources/distribution-config.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import type { AccessFound, Findings, Report } from './report.ts';

/** `known` may be the key of a gate that is not there yet. */
export function describeAddress(
  { id, domain, config }: Pick<ObservedDistribution, 'id' | 'domain' | 'config'>,
  known: Pick<Access, 'key'> | undefined,
): Findings {
  const gated = { token: known && tokenOf(known, domain) };
  const open = config.WebACLId ? undefined : 'open';
  return { distributionId: id, domain, access: hasGate(config) ? gated : open };
}

/** The line that a request has to have. */
export function renderHeader(access: AccessFound | undefined): string | undefined {
  const token = tokenIn({ access });
  return token && headerOf(token);
}

export function tokenIn({ access }: Pick<Findings, 'access'>): string | undefined {
  return typeof access === 'object' ? access.token : undefined;
}

/** The query of links that bring their key, and a note on who may open them. Everybody can read a public repository's comments. */
export function renderAccess({ access, isPrivateRepository }: Pick<Report, 'access' | 'isPrivateRepository'>): {
  query: string;
  notes: string[];
} {
  if (access === undefined) return { query: '', notes: [] };
  if (access === 'open') return { query: '', notes: ['open to everybody'] };
  const { token } = access;
  return token !== undefined && isPrivateRepository
    ? { query: `?preview-key=${token}`, notes: ['these links have its key'] }
    : { query: '', notes: ['asks for its key, which `docs/access.md` of the action says how to get'] };
}
