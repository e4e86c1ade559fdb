// Owns finding the load balancer in front of the base service, the listener to use, and where they lead to.
import type { LoadBalancer as Balanced, Service } from '@aws-sdk/client-ecs';
import type { Listener, LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { LISTENER_TAG } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import type { Aws } from '../world.ts';
import { type Finding, found, notFound } from './finding.ts';
import {
  chooseListener,
  findListeners,
  findLoadBalancer,
  findTargetGroup,
  forwardsTo,
  idleTimeoutSeconds,
} from './load-balancer.ts';
import { tagsOf } from './services.ts';

/** The load balancer in front of the base service. */
export interface Balancing {
  loadBalancer: LoadBalancer;
  listener: Listener;
  idleTimeoutSeconds: number;
  /** How the base service stands behind it; undefined where it stands behind none. */
  front: Front | undefined;
}

/** One of the target groups of a service, which may stand behind several load balancers. */
export interface Front {
  /** The container and the port that it leads to. */
  balanced: Balanced;
  targetGroup: TargetGroup;
}

type BalancingQuery = Pick<DeployInputs, 'target' | 'listenerArn'>;

export async function findBalancing(
  aws: Aws,
  { listenerArn, target }: BalancingQuery,
  base: { baseService: Service | undefined; fronts: Promise<Front[]> },
): Promise<Finding<Balancing>> {
  const fronts = await base.fronts;
  if (listenerArn === undefined && base.baseService === undefined) return { found: undefined, problems: [] };
  if (listenerArn !== undefined) return findNamed(aws, listenerArn, fronts);
  const arns = [...new Set(fronts.flatMap(({ targetGroup }) => targetGroup.LoadBalancerArns ?? []))];
  // While it sleeps behind a page, no load balancer leads to its target group.
  const kept = base.baseService && tagsOf(base.baseService)[LISTENER_TAG];
  if (arns.length === 0 && fronts.length > 0 && kept !== undefined) return findNamed(aws, kept, fronts);
  const sides = await allSettledOrThrow(arns.map((arn) => findSide(aws, arn, fronts)));
  const side = chooseSide(sides, fronts);
  if (side !== undefined) return joined(side, fronts);
  const name = `service ${target.service.cluster}/${target.service.service}`;
  return notFound(
    base.baseService?.deploymentController?.type === 'EXTERNAL'
      ? `${name} has the deployment controller EXTERNAL: its load balancer, task definition and network are in task sets, which are not read. Give "listener-arn", "task-definition", "subnets" and "security-groups".`
      : `${name} is not behind a load balancer. Set "listener-arn" to the listener to use.`,
  );
}

/** The target groups of a service that are there. */
export async function findFronts(aws: Aws, service: Service | undefined): Promise<Front[]> {
  const fronts = (service?.loadBalancers ?? []).map(async (balanced) => {
    const { targetGroupArn } = balanced;
    const targetGroup = targetGroupArn === undefined ? undefined : await findTargetGroup(aws, targetGroupArn);
    return targetGroup === undefined ? [] : [{ balanced, targetGroup }];
  });
  return (await allSettledOrThrow(fronts)).flat();
}

interface Side {
  listener: Finding<Listener>;
  balancer: Finding<Pick<Balancing, 'loadBalancer' | 'idleTimeoutSeconds'>>;
}

/**
 * An internal one: the others may be public ones, which stay as they are. Of several, one that speaks HTTP, which neither a
 * network load balancer does nor one for HTTPS alone; and rather one that leads to the service whatever is requested.
 */
function chooseSide(sides: Side[], fronts: Front[]): Side | undefined {
  const isLeading = ({ listener }: Side) =>
    fronts.some(({ targetGroup }) => forwardsTo(listener.found?.DefaultActions, targetGroup.TargetGroupArn));
  const isSpeaking = ({ listener }: Side) => listener.found !== undefined;
  const isApplication = ({ balancer }: Side) => balancer.found?.loadBalancer.Type === 'application';
  const internal = sides.filter(({ balancer }) => balancer.found?.loadBalancer.Scheme === 'internal');
  return (
    internal.find(isLeading) ??
    internal.find(isSpeaking) ??
    internal.find(isApplication) ??
    sides.find(isSpeaking) ??
    sides[0]
  );
}

async function findSide(aws: Aws, loadBalancerArn: string, fronts: Front[]): Promise<Side> {
  const targetGroupArns = arnsOf(behind(loadBalancerArn, fronts));
  const [listeners, balancer] = await allSettledOrThrow([
    findListeners(aws, undefined, loadBalancerArn),
    readLoadBalancer(aws, loadBalancerArn),
  ]);
  const listener =
    listeners.found === undefined
      ? { ...listeners, found: undefined }
      : chooseListener(listeners.found, targetGroupArns, undefined);
  return { listener, balancer };
}

/** A listener that was named is the only source of its load balancer. */
async function findNamed(aws: Aws, listenerArn: string, fronts: Front[]): Promise<Finding<Balancing>> {
  const listeners = await findListeners(aws, listenerArn, undefined);
  if (listeners.found === undefined) return { ...listeners, found: undefined };
  const listener = chooseListener(listeners.found, arnsOf(fronts), listenerArn);
  if (listener.found === undefined) return { ...listener, found: undefined };
  const arn = required(listener.found.LoadBalancerArn, 'DescribeListeners.LoadBalancerArn');
  return joined({ listener, balancer: await readLoadBalancer(aws, arn) }, fronts);
}

function joined({ listener, balancer }: Side, fronts: Front[]): Finding<Balancing> {
  const problems = [...listener.problems, ...balancer.problems];
  if (listener.found === undefined || balancer.found === undefined) return { found: undefined, problems };
  const front = chooseFront(listener.found, fronts);
  return found({ ...balancer.found, listener: listener.found, front });
}

/** The one that the listener leads to, or that stands behind its load balancer; else the first. */
function chooseFront(listener: Listener, fronts: Front[]): Front | undefined {
  const near = behind(listener.LoadBalancerArn, fronts);
  return (
    near.find(({ targetGroup }) => forwardsTo(listener.DefaultActions, targetGroup.TargetGroupArn)) ??
    near[0] ??
    fronts[0]
  );
}

function behind(loadBalancerArn: string | undefined, fronts: Front[]): Front[] {
  return fronts.filter(({ targetGroup }) => targetGroup.LoadBalancerArns?.some((arn) => arn === loadBalancerArn));
}

function arnsOf(fronts: Front[]): string[] {
  return fronts.flatMap(({ targetGroup }) => targetGroup.TargetGroupArn ?? []);
}

async function readLoadBalancer(aws: Aws, arn: string): Promise<Side['balancer']> {
  const [loadBalancer, seconds] = await allSettledOrThrow([findLoadBalancer(aws, arn), idleTimeoutSeconds(aws, arn)]);
  if (loadBalancer.found === undefined) return { ...loadBalancer, found: undefined };
  return found({ loadBalancer: loadBalancer.found, idleTimeoutSeconds: seconds });
}
