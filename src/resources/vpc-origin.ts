// Owns the VPC origin: CloudFront's access to the VPC, one per load balancer, shared by all environments and never removed.

import {
  CreateVpcOriginCommand,
  GetVpcOriginCommand,
  ListVpcOriginsCommand,
  type VpcOrigin,
  type VpcOriginSummary,
} from '@aws-sdk/client-cloudfront';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { AwsError, ExplainedError, RolloutError } from '../errors.ts';
import { type Identity, listTags, OWNER_TAG } from '../identity.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import type { Creatable } from '../reconcile/resource.ts';
import { consistencyWindow, findWithinWindow, type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { DEPLOYED } from './distribution-reading.ts';

export interface DesiredVpcOrigin {
  loadBalancerArn: string;
  loadBalancerName: string;
  httpPort: number;
}

export interface ObservedVpcOrigin {
  id: string;
  status: string;
}

const KIND = 'VPC origin';
const MAX_NAME_LENGTH = 64;
const HTTPS_PORT = 443;

/** A VPC origin may be used whoever created it. */
export function vpcOriginResource(
  aws: Aws,
  identity: Identity,
  { desired, waiter }: { desired: DesiredVpcOrigin; waiter: Waiter },
): Creatable<DesiredVpcOrigin, ObservedVpcOrigin> {
  return {
    kind: KIND,
    name: desired.loadBalancerName,
    find: () => findVpcOrigin(aws, desired),
    placeholder: { id: KNOWN_AFTER_APPLY, status: DEPLOYED },
    create: () => createVpcOrigin(aws, identity, { desired, waiter }),
  };
}

/** Waits until distributions may use it. AWS says up to 15 minutes; about 9 have been seen. */
export async function waitForVpcOrigin(aws: Aws, waiter: Waiter, { id }: ObservedVpcOrigin): Promise<void> {
  const { isOpen } = consistencyWindow(waiter);
  await waitUntil(waiter, `${KIND} ${id}`, async () => {
    const origin = await getVpcOrigin(aws, id);
    if (origin?.Status === DEPLOYED) return { done: undefined };
    if (origin?.Status === 'Deploying') return { pending: origin.Status };
    if (origin === undefined && isOpen()) return { pending: 'not seen yet' };
    // AWS documents no status of failure, so any other one is shown as it is.
    throw new RolloutError(`${KIND} ${id} became "${origin?.Status ?? 'deleted'}" instead of ${DEPLOYED}`, {
      hint: 'Check it in the CloudFront console. To have a new one created, delete it there and re-run the job.',
    });
  });
}

async function findVpcOrigin(aws: Aws, desired: DesiredVpcOrigin): Promise<ObservedVpcOrigin | undefined> {
  return findAmongVpcOrigins(aws, desired, { summaries: await listVpcOrigins(aws), inUse: [] });
}

/** The VPC origins of the environment's distribution, `inUse`, were checked when it was created, and are not read again. */
export async function findAmongVpcOrigins(
  aws: Aws,
  desired: DesiredVpcOrigin,
  { summaries, inUse }: { summaries: VpcOriginSummary[]; inUse: string[] },
): Promise<ObservedVpcOrigin | undefined> {
  const candidates = summaries.filter(({ OriginEndpointArn }) => OriginEndpointArn === desired.loadBalancerArn);
  candidates.sort((one, other) => rankOf(one) - rankOf(other));
  const used = candidates.find(({ Id = '', Status }) => inUse.includes(Id) && Status === DEPLOYED);
  if (used !== undefined) return { id: required(used.Id, 'ListVpcOrigins.Id'), status: DEPLOYED };
  for (const { Id } of candidates) {
    const id = required(Id, 'ListVpcOrigins.Id');
    const origin = await getVpcOrigin(aws, id);
    if (origin !== undefined && isFit(origin, desired))
      return { id, status: required(origin.Status, 'GetVpcOrigin.VpcOrigin.Status') };
  }
  return undefined;
}

/** Ranks deployed VPC origins first, and those that are being deployed second. */
function rankOf({ Status = '' }: VpcOriginSummary): number {
  const at = [DEPLOYED, 'Deploying'].indexOf(Status);
  return at < 0 ? 2 : at;
}

function isFit(
  { VpcOriginEndpointConfig: config }: VpcOrigin,
  { loadBalancerArn, httpPort }: DesiredVpcOrigin,
): boolean {
  return config?.Arn === loadBalancerArn && config.HTTPPort === httpPort && config.OriginProtocolPolicy === 'http-only';
}

async function getVpcOrigin({ cloudfront }: Aws, Id: string): Promise<VpcOrigin | undefined> {
  const reply = await findOrUndefined(`reading ${KIND} ${Id}`, ['EntityNotFound'], () =>
    cloudfront.send(new GetVpcOriginCommand({ Id })),
  );
  return reply?.VpcOrigin;
}

/** Where it leads to; undefined if it no longer exists. */
export async function findEndpoint(
  aws: Aws,
  id: string,
): Promise<{ loadBalancerArn: string | undefined; port: number | undefined } | undefined> {
  const config = (await getVpcOrigin(aws, id))?.VpcOriginEndpointConfig;
  return config && { loadBalancerArn: config.Arn, port: config.HTTPPort };
}

export async function listVpcOrigins({ cloudfront }: Aws): Promise<VpcOriginSummary[]> {
  const summaries: VpcOriginSummary[] = [];
  let Marker: string | undefined;
  do {
    const { VpcOriginList: page } = await callAws('listing VPC origins', () =>
      cloudfront.send(new ListVpcOriginsCommand({ ...(Marker && { Marker }) })),
    );
    summaries.push(...(page?.Items ?? []));
    Marker = page?.IsTruncated ? page.NextMarker : undefined;
  } while (Marker !== undefined);
  return summaries;
}

async function createVpcOrigin(
  aws: Aws,
  identity: Identity,
  { desired, waiter }: { desired: DesiredVpcOrigin; waiter: Waiter },
): Promise<ObservedVpcOrigin> {
  const { loadBalancerArn, loadBalancerName, httpPort } = desired;
  try {
    const { VpcOrigin: made } = await callAws(`creating ${KIND} for ${loadBalancerName}`, () =>
      aws.cloudfront.send(
        new CreateVpcOriginCommand({
          VpcOriginEndpointConfig: {
            Name: nameOf(desired),
            Arn: loadBalancerArn,
            HTTPPort: httpPort,
            HTTPSPort: HTTPS_PORT,
            OriginProtocolPolicy: 'http-only',
            OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
          },
          Tags: { Items: listTags({ ...identity.tags, [OWNER_TAG]: identity.owner }) },
        }),
      ),
    );
    return {
      id: required(made?.Id, 'CreateVpcOrigin.VpcOrigin.Id'),
      status: required(made?.Status, 'CreateVpcOrigin.VpcOrigin.Status'),
    };
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'EntityAlreadyExists')) throw error;
    // Another run has created it in the meantime, or this run has and the reply was lost.
    const find = () => findVpcOrigin(aws, desired);
    const origin = await findWithinWindow(waiter, `${KIND} of ${loadBalancerName} to be seen`, find);
    if (origin === undefined) throw alreadyThere(error, desired, await findNamesake(aws, desired));
    return origin;
  }
}

