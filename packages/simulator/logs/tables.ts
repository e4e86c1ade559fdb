// Owns the rows that the simulated CloudWatch Logs keeps. Times are in milliseconds, as its API gives them.

export interface LogEventRow {
  timestamp: number;
  ingestionTime: number;
  message: string;
  eventId: string;
}

export interface LogStreamRow {
  name: string;
  createdAt: number;
  /** Oldest first; only ever appended to. */
  events: LogEventRow[];
}

export interface LogGroupRow {
  name: string;
  createdAt: number;
  retentionInDays?: number;
  tags: Record<string, string>;
  /** By name. */
  streams: Map<string, LogStreamRow>;
}

export interface LogsTables {
  /** By name. */
  groups: Map<string, LogGroupRow>;
}

export function emptyLogsTables(): LogsTables {
  return { groups: new Map() };
}
