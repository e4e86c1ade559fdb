// Owns the rows that the simulated Lambda keeps: functions, and who may invoke them.

export interface FunctionRow {
  name: string;
  arn: string;
  /** The module on this machine. */
  file: string;
  /** The name of its export that is called with each event. */
  handler: string;
  variables: Record<string, string>;
  /** Whose credentials the function gets; a policy may be enforced for them. */
  accessKeyId: string;
  timeoutSeconds: number;
  permissions: Permission[];
}

/** A statement of the function's own policy: that service may invoke it, on behalf of the resources that the ARN matches. */
export interface Permission {
  principal: string;
  sourceArn?: string;
}

export interface LambdaTables {
  /** By name. */
  functions: Map<string, FunctionRow>;
}

export function emptyLambdaTables(): LambdaTables {
  return { functions: new Map() };
}
