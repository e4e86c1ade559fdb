// Shows that every reply of every operation is one that AWS's own API model allows.
import { beforeAll, expect, test } from '@jest/globals';
import type { NormalizedSchema } from '@smithy/core/schema';
import { cloudfrontApi } from '../cloudfront/api.ts';
import { ec2Api } from '../ec2/api.ts';
import { ecsApi } from '../ecs/api.ts';
import type { JournalEntry } from '../kernel/journal.ts';
import { loadBalancingApi } from '../load-balancing/api.ts';
import { logsApi } from '../logs/api.ts';
import { monitoringApi } from '../monitoring/api.ts';
import { readModel } from '../protocols/model.ts';
import { stsApi } from '../sts/api.ts';
import { tourCloud } from './support/cloud-tour.ts';
import { problemsOf } from './support/reply-model.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const APIS = [cloudfrontApi, ec2Api, ecsApi, loadBalancingApi, logsApi, monitoringApi, stsApi];

// Slow enough for a deployment to be stopped while it is under way.
const cloud = simulatedCloud(['--time-scale', '500']);
let journal: JournalEntry[];

beforeAll(async () => {
  await tourCloud(cloud.aws);
  journal = await cloud.simulator.journal();
});

test.each(APIS)('each reply of $name has the members of its model, with their types, and no others', (api) => {
  const model = readModel(api.model);
  const problems = journal
    .filter(({ service, result }) => service === api.name && result !== undefined)
    .flatMap(({ operation, result }) => {
      const { output } = model.get(operation) as { output: NormalizedSchema };
      return problemsOf(output, result).map((problem) => `${operation}: ${problem}`);
    });
  expect(problems).toEqual([]);
});

test.each(APIS)('the tour leaves out no operation of $name', ({ name, operations }) => {
  const answered = journal.filter(({ service, result }) => service === name && result !== undefined);
  const missed = Object.keys(operations).filter(
    (operation) => !answered.some((entry) => entry.operation === operation),
  );
  expect(missed).toEqual([]);
});
