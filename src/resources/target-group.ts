// Owns the target group of one environment's tasks, and its health check.

import {
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  DescribeTargetGroupAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import type { Environment } from '../environment/environment.ts';
import type { Targets } from '../environment/targets.ts';
import { AwsError } from '../errors.ts';
import { findTargetGroup } from '../foundation/load-balancer.ts';
import { desiredTags, type Identity, listTags, ownershipMismatch, SERVICE_TAG, type Tags } from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import { adoptMade } from '../reconcile/reconcile.ts';
import type { Resource } from '../reconcile/resource.ts';
import { findWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { addTags, readTagsOf } from './load-balancing-tags.ts';

interface DesiredTargetGroup {
  vpcId: string;
  targets: Targets;
  /** `cluster/service`, kept as a tag so that removal finds the service. */
  service: string;
}

export interface ObservedTargetGroup {
  arn: string;
  group: TargetGroup;
  tags: Tags;
  deregistrationDelaySeconds: number;
}

const KIND = 'target group';
/** AWS requires a port, which is never used because ECS registers each task with its own port. */
const UNUSED_PORT = 80;
/** The default of 300 s would delay every update by five minutes, and a preview has no long downloads to protect. */
const DEREGISTRATION_DELAY_SECONDS = 5;
const DELAY_ATTRIBUTE = 'deregistration_delay.timeout_seconds';

export function targetGroupResource(
  aws: Aws,
  identity: Identity,
  waiter: Waiter,
): Resource<DesiredTargetGroup, ObservedTargetGroup> {
  const name = identity.shortName;
  const resource: Resource<DesiredTargetGroup, ObservedTargetGroup> = {
    kind: KIND,
    name,
    find: () => observeTargetGroup(aws, name),
    findAll: () => findTargetGroupsWithTags(aws, name, waiter),
    idOf: ({ arn }) => arn,
    notOwnedReason: ({ tags }) => ownershipMismatch(identity, tags),
    diff: (desired, observed) => differences(identity, desired, observed),
    placeholder: {
      arn: KNOWN_AFTER_APPLY,
      group: {},
      tags: {},
      deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS,
    },
    async create(desired) {
      try {
        return await createTargetGroup(aws, identity, desired);
      } catch (error) {
        // Another run made it with other settings since we looked.
        const isThere = error instanceof AwsError && error.code === 'DuplicateTargetGroupName';
        const made = isThere ? await adoptMade(waiter, resource, desired) : undefined;
        if (made === undefined) throw error;
        return made;
      }
    },
    async update(observed, desired, changes) {
      await writeChanges(aws, identity, { observed, desired, changes });
      return { ...observed, deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS };
    },
    remove: ({ arn }) => removeTargetGroup(aws, { arn, name }),
  };
  return resource;
}

/** Undefined also while its tags are not visible, because it was just created or deleted. */
async function observeTargetGroup(aws: Aws, name: string): Promise<ObservedTargetGroup | undefined> {
  const group = await findTargetGroup(aws, name);
  if (group?.TargetGroupArn === undefined) return undefined;
  const arn = group.TargetGroupArn;
  const [tags, deregistrationDelaySeconds] = await allSettledOrThrow([readTagsOf(aws, [arn]), readDelay(aws, arn)]);
  const own = tags.get(arn);
  if (own === undefined || deregistrationDelaySeconds === undefined) return undefined;
  return { arn, group, tags: own, deregistrationDelaySeconds };
}

/** A name is unique. If the group exists, this waits for its tags. */
async function findTargetGroupsWithTags(aws: Aws, name: string, waiter: Waiter): Promise<ObservedTargetGroup[]> {
  if ((await findTargetGroup(aws, name)) === undefined) return [];
  const find = () => observeTargetGroup(aws, name);
  const found = await findWithinWindow(waiter, `the tags of ${KIND} ${name}`, find);
  return found === undefined ? [] : [found];
}

/** AWS returns an existing group of the same name, settings and tags, so a lost reply creates no second one. */
async function createTargetGroup(
  aws: Aws,
  identity: Identity,
  desired: DesiredTargetGroup,
): Promise<ObservedTargetGroup> {
  const name = identity.shortName;
  const tags = { ...desiredTags(identity), [SERVICE_TAG]: desired.service };
  const made = await callAws(`creating ${KIND} ${name}`, () =>
    aws.loadBalancing.send(
      new CreateTargetGroupCommand({
        Name: name,
        TargetType: 'ip',
        Port: UNUSED_PORT,
        ...fixedSettings(desired),
        ...healthCheck(desired),
        Tags: listTags(tags),
      }),
    ),
  );
  const group = required(made.TargetGroups?.[0], 'CreateTargetGroup.TargetGroups');
  const arn = required(group.TargetGroupArn, 'CreateTargetGroup.TargetGroupArn');
  await setDeregistrationDelay(aws, name, arn);
  return { arn, group, tags, deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS };
}

/** The deregistration delay in seconds; undefined if the group was deleted. */
export async function readDelay({ loadBalancing }: Aws, arn: string): Promise<number | undefined> {
  const found = await findOrUndefined(`reading the attributes of ${KIND} ${arn}`, ['TargetGroupNotFound'], () =>
    loadBalancing.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn })),
  );
  if (found === undefined) return undefined;
  const delay = found.Attributes?.find(({ Key }) => Key === DELAY_ATTRIBUTE);
  return Number(required(delay?.Value, `DescribeTargetGroupAttributes.${DELAY_ATTRIBUTE}`));
}

