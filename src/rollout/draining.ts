// Owns the line about what a rollout still waits for once its own tasks run: the load balancer lets go of those of the previous
// version, which by AWS's default takes five minutes.
import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { Log } from '../world.ts';

const DEFAULT_DELAY_SECONDS = 300;

/** Logs it once. The settings of the target group are not read: it belongs to somebody else, who may have reasons for them. */
export function logDraining(log: Log, ours: Deployment): (service: Service) => void {
  let isLogged = false;
  return (service) => {
    if (isLogged || !isDraining(service, ours)) return;
    isLogged = true;
    log.line(
      `  waiting for the load balancer to drain the previous tasks, while the new ones serve: as long as deregistration_delay.timeout_seconds of their target group says, ${DEFAULT_DELAY_SECONDS} s by default. ECS completes the rollout after that.`,
    );
  };
}

function isDraining({ deployments = [], loadBalancers = [] }: Service, { id }: Deployment): boolean {
  const ours = deployments.find((deployment) => deployment.id === id);
  if (ours === undefined || loadBalancers.length === 0) return false;
  const { runningCount = 0, desiredCount = 0, pendingCount = 0 } = ours;
  const hasStarted = desiredCount > 0 && runningCount >= desiredCount && pendingCount === 0;
  return hasStarted && deployments.some((each) => each.id !== id && (each.runningCount ?? 0) > 0);
}
