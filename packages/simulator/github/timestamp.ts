// Owns how GitHub writes a time: `2026-11-22T21:39:00Z`, without fractions of a second.

export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
