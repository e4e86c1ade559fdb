// Owns the rows that the simulated STS keeps: whom the credentials that it gave out stand for.

export interface SessionRow {
  userId: string;
  arn: string;
}

export interface StsTables {
  /** By access key. */
  sessions: Map<string, SessionRow>;
}

export function emptyStsTables(): StsTables {
  return { sessions: new Map() };
}
