// Owns attending to one request for a sleeping preview: starting its service, and giving its rule back once a target is healthy.
// Each step is decided by what is there, so that several visitors at once, a deploy or a sleep meanwhile come to one result.
import { DescribeServicesCommand, type Service, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { type Action, DescribeTargetHealthCommand, ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Aws, Preview } from './find-preview.ts';

/** `stopped`: somebody else has stopped its tasks, and it is not this function's to start them. `failed`: ECS starts none of it. */
export type State = 'asleep' | 'waking' | 'awake' | 'stopped' | 'failed' | 'unknown';

export async function attend(aws: Aws, preview: Preview, isWanted: boolean): Promise<State> {
  const service = await findService(aws, preview);
  if (service === undefined) return 'unknown';
  if (hasFailed(service)) return 'failed';
  if (service.desiredCount === 0) return isWanted ? start(aws, preview, service) : stateOfStopped(service);
  const isServing = (service.runningCount ?? 0) > 0 && (await hasHealthyTarget(aws, preview));
  return isServing ? giveBack(aws, preview) : 'waking';
}

async function start({ ecs }: Aws, { cluster, service }: Preview, observed: Service): Promise<State> {
  const desiredCount = formerCount(observed);
  if (desiredCount === undefined) return 'stopped';
  await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }));
  return 'waking';
}

/** A sleep may have begun since the service was read: it has changed the service first, and the rule has to be as it leaves it. */
async function giveBack(aws: Aws, preview: Preview): Promise<State> {
  await changeRule(aws, preview, [{ Type: 'forward', TargetGroupArn: preview.targetGroupArn }]);
  const service = await findService(aws, preview);
  if (service?.desiredCount !== 0) return 'awake';
  await changeRule(aws, preview, preview.asleepActions);
  return stateOfStopped(service);
}

async function changeRule({ loadBalancing }: Aws, { ruleArn: RuleArn }: Preview, Actions: Action[]): Promise<void> {
  await loadBalancing.send(new ModifyRuleCommand({ RuleArn, Actions }));
}

/** Only one that is there, and of the same owner as the rule. */
async function findService({ ecs }: Aws, { cluster, service, owner }: Preview): Promise<Service | undefined> {
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster, services: [service], include: ['TAGS'] }),
  );
  return services.find((each) => each.status === 'ACTIVE' && tagOf(each, 'owner') === owner);
}

async function hasHealthyTarget({ loadBalancing }: Aws, { targetGroupArn: TargetGroupArn }: Preview): Promise<boolean> {
  const { TargetHealthDescriptions: targets = [] } = await loadBalancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn }),
  );
  return targets.some(({ TargetHealth }) => TargetHealth?.State === 'healthy');
}

/** The circuit breaker has stopped the last deploy, and another number of tasks changes nothing about that. */
function hasFailed({ deployments = [] }: Service): boolean {
  return deployments.some(({ status, rolloutState }) => status === 'PRIMARY' && rolloutState === 'FAILED');
}

function stateOfStopped(service: Service): State {
  return formerCount(service) === undefined ? 'stopped' : 'asleep';
}

/** The mark of a sleep: `2026-12-01T01:00:00Z/1`, since when, and how many tasks it had. */
function formerCount(service: Service): number | undefined {
  const [, count] = /^\S+Z\/([1-9]\d*)$/.exec(tagOf(service, 'asleep') ?? '') ?? [];
  return count === undefined ? undefined : Number(count);
}

function tagOf({ tags = [] }: Service, name: string): string | undefined {
  return tags.find(({ key }) => key === `medusa-preview:${name}`)?.value;
}