/** AWS cannot change these once the group is there. */
function fixedSettings({ vpcId, targets }: Pick<DesiredTargetGroup, 'vpcId' | 'targets'>) {
  return { VpcId: vpcId, Protocol: targets.protocol, ProtocolVersion: targets.protocolVersion };
}

type Fixed = Pick<Environment, 'identity' | 'targets'> & { loadBalancer: Pick<Environment['loadBalancer'], 'vpcId'> };

/** The settings that would have to change and cannot, once the group is there. */
export function problemsOfTargetGroup(
  { identity, loadBalancer, targets }: Fixed,
  observed: ObservedTargetGroup | undefined,
): string[] {
  const changes = diff(fixedSettings({ vpcId: loadBalancer.vpcId, targets }), observed?.group ?? {});
  return changes
    .filter(({ observed: before }) => before !== undefined)
    .map(
      ({ path, observed: before, desired: now }) =>
        `${KIND} ${identity.shortName} has the ${path} ${before}, and would now have ${now}, which AWS does not change. Run once with "mode: destroy", then deploy again: the address changes.`,
    );
}

/** The fastest that AWS allows, two successes five seconds apart, because a rollout waits for them. */
function healthCheck({ targets }: DesiredTargetGroup): TargetGroup & { Matcher: { HttpCode: string } } {
  const { healthCheck: check, healthCheckProtocol, healthCheckPort } = targets;
  return {
    HealthCheckEnabled: true,
    HealthCheckProtocol: healthCheckProtocol,
    HealthCheckPort: healthCheckPort,
    HealthCheckPath: check.path,
    HealthCheckIntervalSeconds: 5,
    HealthCheckTimeoutSeconds: 4,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 3,
    Matcher: { HttpCode: check.codes },
  };
}

function differences(identity: Identity, desired: DesiredTargetGroup, observed: ObservedTargetGroup): Change[] {
  return [
    ...diff(healthCheck(desired), observed.group),
    ...diff({ deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS }, observed),
    ...diff({ ...identity.tags, [SERVICE_TAG]: desired.service }, observed.tags, 'tags'),
  ];
}

interface TargetGroupWrite {
  observed: ObservedTargetGroup;
  desired: DesiredTargetGroup;
  changes: Change[];
}

async function writeChanges(
  aws: Aws,
  identity: Identity,
  { observed, desired, changes }: TargetGroupWrite,
): Promise<void> {
  const { loadBalancing } = aws;
  const { arn } = observed;
  const name = identity.shortName;
  const paths = changes.map(({ path }) => path);
  const doing = `updating ${KIND} ${name}`;
  if (
    paths.some((path) => path.startsWith('HealthCheck') || path.includes('Threshold') || path.startsWith('Matcher'))
  ) {
    await callAws(doing, () =>
      loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn: arn, ...healthCheck(desired) })),
    );
  }
  if (paths.includes('deregistrationDelaySeconds')) await setDeregistrationDelay(aws, name, arn);
  if (paths.some((path) => path.startsWith('tags'))) {
    await addTags(aws, doing, { arn, tags: { ...identity.tags, [SERVICE_TAG]: desired.service } });
  }
}

async function setDeregistrationDelay({ loadBalancing }: Aws, name: string, arn: string): Promise<void> {
  const Attributes = [{ Key: DELAY_ATTRIBUTE, Value: String(DEREGISTRATION_DELAY_SECONDS) }];
  await callAws(`setting the deregistration delay of ${KIND} ${name}`, () =>
    loadBalancing.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes })),
  );
}

async function removeTargetGroup({ loadBalancing }: Aws, { arn, name }: { arn: string; name: string }): Promise<void> {
  await findOrUndefined(`deleting ${KIND} ${name}`, ['TargetGroupNotFound'], () =>
    loadBalancing.send(new DeleteTargetGroupCommand({ TargetGroupArn: arn })),
  );
}
