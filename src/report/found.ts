// Owns what a report says of an environment that was found by its name: all that the report of its deploy said.

import { expiryOf, lastDeployOf, lifetimeOf } from '../environment/expiry.ts';
import { sleepOf } from '../environment/sleep.ts';
import { tagsOf } from '../foundation/services.ts';
import { COMMIT_TAG } from '../identity.ts';
import type { Access } from '../request/access.ts';
import type { FoundEnvironment } from '../resources/found-environment.ts';
import { hasWaker } from '../resources/rule-state.ts';
import { describeAddress } from './access.ts';
import type { Findings } from './report.ts';

export function describeFound(found: FoundEnvironment, access: Access | undefined): Findings {
  const { distribution, reference, service, rule, targetGroup, revision } = found;
  const commit = revision.tags[COMMIT_TAG];
  return {
    ...describeAddress(distribution, access),
    reference,
    taskDefinitionArn: service.taskDefinition,
    commit,
    served: { commit, isOlder: false },
    expiresAt: expiryOf(lastDeployOf(service), lifetimeOf(tagsOf(service))),
    asleepSince: sleepOf(service)?.since,
    isWokenByVisits: hasWaker(rule.rule, targetGroup.arn),
  };
}
