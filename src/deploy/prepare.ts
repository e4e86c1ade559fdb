// Owns the preparation of an environment: its address, before there is an image. docs/decisions/0022-address-first.md
import type { Recording } from '../report/reporter.ts';
import type { DeployRequest } from '../request/request.ts';
import type { World } from '../world.ts';
import { ensureAddress, logAccess, urlOf } from './address.ts';
import { wakePrepared } from './asleep.ts';
import { look } from './look.ts';

/** CloudFront's edges learn of the address while the image is built, so nothing waits for them here. */
export async function prepare(world: World, request: DeployRequest, recording: Recording): Promise<void> {
  const shared = await world.progress.during('Foundation', () => look(world, request, recording));
  const { distribution } = await ensureAddress(shared);
  await recording.executor.run(() => wakePrepared(shared), undefined);
  // The pull request may have been closed or pushed to meanwhile.
  await world.guard();
  recording.onFound({ action: 'prepared', waitingSince: world.aws.now() });
  world.log.line(`${request.identity.fullName} is prepared: ${urlOf(distribution)}`);
  logAccess(world, shared.environment, distribution);
}
