// Owns what an AWS service is to the simulator: a name, a protocol, the SDK's model of it, and its operations.
import type { WireApi } from '../protocols/protocol.ts';
import type { Cloud } from './cloud.ts';

/**
 * One operation: changes the cloud's tables and answers with its output, or throws a Refusal. Required members have been
 * checked. The input is `never` so that each operation can name its own type: it was read by the schema of that type.
 */
export type Operation = (input: never, cloud: Cloud) => unknown;

export interface Api extends WireApi {
  /** The signing name: `elasticloadbalancing`. */
  name: string;
  /** The prefix of its IAM actions, where that is another. */
  actionPrefix?: string;
  /** Whether it answers in us-east-1 as well, wherever the cloud is: CloudFront, and the metrics about it. */
  isGlobal?: boolean;
  /** The module of the SDK client: its exported schemas are the API's model. */
  model: object;
  operations: Record<string, Operation>;
}
