// Owns a run that is about one environment: carries its request out or plans it, and takes away what it made where that is not
// wanted any more.
import { deploy } from './deploy/deploy.ts';
import { prepare } from './deploy/prepare.ts';
import { destroy } from './destroy/destroy.ts';
import { throughGate } from './environment/gate.ts';
import { SkippedError } from './errors.ts';
import type { Recording, Reporter } from './report/reporter.ts';
import { createSwitchableGuard, SupersededError, type SwitchableGuard, whyItStopped } from './request/guard.ts';
import { createPullRequests } from './request/pull-request.ts';
import { commitOf, type DestroyRequest, type EnvironmentRequest } from './request/request.ts';
import { isStorefront } from './request/storefront.ts';
import { closePlan, executorFor, masking, type Runner, skip } from './runner.ts';
import type { Deadline, World } from './world.ts';

export async function runEnvironment(
  runner: Runner,
  reporter: Reporter,
  { request, deadline }: { request: EnvironmentRequest; deadline: Deadline },
): Promise<void> {
  const { clock, log } = runner;
  const { progress } = reporter;
  const onFound = masking(runner, reporter.onFound);
  const { action, identity, reason, isPlan } = request;
  const { environment, fullName } = identity;
  const isRemoval = action === 'destroy';
  const isPreparation = action === 'prepare';
  const isOfImage = action === 'deploy' || isPreparation;
  onFound({
    environment,
    reason,
    isRemoval,
    isPreparation,
    isStorefront: isStorefront(request.inputs),
    commit: isOfImage ? commitOf(request) : undefined,
  });
  log.line(`${action} ${fullName}: ${reason}`);
  const guard = createSwitchableGuard(createPullRequests(runner.github, request.inputs), request);
  if (!isPlan) reporter.publishTo(request, guard.pass);
  const { aws, get } = await runner.connect(deadline);
  const world = { clock, log, deadline, progress, guard: guard.pass, aws, get: throughGate(get, request.access) };
  const executor = reporter.follow(executorFor(request, world));
  try {
    if (request.action === 'destroy') await destroy(world, request, { executor, onFound });
    else await carryOutOrTakeAway(world, request, { executor, onFound, switchToDestroy: guard.switchToDestroy });
    if (isPlan) closePlan(runner, reporter);
  } catch (error) {
    stop(runner, reporter, error);
  }
}

type MakingRequest = Exclude<EnvironmentRequest, DestroyRequest>;

async function carryOut(world: World, request: MakingRequest, recording: Recording): Promise<void> {
  if (request.action === 'deploy') return deploy(world, request, recording);
  if (request.action === 'prepare') return prepare(world, request, recording);
  recording.onFound({ doing: request.action });
  if (request.action === 'keep') return (await import('./commands/keep.ts')).keep(world, request, recording);
  const { sleep, wake } = await loadSleep();
  if (request.action === 'sleep') return sleep(world, request, recording);
  if (request.action === 'wake') return wake(world, request, recording);
  return (await import('./commands/reset.ts')).reset(world, request, { ...recording, wake });
}

/** Most runs neither sleep nor wake, so its code is loaded on first use, and so is that of the other commands. */
export function loadSleep() {
  return import('./sleep/sleep-and-wake.ts');
}

/** If the pull request is closed during the run, or there are too many environments, what the run has created is removed. */
async function carryOutOrTakeAway(
  world: World,
  request: MakingRequest,
  { executor, onFound, switchToDestroy }: Recording & Pick<SwitchableGuard, 'switchToDestroy'>,
): Promise<void> {
  try {
    await carryOut(world, request, { executor, onFound });
  } catch (failure) {
    const error = await whyItStopped(world.guard, failure);
    if (!(error instanceof SkippedError && error.shouldDestroy)) throw error;
    switchToDestroy(error);
    onFound({ isRemoval: true, action: undefined, reason: error.message });
    world.log.notice(`${error.message} Rolling back: removing what this run created.`);
    await destroy(world, request, { executor, onFound });
    if (!(error instanceof SupersededError)) onFound({ action: 'skipped', domain: undefined });
  }
}

/** Ends a skipped or superseded run with success; throws any other error. */
function stop(runner: Runner, reporter: Reporter, error: unknown): void {
  if (!(error instanceof SkippedError)) throw error;
  reporter.onFound({ isSuperseded: error instanceof SupersededError });
  skip(runner, reporter, error.message);
}
