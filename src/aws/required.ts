// Owns taking out of AWS's reply what AWS always sends: where it is missing, nothing made up travels on as an id or ARN.
import { IncompleteReplyError } from '../errors.ts';

/** `member` names call and member: `DescribeListeners.ListenerArn`. */
export function required<Value>(value: Value | null | undefined, member: `${string}.${string}`): Value {
  if (value !== undefined && value !== null) return value;
  const [operation = '', ...path] = member.split('.');
  throw new IncompleteReplyError(operation, path.join('.'));
}
