// Owns the template of the function as it is for one listener: its source, and the policy of its role.
import { filledIn, readTemplate } from '../../../../__tests__/support/cloudformation.ts';

export const template = readTemplate('wake.yaml');

interface Account {
  listenerArn: string;
  cluster: string;
}

export function readWaker({ listenerArn, cluster }: Account) {
  const { properties } = filledIn(template, {
    'AWS::Partition': 'aws',
    'AWS::Region': 'eu-west-1',
    'AWS::AccountId': '123456789012',
    Listener: listenerArn,
    Cluster: cluster,
  });
  const { Code, Environment, Timeout, FunctionName } = properties('Function');
  const { Principal, SourceArn } = properties('Permission');
  return {
    source: Code.ZipFile as string,
    policy: properties('Role').Policies[0].PolicyDocument as object,
    settings: {
      name: FunctionName as string,
      handler: 'handler',
      variables: Environment.Variables as Record<string, string>,
      timeoutSeconds: Timeout as number,
      permissions: [{ principal: Principal, sourceArn: SourceArn }],
    },
  };
}
