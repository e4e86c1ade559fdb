// Owns the checks that the API model itself makes, and the one message that lists all that failed.
import { Refusal } from '../kernel/refusal.ts';

/** Returns the problem with a member, or undefined where there is none. */
export type Problem = string | undefined;

export function range(at: string, value: number | undefined, [least, most]: [number, number]): Problem {
  if (value === undefined || (value >= least && value <= most)) return undefined;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  return problem(at, value, `Member must have value ${bound}`);
}

export function length(at: string, value: string | unknown[] | undefined, [least, most]: [number, number]): Problem {
  if (value === undefined || (value.length >= least && value.length <= most)) return undefined;
  const bound = value.length < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  return problem(at, Array.isArray(value) ? '[]' : value, `Member must have length ${bound}`);
}

export function oneOf(at: string, value: string | undefined, allowed: readonly string[]): Problem {
  if (value === undefined || allowed.includes(value)) return undefined;
  return problem(at, value, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
}

export function pattern(at: string, value: string | undefined, expression: RegExp): Problem {
  if (value === undefined || expression.test(value)) return undefined;
  return problem(at, value, `Member must satisfy regular expression pattern: ${expression.source}`);
}

/** Refuses with all problems at once, as AWS does. */
export function refuseProblems(problems: Problem[]): void {
  const found = problems.filter((found) => found !== undefined);
  if (found.length === 0) return;
  const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`;
  throw new Refusal('ValidationError', `${count} detected: ${found.join('; ')}`);
}

function problem(at: string, value: unknown, constraint: string): string {
  return `Value '${value}' at '${at}' failed to satisfy constraint: ${constraint}`;
}
