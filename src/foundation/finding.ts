// Owns how it is said that something was not found: not by an error, so that whatever else is wrong can be said with it.

export interface Finding<Value> {
  /** Undefined where the problems say why, or what it depends on was not found either. */
  found: Value | undefined;
  /** Each with its fix. */
  problems: string[];
}

export function found<Value>(value: Value): Finding<Value> {
  return { found: value, problems: [] };
}

export function notFound(problem: string): Finding<never> {
  return { found: undefined, problems: [problem] };
}
