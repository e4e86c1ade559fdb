// Owns describing an environment from inputs as a workflow writes them, on a foundation that may differ in parts.
import { problemsOfWorkload } from '../../src/checks/workload.ts';
import { describeEnvironment } from '../../src/environment/environment.ts';
import { describeWorkload } from '../../src/environment/workload.ts';
import type { Foundation } from '../../src/foundation/foundation.ts';
import { foundation, goodInputs, identity, taskDefinition, type WrittenInputs } from './build.ts';

export const COPY: WrittenInputs = {};
export const IN_PLACE: WrittenInputs = { 'base-service': '', service: 'shop/medusa' };

export function described(written: WrittenInputs = COPY, over: Partial<Foundation> = {}, pullRequest?: number) {
  const inputs = goodInputs(written);
  const [medusa] = taskDefinition().containerDefinitions ?? [];
  const environment = [{ name: 'DATABASE_URL', value: 'postgres://db/medusa' }];
  const baseTaskDefinition = taskDefinition({ containerDefinitions: [{ ...medusa, environment }] });
  const request = { identity: identity(), inputs, pullRequest, access: undefined };
  const found = foundation({ baseTaskDefinition, ...over });
  return describeEnvironment(request, describeWorkload(request, found).workload, found);
}

export function problemsOf(...asked: Parameters<typeof described>): string[] {
  return problemsOfWorkload(described(...asked));
}
