// Owns the inputs about the size, the number and the network of the tasks.
import type { InputReader } from './input-reader.ts';
import { readList, readName } from './values.ts';

/** The settings of the service; what is undefined stays as in the base service. */
export interface ServiceSettings {
  /** CPU units and MiB as ECS has them, as text: `512`, `1024`. */
  cpu: string | undefined;
  memory: string | undefined;
  desiredCount: number | undefined;
  capacityProvider: string | undefined;
  subnetIds: string[] | undefined;
  securityGroupIds: string[] | undefined;
}

const MAX_DESIRED_COUNT = 5000;

export function readSettings(reader: InputReader): ServiceSettings {
  return {
    cpu: reader.wholeNumber('cpu', { least: 128, most: 196608 })?.toString(),
    memory: reader.wholeNumber('memory', { least: 128, most: 1048576 })?.toString(),
    desiredCount: reader.wholeNumber('desired-count', { least: 0, most: MAX_DESIRED_COUNT }),
    capacityProvider: reader.parsed('capacity-provider', readName),
    subnetIds: reader.parsed('subnets', (text) => readList(text, /^subnet-[0-9a-f]+$/, 'subnet-0a1b2c3d')),
    securityGroupIds: reader.parsed('security-groups', (text) => readList(text, /^sg-[0-9a-f]+$/, 'sg-0a1b2c3d')),
  };
}
