// Owns holding the exchanges of one play against those of another: for each operation the same statuses, error codes and members.
import type { Exchange } from './gateway.ts';
import { shapeOf } from './members.ts';

type Recorded = Pick<Exchange, 'service' | 'operation' | 'status' | 'body'>;

/** One line for each thing that the other play did not show. */
export function compare(recorded: Recorded[], played: Recorded[]): string[] {
  const known = groupsOf(played);
  const lines = [...groupsOf(recorded)].flatMap(([name, outcomes]) => {
    const other = known.get(name);
    if (other === undefined) return [`${name} was not called`];
    return [...outcomes].flatMap(([outcome, members]) => {
      const same = other.get(outcome);
      if (same === undefined) return [`${name} never answered ${outcome}`];
      return [...members].filter((member) => !same.has(member)).map((member) => `${name} ${outcome} lacks ${member}`);
    });
  });
  return lines.sort();
}

/** By operation and outcome (`200`, `400 ValidationError`), all members that an answer had. */
function groupsOf(exchanges: Recorded[]): Map<string, Map<string, Set<string>>> {
  const groups = new Map<string, Map<string, Set<string>>>();
  for (const { service, operation, status, body } of exchanges) {
    const { members, errorCode } = shapeOf(body);
    const name = `${service}:${operation}`;
    const outcome = errorCode === undefined ? String(status) : `${status} ${errorCode}`;
    const outcomes = groups.get(name) ?? new Map<string, Set<string>>();
    outcomes.set(outcome, new Set([...(outcomes.get(outcome) ?? []), ...members]));
    groups.set(name, outcomes);
  }
  return groups;
}
