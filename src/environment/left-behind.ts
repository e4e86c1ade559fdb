// Owns which settings of the base service a copy does without on purpose, as far as AWS shows that it has them. Pure.
import type { DeploymentConfiguration, Service } from '@aws-sdk/client-ecs';

/** Each in a few words, for the log; docs/copies.md says why. */
export function describeLeftBehind(baseService: Service | undefined): string[] {
  if (baseService === undefined) return [];
  const { serviceRegistries = [], loadBalancers = [], deployments = [], deploymentConfiguration = {} } = baseService;
  const { deploymentController, schedulingStrategy } = baseService;
  const lattice = deployments.flatMap(({ vpcLatticeConfigurations = [] }) => vpcLatticeConfigurations);
  const controller = deploymentController?.type ?? 'ECS';
  const settings = [
    serviceRegistries.length > 0 && 'service registries (Cloud Map)',
    lattice.length > 0 && 'VPC Lattice target groups',
    loadBalancers.length > 1 && 'target groups beyond the first',
    controller !== 'ECS' && `deployment controller ${controller}`,
    schedulingStrategy === 'DAEMON' && 'scheduling strategy DAEMON',
    ...ofDeployments(deploymentConfiguration),
  ];
  return settings.filter((setting) => setting !== false);
}

function ofDeployments(configuration: DeploymentConfiguration): (string | false)[] {
  const { strategy = 'ROLLING', alarms, lifecycleHooks = [], earlySuccessCriteria } = configuration;
  return [
    strategy !== 'ROLLING' && `deployment strategy ${strategy}`,
    alarms?.enable === true && 'deployment alarms',
    lifecycleHooks.length > 0 && 'deployment hooks',
    earlySuccessCriteria?.enable === true && 'early success of deployments',
  ];
}
