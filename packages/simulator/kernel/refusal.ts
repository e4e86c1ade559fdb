// Owns how the cloud says no: an AWS error code, its message, and its HTTP status.
import type { StaticErrorSchema } from '@smithy/types';

/** An error that a client sees as AWS's own. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error's shape, such as `resourceIds` of a ConflictException. */
  members: Record<string, unknown> = {};

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }

  with(members: Record<string, unknown> = {}): this {
    this.members = members;
    return this;
  }
}

interface ErrorTraits {
  error?: 'client' | 'server';
  httpError?: number;
  awsQueryError?: [code: string, status: number];
}

/** A refusal with the code and status that the service's own API model gives this error. */
export function refuse(error: StaticErrorSchema, message: string, members?: Record<string, unknown>): Refusal {
  const traits = (error[3] || {}) as ErrorTraits;
  const [code, status] = traits.awsQueryError ?? [
    error[2],
    traits.httpError ?? (traits.error === 'server' ? 500 : 400),
  ];
  return new Refusal(code, message, status).with(members);
}
