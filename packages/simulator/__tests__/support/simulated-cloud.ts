// Owns one simulator for all tests of a file, and the SDK clients that speak with it.
import { afterAll, beforeAll } from '@jest/globals';
import { type RunningSimulator, startSimulator } from '../../process.ts';
import { type AwsClients, awsClients } from './aws-clients.ts';

export interface SimulatedCloud {
  simulator: RunningSimulator;
  aws: AwsClients;
}

/** Started before the file's first test and stopped after its last; empty until then. */
export function simulatedCloud(flags?: string[]): SimulatedCloud {
  const cloud = {} as SimulatedCloud;
  beforeAll(async () => {
    cloud.simulator = await startSimulator(flags);
    cloud.aws = awsClients(cloud.simulator.endpoint);
  });
  afterAll(() => cloud.simulator?.stop());
  return cloud;
}
