// Owns changing the base service as its owner does, by AWS's own calls: into a server that takes no jobs, and a worker beside it.
import { ECS, type KeyValuePair } from '@aws-sdk/client-ecs';

const CLUSTER = 'shop';
const SERVICE = 'medusa';
const FAMILY = 'shop-medusa';
const MODE = 'MEDUSA_WORKER_MODE';
const POLL_MILLISECONDS = 500;

/** Resolves once both are rolled out. */
export async function splitBase({ endpoint }: { endpoint: string }): Promise<void> {
  const credentials = { accessKeyId: 'administrator', secretAccessKey: 'any' };
  const ecs = new ECS({ endpoint, region: 'eu-west-1', credentials });
  const { taskDefinition: base = {} } = await ecs.describeTaskDefinition({ taskDefinition: FAMILY });
  const { services: [service] = [] } = await ecs.describeServices({ cluster: CLUSTER, services: [SERVICE] });
  const register = async (family: string, mode: string) => {
    const { networkMode, cpu, memory, taskRoleArn, executionRoleArn, requiresCompatibilities, runtimePlatform } = base;
    const containerDefinitions = base.containerDefinitions?.map((container) => ({
      ...container,
      environment: withMode(container.environment, mode),
    }));
    const roles = { taskRoleArn, executionRoleArn };
    const shape = { networkMode, cpu, memory, requiresCompatibilities, runtimePlatform, ...roles };
    await ecs.registerTaskDefinition({ ...shape, family, containerDefinitions });
  };
  await register(FAMILY, 'server');
  await register(`${FAMILY}-worker`, 'worker');
  await ecs.updateService({ cluster: CLUSTER, service: SERVICE, taskDefinition: FAMILY });
  await ecs.createService({
    cluster: CLUSTER,
    serviceName: `${SERVICE}-worker`,
    taskDefinition: `${FAMILY}-worker`,
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: service?.networkConfiguration,
  });
  await untilRolledOut(ecs);
  ecs.destroy();
}

function withMode(variables: KeyValuePair[] = [], value: string): KeyValuePair[] {
  return [...variables.filter(({ name }) => name !== MODE), { name: MODE, value }];
}

async function untilRolledOut(ecs: ECS): Promise<void> {
  for (;;) {
    const { services = [] } = await ecs.describeServices({
      cluster: CLUSTER,
      services: [SERVICE, `${SERVICE}-worker`],
    });
    const isOver = services.every(
      ({ deployments = [] }) => deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED',
    );
    if (isOver) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
