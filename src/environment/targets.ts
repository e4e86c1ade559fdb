// Owns how the load balancer speaks with the tasks and sees that they are well: as it does with those of the base service,
// unless the inputs say otherwise. Pure.
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Front } from '../foundation/balancing.ts';
import type { Entry } from './containers.ts';

/** A path, and the status codes that mean that all is well: `200`, `200,301-303`. */
export interface HealthCheck {
  path: string;
  codes: string;
}

interface HealthWish {
  /** The path of the input. */
  asked?: string | undefined;
  isStorefront?: boolean;
}

export interface Targets {
  protocol: 'HTTP' | 'HTTPS';
  protocolVersion: string;
  healthCheck: HealthCheck;
  healthCheckProtocol: 'HTTP' | 'HTTPS';
  /** `traffic-port`, or a number. */
  healthCheckPort: string;
}

const MEDUSA: HealthCheck = { path: '/health', codes: '200' };
/** It may lead on to a language or a region. */
const STOREFRONT: HealthCheck = { path: '/', codes: '200-399' };
const LAST_CODE_OF_TARGETS = 499;

/** A target group that leads to another container or another port says nothing about this one. */
export function describeTargets(front: Front | undefined, entry: Entry, wish: HealthWish): Targets {
  const { containerName, containerPort } = front?.balanced ?? {};
  const isSame = containerName === entry.container && containerPort === entry.port;
  const group = isSame ? front?.targetGroup : undefined;
  const protocol = webProtocol(group?.Protocol) ?? 'HTTP';
  return {
    protocol,
    protocolVersion: group?.ProtocolVersion ?? 'HTTP1',
    healthCheck: describeHealthCheck(group, wish),
    healthCheckProtocol: webProtocol(group?.HealthCheckProtocol) ?? protocol,
    healthCheckPort: group?.HealthCheckPort ?? 'traffic-port',
  };
}

/** A path that is asked for answers 200, or anything good of a storefront; that of the target group answers as it says. */
export function describeHealthCheck(
  group: TargetGroup | undefined,
  { asked, isStorefront = false }: HealthWish,
): HealthCheck {
  const usual = isStorefront ? STOREFRONT : MEDUSA;
  if (asked !== undefined) return { ...usual, path: asked };
  const { HealthCheckPath: path = usual.path, Matcher } = group ?? {};
  return { path, codes: Matcher?.HttpCode ?? usual.codes };
}

/** A network load balancer has others, which say nothing about HTTP. */
function webProtocol(protocol: string | undefined): 'HTTP' | 'HTTPS' | undefined {
  return protocol === 'HTTP' || protocol === 'HTTPS' ? protocol : undefined;
}

export function isHealthy(status: number, { codes }: HealthCheck): boolean {
  return (
    status <= LAST_CODE_OF_TARGETS &&
    codes.split(',').some((part) => {
      const [first = Number.NaN, last = first] = part.split('-').map(Number);
      return first <= status && status <= last;
    })
  );
}
