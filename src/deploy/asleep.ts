// Owns what a deploy makes of a sleeping environment: with something to roll out it wakes it, else it leaves it asleep.

import type { Service } from '@aws-sdk/client-ecs';
import { checkedTags } from '../environment/activity.ts';
import { sleepOf, sleepTags, sleptTags } from '../environment/sleep.ts';
import { stepOf } from '../reconcile/executor.ts';
import { renderSleep } from '../report/headline.ts';
import { resourcesOf } from '../resources/resources.ts';
import { hasWaker } from '../resources/rule-state.ts';
import { scaleService, tagService } from '../resources/service.ts';
import { matchingRevision } from '../resources/task-definition.ts';
import { describeService, describeWanted, hasDatabase } from './ensure.ts';
import type { Deploy } from './scope.ts';

/** Logs and reports a sleep that goes on. */
export function keepAsleep(shared: Deploy): Deploy {
  const { observed, onFound, world } = shared;
  const sleep = sleepOf(observed.service);
  if (sleep === undefined) return shared;
  if (hasNews(shared)) {
    world.log.line('It sleeps, and there is something to roll out: this wakes it.');
    return shared;
  }
  const { rule, targetGroup } = observed;
  const isWokenByVisits = rule !== undefined && targetGroup !== undefined && hasWaker(rule.rule, targetGroup.arn);
  world.log.notice(renderSleep(sleep.since, isWokenByVisits));
  onFound({ asleepSince: sleep.since, isWokenByVisits });
  return { ...shared, asleep: sleep };
}

/** True if there is something to roll out: another image, commit, definition or setting, or a database that has to be made. */
function hasNews(shared: Deploy): boolean {
  const { world, environment, observed, commit } = shared;
  const { distribution, service, taskDefinition, targetGroup } = observed;
  const isWhole = distribution !== undefined && taskDefinition !== undefined && targetGroup !== undefined;
  if (!isWhole || service === undefined || !hasDatabase(environment, taskDefinition)) return true;
  const wanted = describeWanted(environment, commit, `https://${distribution.domain}`);
  const revision = matchingRevision(taskDefinition, wanted)?.definition;
  if (revision === undefined) return true;
  const desired = describeService(
    { world, environment, asleep: sleepOf(service), observed },
    revision,
    targetGroup.arn,
  );
  const changes = resourcesOf(world, environment).service.diff(desired, service);
  return changes.some(({ path }) => !path.startsWith('tags.'));
}

/** Its tasks start while the image is built; the deploy after that checks them. */
export async function wakePrepared({ world, environment, observed, executor }: Deploy): Promise<void> {
  const { service } = observed;
  const sleep = sleepOf(service);
  // Without its database, which the deploy makes first, they would fail.
  const isWhole = hasDatabase(environment, observed.taskDefinition);
  if (service === undefined || sleep === undefined || !isWhole) return;
  const { reference } = environment;
  executor.begin(`starting service ${reference.service}`);
  await scaleService(world.aws, reference, sleep.formerCount);
  const now = world.aws.now();
  await tagService(world.aws, service, { ...sleptTags(service, now), ...sleepTags(undefined), ...checkedTags(now) });
  const changes = [{ path: 'desiredCount', observed: 0, desired: sleep.formerCount }];
  executor.record(stepOf({ kind: 'service', name: reference.service }, 'update', changes));
}

/** The requests of our own check are no visits. An environment that never sleeps needs no mark of it. */
export async function markChecked({ world, environment, asleep }: Deploy, service: Service): Promise<void> {
  const isCounted = environment.sleepAfter !== undefined && !environment.isAdopted && environment.waitFor !== 'none';
  if (isCounted && asleep === undefined) await tagService(world.aws, service, checkedTags(world.aws.now()));
}
