// Owns what a figure of the bench is: what was measured, with its target beside it and whether that is met.

export interface Figure {
  name: string;
  /** The value as a person reads it: `1.02 (246 s for 240 s)`. */
  measured: string;
  target: string;
  /** Undefined where this machine cannot measure it. */
  isMet: boolean | undefined;
  /** The number that was compared with the target, and the target, where it is one number. */
  value?: number;
  limit?: number;
}

export interface Measurement {
  value: number;
  limit: number;
  unit?: string;
  digits?: number;
  /** The values that it was computed from. */
  detail?: string;
}

/** The value itself is compared, not how it is rounded to be read. */
export function atMost(name: string, { value, limit, unit = '', digits = 0, detail }: Measurement): Figure {
  const render = (number: number) => `${number.toFixed(digits)}${unit && ` ${unit}`}`;
  return {
    name,
    measured: detail === undefined ? render(value) : `${render(value)} (${detail})`,
    target: `at most ${render(limit)}`,
    isMet: Number.isFinite(value) && value <= limit,
    value,
    limit,
  };
}

/** The same number each time. */
export function allEqual(name: string, values: number[], detail: string): Figure {
  const isMet = new Set(values).size === 1;
  return { name, measured: `${values.join(', ')} (${detail})`, target: 'equal', isMet };
}

export function notMeasured(name: string, reason: string): Figure {
  return { name, measured: `not measured: ${reason}`, target: '-', isMet: undefined };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
