// Owns removing the gates of an owner that no address has any more: after a rotation of `access-key`, or with the last environment.
import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionSummary,
  FunctionSummary,
} from '@aws-sdk/client-cloudfront';
import { gateComment, isGateName } from '../environment/gate.ts';
import { explain, StoppedError } from '../errors.ts';
import { type Executor, stepOf } from '../reconcile/executor.ts';
import { listDistributions } from '../resources/distribution-reading.ts';
import { deleteFunction, EDGE_FUNCTION, listFunctions } from '../resources/edge-function.ts';
import type { Aws, World } from '../world.ts';

/** A deploy that has just made one is about to give it to its distribution. */
const MIN_AGE_MS = 3_600_000;

export async function removeUnusedGates(world: World, executor: Executor, owner: string): Promise<void> {
  let names: string[] = [];
  await patiently(world, async () => {
    names = await findUnused(world.aws, owner);
  });
  for (const name of names) await patiently(world, () => removeGate(world.aws, executor, name));
}

/** A failure is a warning: nothing depends on it, and the next sweep tries again. */
async function patiently({ log }: World, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    log.warning(`Gates that no address has any more could not be looked for or deleted. ${explain(error)}`);
  }
}

/** The distributions are listed last, so that one that got a gate meanwhile is among them. */
async function findUnused(aws: Aws, owner: string): Promise<string[]> {
  const gates = (await listFunctions(aws)).filter((each) => isOurs(each, owner) && isOld(each, aws.now()));
  if (gates.length === 0) return [];
  const used = new Set((await listDistributions(aws)).flatMap(functionsOf));
  return gates.flatMap(({ Name = '', FunctionMetadata }) => (used.has(FunctionMetadata?.FunctionARN) ? [] : [Name]));
}

async function removeGate(aws: Aws, executor: Executor, name: string): Promise<void> {
  await executor.run(async () => {
    executor.begin(`deleting ${EDGE_FUNCTION} ${name}`);
    await deleteFunction(aws, name);
  }, undefined);
  executor.record(stepOf({ kind: EDGE_FUNCTION, name }, 'remove'));
}

function isOurs({ Name: name = '', FunctionConfig: config }: FunctionSummary, owner: string): boolean {
  return isGateName(name) && (config?.Comment?.startsWith(gateComment(owner)) ?? false);
}

function isOld({ FunctionMetadata: metadata }: FunctionSummary, now: Date): boolean {
  return metadata?.LastModifiedTime !== undefined && now.getTime() - metadata.LastModifiedTime.getTime() > MIN_AGE_MS;
}

function functionsOf({ DefaultCacheBehavior, CacheBehaviors }: DistributionSummary): (string | undefined)[] {
  const behaviors: (DefaultCacheBehavior | CacheBehavior | undefined)[] = [
    DefaultCacheBehavior,
    ...(CacheBehaviors?.Items ?? []),
  ];
  return behaviors.flatMap((each) => each?.FunctionAssociations?.Items ?? []).map(({ FunctionARN }) => FunctionARN);
}