function nameOf({ loadBalancerName }: DesiredVpcOrigin): string {
  return `medusa-preview-${loadBalancerName}`.slice(0, MAX_NAME_LENGTH);
}

/** AWS does not say whether the existing VPC origin has the same name or the same load balancer. */
async function findNamesake(aws: Aws, desired: DesiredVpcOrigin): Promise<VpcOrigin | undefined> {
  const summaries = await listVpcOrigins(aws);
  const namesake =
    summaries.find(({ OriginEndpointArn }) => OriginEndpointArn === desired.loadBalancerArn) ??
    summaries.find(({ Name }) => Name === nameOf(desired));
  return namesake?.Id === undefined ? undefined : getVpcOrigin(aws, namesake.Id);
}

/** The VPC origin may be in use by other distributions, so the hint warns not to change one that is. */
function alreadyThere(
  refusal: AwsError,
  { loadBalancerArn, httpPort }: DesiredVpcOrigin,
  namesake: VpcOrigin | undefined,
): ExplainedError {
  if (namesake === undefined) return refusal;
  const { Name, Arn, HTTPPort, OriginProtocolPolicy } = namesake.VpcOriginEndpointConfig ?? {};
  const what = `${KIND} ${namesake.Id}, ${Name}, leads to ${Arn} by ${OriginProtocolPolicy} on port ${HTTPPort}; needed is ${loadBalancerArn} by http-only on port ${httpPort}.`;
  const hint =
    Arn === loadBalancerArn
      ? 'If a distribution uses it, keep it, and set "listener-arn" to an HTTP listener on its port. If none does, delete it in the CloudFront console, then re-run the job.'
      : 'If that load balancer no longer exists and no distribution uses the VPC origin, delete it in the CloudFront console, then re-run the job.';
  return new ExplainedError(`${refusal.message}\n${what}`, { hint, cause: refusal });
}
