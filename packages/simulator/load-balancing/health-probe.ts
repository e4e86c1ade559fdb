// Owns one health check of one target: a real request, and what its outcome means.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
import { request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { Cloud } from '../cloud/cloud.ts';
import type { Clock } from '../kernel/clock.ts';
import { reach } from './reachability.ts';
import type { AddressGroupRow, TargetRow } from './tables.ts';
import { readMatcher } from './target-group-settings.ts';

/** However fast the cloud runs, a real process gets this long to answer before a check counts as timed out. */
const MIN_REAL_TIMEOUT_SECONDS = 2;

export type HealthFailure = NonNullable<TargetRow['failure']>;

const TIMED_OUT: HealthFailure = { reason: 'Target.Timeout', description: 'Request timed out' };
const FAILED: HealthFailure = { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };

/** Resolves with undefined when the target passed. */
export async function probe(
  cloud: Cloud,
  loadBalancerArn: string,
  { group, target }: { group: AddressGroupRow; target: TargetRow },
): Promise<HealthFailure | undefined> {
  const port = group.HealthCheckPort === 'traffic-port' ? target.port : Number(group.HealthCheckPort);
  const reached = reach(cloud, loadBalancerArn, { id: target.id, port });
  if (reached === 'refused') return FAILED;
  if (reached === 'dropped') {
    await new Promise<void>((resolve) => cloud.clock.after(group.HealthCheckTimeoutSeconds, resolve));
    return TIMED_OUT;
  }
  const status = await ask({
    localPort: reached.localPort,
    isSecure: group.HealthCheckProtocol === 'HTTPS',
    path: group.HealthCheckPath,
    host: `${target.id}:${port}`,
    timeoutSeconds: Math.max(group.HealthCheckTimeoutSeconds / cloud.clock.scale, MIN_REAL_TIMEOUT_SECONDS),
    clock: cloud.clock,
  });
  if (typeof status !== 'number') return status;
  if (readMatcher(group.Matcher).some(([first, last]) => first <= status && status <= last)) return undefined;
  return { reason: 'Target.ResponseCodeMismatch', description: `Health checks failed with these codes: [${status}]` };
}

interface Question {
  localPort: number;
  isSecure: boolean;
  path: string;
  host: string;
  /** For the machine. */
  timeoutSeconds: number;
  clock: Clock;
}

/** The status code of the answer, or why there was none. */
function ask(question: Question): Promise<number | HealthFailure> {
  const isOver = new AbortController();
  const timer = question.clock.afterReal(question.timeoutSeconds, () => isOver.abort());
  const asked = new Promise<number | HealthFailure>((resolve) => {
    const check = (question.isSecure ? requestSecurely : requestPlainly)({
      host: '127.0.0.1',
      port: question.localPort,
      path: question.path,
      agent: false,
      // A load balancer does not look at the certificate of a target.
      rejectUnauthorized: false,
      signal: isOver.signal,
      headers: {
        Host: question.host,
        Connection: 'close',
        'User-Agent': 'ELB-HealthChecker/2.0',
        'Accept-Encoding': 'gzip, compressed',
      },
    });
    check.on('response', (response) => {
      response.resume();
      response.on('error', () => undefined);
      resolve(response.statusCode ?? FAILED);
    });
    check.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ABORT_ERR' ? TIMED_OUT : FAILED));
    check.end();
  });
  return asked.finally(() => timer.cancel());
}
