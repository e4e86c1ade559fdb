// Owns invoking a function on behalf of another service: whether that may be, and with what it is run.
import type { Cloud } from '../cloud/cloud.ts';
import { matchesWildcard } from '../kernel/wildcard.ts';
import { appendLogLine } from '../logs/append.ts';
import type { FunctionRow } from './tables.ts';

export interface Invoker {
  /** `elasticloadbalancing.amazonaws.com` */
  principal: string;
  /** The resource on whose behalf the service asks. */
  sourceArn: string;
}

/** The function, where there is one with that ARN that lets itself be invoked so. */
export function findInvocable(cloud: Cloud, arn: string, invoker: Invoker): FunctionRow | undefined {
  const row = [...cloud.tables.lambda.functions.values()].find((each) => each.arn === arn);
  return row?.permissions.some(
    ({ principal, sourceArn = '*' }) =>
      principal === invoker.principal && matchesWildcard(sourceArn, invoker.sourceArn),
  )
    ? row
    : undefined;
}

/** Its result as JSON; rejects where the function fails, or takes longer than it may. */
export function invoke(cloud: Cloud, row: FunctionRow, event: object): Promise<string> {
  const { name, arn, file, handler, timeoutSeconds, variables, accessKeyId } = row;
  const line = (text: string) => appendLogLine(cloud, { group: `/aws/lambda/${name}`, stream: name, line: text });
  const own = {
    AWS_REGION: cloud.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_LAMBDA_FUNCTION_NAME: name,
  };
  const code = { arn, file, handler, timeoutSeconds, variables: { ...variables, ...own } };
  return cloud.functions.invoke(code, event, line);
}
