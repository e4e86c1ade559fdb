// Owns reading members that AWS always sends: a missing one is an error here, rather than an undefined id or ARN later.
import { IncompleteReplyError } from '../errors.ts';

/** `member` is the operation and the path in its reply: `DescribeListeners.ListenerArn`. */
export function required<Value>(value: Value | null | undefined, member: `${string}.${string}`): Value {
  if (value !== undefined && value !== null) return value;
  const [operation = '', ...path] = member.split('.');
  throw new IncompleteReplyError(operation, path.join('.'));
}
