// Owns what the workflow's event and GitHub say: the repository, and the pull request as it is now.

/** The part of the runner's world that says what this run is about. */
export interface RunContext {
  /** `acme/shop` */
  repository: string;
  eventName: string;
  payload: EventPayload;
  workspace: string;
  /** Page of this run, for people. */
  runUrl: string;
}

export interface EventPayload {
  pull_request?: { number?: number; state?: string };
  issue?: { number?: number; pull_request?: unknown };
}

export interface PullRequest {
  number: number;
  isOpen: boolean;
}

/** Reads the pull request as it is now. */
export type ReadPullRequest = (number: number) => Promise<PullRequest>;

/** The number that the event is about: of the pull request, or of the one that was commented on. */
export function pullRequestNumber(payload: EventPayload): number | undefined {
  if (payload.pull_request?.number !== undefined) return payload.pull_request.number;
  return payload.issue?.pull_request === undefined ? undefined : payload.issue.number;
}
