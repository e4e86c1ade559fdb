// Owns the choice of the wire protocol that an API speaks.
import { jsonProtocol } from './json.ts';
import type { OperationModel } from './model.ts';
import type { Protocol, WireApi } from './protocol.ts';
import { queryProtocol } from './query.ts';
import { restXmlProtocol } from './rest-xml.ts';

export function protocolOf(api: WireApi, operations: Map<string, OperationModel>): Protocol {
  switch (api.protocol) {
    case 'json':
      return jsonProtocol(api);
    case 'query':
    case 'ec2':
      return queryProtocol(api);
    case 'rest-xml':
      return restXmlProtocol(api, operations);
  }
}
