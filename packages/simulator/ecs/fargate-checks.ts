// Owns what RegisterTaskDefinition refuses in a definition that is to run on Fargate.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { clientError, clientErrorInOwnWords, notSimulated } from './refusals.ts';
import { checkFargateSize } from './task-size.ts';

const ECR_IMAGE = /\.dkr\.ecr\./;
const LOG_DRIVERS = ['awslogs', 'splunk', 'awsfirelens'];

export function checkFargate(input: RegisterTaskDefinitionCommandInput): void {
  if (input.networkMode !== 'awsvpc') throw clientError('Fargate only supports network mode ‘awsvpc’.');
  checkFargateSize(input);
  const storage = input.ephemeralStorage?.sizeInGiB ?? 21;
  if (storage < 21) throw clientError('EphemeralStorage size should be at least 21.');
  if (storage > 200) throw clientErrorInOwnWords('EphemeralStorage size should be at most 200.');
  if (input.pidMode === 'host') {
    throw clientError("Tasks using the Fargate launch type do not support pidMode 'host'.");
  }
  const { volumes = [] } = input;
  refuseMembers({
    ipcMode: input.ipcMode,
    constraints: input.placementConstraints,
    sourcePath: volumes.find(({ host }) => host?.sourcePath),
    dockerVolumeConfiguration: volumes.find(({ dockerVolumeConfiguration }) => dockerVolumeConfiguration),
  });
  for (const container of input.containerDefinitions ?? []) checkContainer(container, input.executionRoleArn);
}

function refuseMembers(members: Record<string, unknown>): void {
  for (const [member, value] of Object.entries(members)) {
    const isSet = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (isSet) throw clientError(`Fargate compatible task definitions do not support ${member}`);
  }
}

function checkContainer(container: ContainerDefinition, executionRoleArn: string | undefined): void {
  const { image = '', stopTimeout = 0, privileged, linuxParameters = {}, resourceRequirements = [] } = container;
  if (privileged) throw clientError("Fargate requires that the 'privileged' setting be 'false'.");
  const { dnsSearchDomains, dockerSecurityOptions } = container;
  const { devices, sharedMemorySize, maxSwap, swappiness, capabilities } = linuxParameters;
  refuseMembers({ dockerSecurityOptions, devices, sharedMemorySize, maxSwap });
  if (swappiness || dnsSearchDomains?.length) {
    throw clientErrorInOwnWords('Fargate compatible task definitions do not support swappiness or dnsSearchDomains');
  }
  if (resourceRequirements.some(({ type }) => type === 'GPU')) {
    throw clientError('Tasks using the Fargate launch type do not support GPU resource requirements.');
  }
  const capability = capabilities?.add?.find((name) => name !== 'SYS_PTRACE');
  if (capability !== undefined) throw clientError(`${capability} is not allowed on Fargate.`);
  if (stopTimeout > 120) {
    throw clientError(
      'Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.',
    );
  }
  if (!executionRoleArn && ECR_IMAGE.test(image)) throw roleFor('ECR images');
  checkLog(container, executionRoleArn);
}

function roleFor(what: string) {
  return clientError(`Fargate requires task definition to have execution role ARN to support ${what}.`);
}

function checkLog({ logConfiguration }: ContainerDefinition, executionRoleArn: string | undefined): void {
  if (logConfiguration === undefined) return;
  const { logDriver = '', options = {} } = logConfiguration;
  if (!LOG_DRIVERS.includes(logDriver)) {
    throw clientError(`${logDriver} is not a valid log driver. Must be one of [${LOG_DRIVERS.join(',')}]`);
  }
  if (logDriver === 'awsfirelens') return;
  if (logDriver !== 'awslogs') throw notSimulated(`the log driver ${logDriver}`);
  if (!options['awslogs-stream-prefix']) {
    throw clientError('Fargate requires log configuration options to include awslogs-stream-prefix.');
  }
  if (!executionRoleArn) throw roleFor('log driver awslogs');
}
