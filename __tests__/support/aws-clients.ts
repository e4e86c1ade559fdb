// Owns the AWS clients of a simulator as the action has them.
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import type { Aws } from '../../src/world.ts';

export function awsFrom(endpoint: string, options: Parameters<typeof awsClients>[1] = {}): Aws {
  const { ec2, logs, monitoring, ...clients } = awsClients(endpoint, options);
  return {
    region: 'eu-west-1',
    now: () => new Date(),
    ...clients,
    ec2: async () => ec2,
    logs: async () => logs,
    monitoring: async () => monitoring,
  };
}
