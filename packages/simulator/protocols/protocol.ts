// Owns the contract between the control plane and a wire protocol.
import type { Refusal } from '../kernel/refusal.ts';
import type { OperationModel } from './model.ts';

export interface WireRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
}

export interface WireReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** `cut` closes the connection without an answer; `hang` never answers. */
export type Answer = WireReply | 'cut' | 'hang';

/** The parts of an API that a protocol has to know. */
export interface WireApi {
  protocol: 'json' | 'query' | 'ec2' | 'rest-xml';
  /** 1.1 where it is not said. What speaks 1.0 here spoke AWS Query before, and still names its errors as it did then. */
  jsonVersion?: '1.0' | '1.1';
  /** The version in the API's requests or in its XML namespace. */
  version: string;
  xmlNamespace?: string;
}

export interface Protocol {
  /** The operation that a request names, or undefined when it names none that the API has. */
  operationOf(request: WireRequest): string | undefined;
  readInput(request: WireRequest, operation: OperationModel): Record<string, unknown>;
  writeOutput(operation: OperationModel, output: object, requestId: string): WireReply;
  writeError(error: Refusal, requestId: string): WireReply;
  /** The service's answer to an operation that is not there. */
  unknownOperation(request: WireRequest): Refusal;
  /** The service's answer when a required member is missing. */
  missingMember(path: string): Refusal;
}
