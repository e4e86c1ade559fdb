import { expect, test } from '@jest/globals';
import { ownerTags, SETUP_TAG, type Tags } from '../../src/identity.ts';
import type { ObservedTaskDefinition } from '../../src/resources/task-definition.ts';
import { isSetupDue, type Preparation } from '../../src/tasks/preparation.ts';
import { identity, service } from '../support/build.ts';

const OURS = ownerTags(identity());
const FOREIGN = { ...OURS, 'medusa-preview:environment': 'pr-1' };

function observed(serviceTags: Tags, revisionTags: Tags): Preparation['observed'] {
  const tags = Object.entries(serviceTags).map(([key, value]) => ({ key, value }));
  const revisions: ObservedTaskDefinition['revisions'] = [
    { definition: { taskDefinitionArn: 'shop:8' }, tags: OURS },
    { definition: { taskDefinitionArn: 'shop:7' }, tags: revisionTags },
  ];
  return { service: service({ taskDefinition: 'shop:7', tags }), taskDefinition: { revisions } };
}

const NOTHING = { service: undefined, taskDefinition: undefined };

type SetupState = { tags: Tags; observed: Preparation['observed'] };

test.each<[string, SetupState, boolean]>([
  ['when nothing was there', { tags: {}, observed: NOTHING }, true],
  ['while an adopted service runs what it ran before', { tags: {}, observed: observed({}, {}) }, true],
  ["while an adopted service runs another environment's revision", { tags: {}, observed: observed({}, FOREIGN) }, true],
  ['not when it has been done', { tags: { [SETUP_TAG]: 'done' }, observed: NOTHING }, false],
  [
    'not when it has been done for an adopted service',
    { tags: { [SETUP_TAG]: 'done' }, observed: observed({}, {}) },
    false,
  ],
  ['not when the service is of this environment', { tags: {}, observed: observed(OURS, {}) }, false],
  ['not when an adopted service runs a revision of ours', { tags: {}, observed: observed({}, OURS) }, false],
])('setup is due %s', (_, { tags, observed: seen }, isDue) => {
  expect(isSetupDue(identity(), { distribution: { tags }, observed: seen })).toBe(isDue);
});
