// Owns the edge function of a gate: one per owner, key and `protect`, shared by all addresses that have them. It is found by its
// name, and its comment says whose it is, because AWS has no tags of functions to look at or to ask for in a policy:
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DescribeFunctionCommand,
  type FunctionStage,
  type FunctionSummary,
  GetFunctionCommand,
  ListFunctionsCommand,
  PublishFunctionCommand,
  UpdateFunctionCommand,
} from '@aws-sdk/client-cloudfront';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import type { Gate } from '../environment/gate.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { digest, type Identity, listTags, OWNER_TAG } from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import { adoptMade } from '../reconcile/reconcile.ts';
import type { Managed } from '../reconcile/resource.ts';
import { consistencyWindow, type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';

export interface ObservedFunction {
  arn: string;
  comment: string;
  code: string;
  /** Distributions take it only from the LIVE stage. */
  stage: FunctionStage;
}

export const EDGE_FUNCTION = 'edge function';
const RUNTIME = 'cloudfront-js-2.0';
const NOT_FOUND = ['NoSuchFunctionExists'];

export function edgeFunctionResource(
  aws: Aws,
  identity: Identity,
  { gate, waiter }: { gate: Gate; waiter: Waiter },
): Managed<undefined, ObservedFunction> {
  const { name, comment, code } = gate;
  const resource: Managed<undefined, ObservedFunction> = {
    kind: EDGE_FUNCTION,
    name,
    find: async () => (await findStage(aws, name, 'LIVE')) ?? (await findStage(aws, name, 'DEVELOPMENT')),
    notOwnedReason: (observed) => (observed.comment === comment ? undefined : `its comment is "${observed.comment}".`),
    diff: (_, observed) => differences(gate, observed),
    placeholder: { arn: KNOWN_AFTER_APPLY, comment, code, stage: 'LIVE' },
    async create() {
      if (await createFunction(aws, identity, gate)) return publish(aws, waiter, gate);
      const made = await adoptMade(waiter, resource, undefined);
      if (made === undefined) throw gone(name);
      return made;
    },
    update: () => publish(aws, waiter, gate),
  };
  return resource;
}

/** The code has the key in it, so it is compared and shown by its digest. */
function differences({ code }: Gate, observed: Pick<ObservedFunction, 'code' | 'stage'>): Change[] {
  return diff(
    { FunctionCode: digest(code), Stage: 'LIVE' },
    { FunctionCode: digest(observed.code), Stage: observed.stage },
  );
}

/** False if it exists already, created by another run or by a call whose reply was lost. */
async function createFunction({ cloudfront }: Aws, identity: Identity, gate: Gate): Promise<boolean> {
  const { name } = gate;
  try {
    await callAws(`creating ${EDGE_FUNCTION} ${name}`, () =>
      cloudfront.send(
        new CreateFunctionCommand({
          Name: name,
          ...describeContent(gate),
          // A policy can ask for the tags of this request, and of none after it.
          Tags: { Items: listTags({ ...identity.tags, [OWNER_TAG]: identity.owner }) },
        }),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'FunctionAlreadyExists') return false;
    throw error;
  }
}

/** Brings the code that is in development to the edge, after it was made what it should be. Other runs may do the same. */
function publish(aws: Aws, waiter: Waiter, gate: Gate): Promise<ObservedFunction> {
  const { name } = gate;
  const { isOpen } = consistencyWindow(waiter);
  return waitUntil(waiter, `${EDGE_FUNCTION} ${name} to be published`, async () => {
    const found = await findStage(aws, name, 'DEVELOPMENT');
    if (found === undefined && isOpen()) return { pending: 'not seen yet' };
    if (found === undefined) throw gone(name);
    try {
      const etag = found.code === gate.code ? found.etag : await updateFunction(aws, gate, found.etag);
      await callAws(`publishing ${EDGE_FUNCTION} ${name}`, () =>
        aws.cloudfront.send(new PublishFunctionCommand({ Name: name, IfMatch: etag })),
      );
    } catch (error) {
      const isRefused =
        error instanceof AwsError && ['PreconditionFailed', 'InvalidIfMatchVersion'].includes(error.code);
      if (!isRefused || !isOpen()) throw error;
      return { pending: 'it was changed at the same time' };
    }
    return { done: { ...found, code: gate.code, stage: 'LIVE' } };
  });
}

/** Returns the new ETag. */
async function updateFunction({ cloudfront }: Aws, gate: Gate, etag: string): Promise<string> {
  const { ETag } = await callAws(`updating ${EDGE_FUNCTION} ${gate.name}`, () =>
    cloudfront.send(new UpdateFunctionCommand({ Name: gate.name, IfMatch: etag, ...describeContent(gate) })),
  );
  return required(ETag, 'UpdateFunction.ETag');
}

function describeContent({ comment, code }: Gate) {
  return {
    FunctionConfig: { Comment: comment, Runtime: RUNTIME },
    FunctionCode: new TextEncoder().encode(code),
  } as const;
}

async function findStage(
  { cloudfront }: Aws,
  name: string,
  stage: FunctionStage,
): Promise<(ObservedFunction & { etag: string }) | undefined> {
  const asked = { Name: name, Stage: stage };
  const doing = `reading ${EDGE_FUNCTION} ${name}`;
  const [described, content] = await Promise.all([
    findOrUndefined(doing, NOT_FOUND, () => cloudfront.send(new DescribeFunctionCommand(asked))),
    findOrUndefined(doing, NOT_FOUND, () => cloudfront.send(new GetFunctionCommand(asked))),
  ]);
  if (described === undefined || content === undefined) return undefined;
  const { FunctionConfig, FunctionMetadata } = required(described.FunctionSummary, 'DescribeFunction.FunctionSummary');
  return {
    arn: required(FunctionMetadata?.FunctionARN, 'DescribeFunction.FunctionARN'),
    comment: FunctionConfig?.Comment ?? '',
    code: new TextDecoder().decode(content.FunctionCode),
    stage,
    etag: required(described.ETag, 'DescribeFunction.ETag'),
  };
}

function gone(name: string): ExplainedError {
  return new ExplainedError(`publishing ${EDGE_FUNCTION} ${name}: it was deleted since it was created`, {
    hint: 'Re-run the job to create it again.',
  });
}

export async function listFunctions({ cloudfront }: Aws): Promise<FunctionSummary[]> {
  const summaries: FunctionSummary[] = [];
  let Marker: string | undefined;
  do {
    const { FunctionList: page } = await callAws(`listing ${EDGE_FUNCTION}s`, () =>
      cloudfront.send(new ListFunctionsCommand({ Stage: 'DEVELOPMENT', ...(Marker && { Marker }) })),
    );
    summaries.push(...(page?.Items ?? []));
    Marker = page?.NextMarker || undefined;
  } while (Marker !== undefined);
  return summaries;
}

/** AWS refuses it while a distribution has it. */
export async function deleteFunction({ cloudfront }: Aws, name: string): Promise<void> {
  const doing = `deleting ${EDGE_FUNCTION} ${name}`;
  const found = await findOrUndefined(doing, NOT_FOUND, () =>
    cloudfront.send(new DescribeFunctionCommand({ Name: name, Stage: 'DEVELOPMENT' })),
  );
  if (found === undefined) return;
  await findOrUndefined(doing, NOT_FOUND, () =>
    cloudfront.send(new DeleteFunctionCommand({ Name: name, IfMatch: found.ETag })),
  );
}
