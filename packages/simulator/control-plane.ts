// Owns the way of one AWS call through the simulator: whose it is by its signature, which operation, and its wire protocol.

import type { Api } from './cloud/api.ts';
import { type CallParts, Calls, refusalOf } from './cloud/calls.ts';
import { cloudFor } from './cloud/cloud.ts';
import type { Authorizer } from './iam/authorizer.ts';
import { ids } from './kernel/ids.ts';
import { missingMembers, type OperationModel, readModel } from './protocols/model.ts';
import type { Answer, Protocol, WireRequest } from './protocols/protocol.ts';
import { protocolOf } from './protocols/protocol-of.ts';
import {
  broken,
  denied,
  misregioned,
  readScope,
  type Scope,
  throttled,
  unsigned,
  unsignedScope,
} from './standing-refusals.ts';

/**
 * The requests of a global service are signed for this region wherever the rest runs. With an endpoint of one's own, though,
 * the AWS CLI signs for the region it was given, so the cloud's own region is taken as well.
 */
const GLOBAL_REGION = 'us-east-1';
const IS_READ = /^(Describe|Get|List)/;

export interface ControlPlaneParts extends CallParts {
  apis: Api[];
  /** Undefined: everybody may do everything. */
  authorizer: Authorizer | undefined;
}

interface LoadedApi extends Api {
  operationModels: Map<string, OperationModel>;
  wire: Protocol;
}

interface SignedRequest {
  api: LoadedApi;
  scope: Scope;
  request: WireRequest;
}

export class ControlPlane {
  readonly #parts: ControlPlaneParts;
  readonly #apis: Map<string, LoadedApi>;
  readonly #calls: Calls;

  constructor(parts: ControlPlaneParts) {
    this.#parts = parts;
    this.#calls = new Calls(parts);
    this.#apis = new Map(
      parts.apis.map((api) => {
        const operationModels = readModel(api.model);
        return [api.name, { ...api, operationModels, wire: protocolOf(api, operationModels) }];
      }),
    );
  }

  /**
   * A good answer carries the time by the cloud's own clock, as clients read AWS's. A refusal carries none: where time runs
   * fast, a client would take each refusal for one of its own wrong clock, and ask again.
   */
  async answer(request: WireRequest): Promise<Answer> {
    const answer = await this.#answer(request);
    if (typeof answer === 'string' || answer.status >= 400) return answer;
    return { ...answer, headers: { ...answer.headers, date: this.#parts.cloud.clock.now().toUTCString() } };
  }

  async #answer(request: WireRequest): Promise<Answer> {
    const scope = readScope(request) ?? unsignedScope(request, this.#parts.cloud.region);
    const api = this.#apis.get(scope?.service ?? '');
    const requestId = ids.request();
    if (scope === undefined || api === undefined) return unsigned(requestId, scope?.service);
    try {
      const isElsewhere = scope.region !== this.#parts.cloud.region;
      if (isElsewhere && !(api.isGlobal && scope.region === GLOBAL_REGION)) throw misregioned(api, scope.region);
      return await this.#perform({ api, scope, request }, requestId);
    } catch (error) {
      return api.wire.writeError(refusalOf(error), requestId);
    }
  }

  #perform({ api, scope, request }: SignedRequest, requestId: string): Promise<Answer> {
    const { accountId } = this.#parts.cloud;
    const { accessKeyId } = scope;
    const name = api.wire.operationOf(request) ?? '';
    const model = api.operationModels.get(name);
    const operation = api.operations[name];
    const required = () => {
      if (model === undefined || operation === undefined) throw api.wire.unknownOperation(request);
      return { model, operation };
    };
    return this.#calls.perform({
      service: api.name,
      operation: name,
      isRead: IS_READ.test(name),
      readInput: () => api.wire.readInput(request, required().model),
      perform: (input, cloud) => {
        const refused = this.#parts.authorizer?.refusedCheck({
          accessKeyId,
          service: api.name,
          operation: name,
          input,
        });
        if (refused !== undefined) throw denied(api, refused, accountId);
        const [missing] = missingMembers(required().model.input, input);
        if (missing !== undefined) throw api.wire.missingMember(missing);
        return required().operation(input as never, cloudFor(cloud, scope)) ?? {};
      },
      writeReply: (result) => api.wire.writeOutput(required().model, result, requestId),
      refusals: {
        throttle: () => throttled(api),
        internal: broken,
        deny: () => denied(api, { action: `${api.actionPrefix ?? api.name}:${name}` }, accountId),
      },
    });
  }
}
