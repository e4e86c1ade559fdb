// Owns the contract between the control plane and a wire protocol, and the choice of the protocol by its name.
import type { Api } from '../kernel/api.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { jsonProtocol } from './json.ts';
import type { OperationModel } from './model.ts';
import { queryProtocol } from './query.ts';
import { restXmlProtocol } from './rest-xml.ts';

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

export function protocolOf(api: Api, operations: Map<string, OperationModel>): Protocol {
  switch (api.protocol) {
    case 'json':
      return jsonProtocol;
    case 'query':
    case 'ec2':
      return queryProtocol(api);
    case 'rest-xml':
      return restXmlProtocol(api, operations);
  }
}
