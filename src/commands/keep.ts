// Owns letting an environment live on: it does not expire before a time from now, nor before its time to live says.

import { expiryOf, lastDeployOf, lifetimeOf, renderLifetime } from '../environment/expiry.ts';
import { tagsOf } from '../foundation/services.ts';
import { TTL_TAG } from '../identity.ts';
import { stepOf } from '../reconcile/executor.ts';
import { describeFound } from '../report/found.ts';
import { renderTime } from '../report/headline.ts';
import type { Recording } from '../report/reporter.ts';
import type { KeepRequest } from '../request/request.ts';
import { findEnvironment } from '../resources/found-environment.ts';
import { tagService } from '../resources/service.ts';
import type { World } from '../world.ts';

export async function keep(
  world: World,
  { identity, inputs, time, access }: Pick<KeepRequest, 'identity' | 'inputs' | 'time' | 'access'>,
  { executor, onFound }: Recording,
): Promise<void> {
  const { aws, guard, progress, log } = world;
  const { listenerArn } = inputs;
  const found = await progress.during('Foundation', () => findEnvironment(world, { identity, listenerArn }));
  onFound(describeFound(found, access));
  const { service, reference } = found;
  const { ttl } = lifetimeOf(tagsOf(service));
  const keptUntil = new Date(aws.now().getTime() + time.milliseconds);
  const value = renderLifetime(ttl?.text, keptUntil) ?? '';
  await guard();
  executor.begin(`tagging service ${reference.service}`);
  await tagService(aws, service, { [TTL_TAG]: value });
  const changes = [{ path: `tags.${TTL_TAG}`, observed: tagsOf(service)[TTL_TAG], desired: value }];
  executor.record(stepOf({ kind: 'service', name: reference.service }, 'update', changes));
  const expiresAt = expiryOf(lastDeployOf(service), { ttl, keptUntil });
  onFound({ action: 'updated', expiresAt });
  log.line(
    expiresAt === undefined
      ? `${identity.fullName} has no time to live. A sweep that has one removes it on ${renderTime(keptUntil)} at the earliest.`
      : `${identity.fullName} expires on ${renderTime(expiresAt)}.`,
  );
}
