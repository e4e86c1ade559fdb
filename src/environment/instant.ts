// Owns times in tags: `2026-12-01T01:00:00Z`. Pure.

export function renderInstant(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Undefined for what is no such time. */
export function instantOf(text = ''): Date | undefined {
  const time = new Date(/^\S+Z$/.test(text) ? text : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
