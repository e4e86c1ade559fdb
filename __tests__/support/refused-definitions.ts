// Owns task definitions of a file that AWS refuses as a whole, or on Fargate: what is reported before, and AWS's own words.
import { expect } from '@jest/globals';
import { type RefusedByAws, SIDECAR } from './refused.ts';

const SECRET = { name: 'JWT_SECRET', valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/jwt' };

export const REFUSED_DEFINITIONS: [what: string, refused: RefusedByAws][] = [
  [
    'a name that two containers have',
    {
      sidecar: { name: 'medusa' },
      problems: ['task-definition: there are two containers or ports of the name medusa. Give each one of its own.'],
      aws: 'Container names must be unique.',
    },
  ],
  [
    'no essential container',
    {
      medusa: { essential: false },
      problems: [
        'task-definition: no container is essential. Set "essential" to true for the one that the task is for.',
      ],
      aws: "Task definition doesn't have any essential container.",
    },
  ],
  [
    'a log router that is missing',
    {
      sidecar: { logConfiguration: { logDriver: 'awsfirelens' } },
      problems: [
        'task-definition: the log driver awsfirelens and a container with firelensConfiguration belong together, and one of them is missing.',
      ],
      aws: 'When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.',
    },
  ],
  [
    'a proxy that is missing',
    {
      file: { proxyConfiguration: { type: 'APPMESH', containerName: 'envoy' } },
      problems: ['task-definition: proxyConfiguration names the container "envoy", which is not there.'],
      aws: 'Proxy container [envoy] does not exist.',
    },
  ],
  [
    'an EFS volume with IAM in the clear',
    {
      file: {
        volumes: [
          {
            name: 'media',
            efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED' } },
          },
        ],
      },
      problems: ['task-definition: volume media: with iam, transitEncryption has to be ENABLED.'],
      aws: 'EFS IAM authorization requires TransitEncryption to be enabled.',
    },
  ],
  [
    'secrets without a role to read them with',
    {
      file: { executionRoleArn: undefined },
      medusa: { secrets: [SECRET] },
      isMadeFromNothing: true,
      inputs: { image: 'medusa:v1' },
      problems: ['task-definition: container medusa has secrets, and there is no "executionRoleArn". Give it a role.'],
      aws: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.",
    },
  ],
  [
    'an eleventh container',
    {
      file: {
        containerDefinitions: Array.from({ length: 11 }, (_, at) => ({ ...SIDECAR, name: `c${at}`, image: `c${at}` })),
      },
      inputs: { container: 'c0' },
      problems: [
        'task-definition: no container is essential. Set "essential" to true for the one that the task is for.',
        'task-definition: with what is added it has 11 containers, and ECS takes 10.',
      ],
      aws: 'A task definition can contain at most 10 containers.',
    },
  ],
  [
    'more CPU units than the task has',
    {
      file: { cpu: '.25 vCPU', memory: '1 GB' },
      medusa: { cpu: 128 },
      sidecar: { cpu: 192 },
      problems: [
        'cpu: the containers ask for 320 CPU units together, and the task has 256. Raise "cpu", or lower theirs in the task definition.',
      ],
      aws: "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
    },
  ],
  [
    'more memory than the task has',
    {
      sidecar: { memory: 1536 },
      problems: [
        'memory: container sidecar asks for 1536 MiB, and the task has 1024. Raise "memory", or lower the container\'s in the task definition.',
      ],
      aws: "The 'memory' setting for container 'sidecar' is greater than for the task.",
    },
  ],
  [
    'a reservation of more memory than the limit',
    {
      sidecar: { memory: 128, memoryReservation: 256 },
      problems: [
        'memory: container sidecar reserves 256 MiB, and has 128. Lower its memoryReservation in the task definition.',
      ],
      aws: "Invalid setting for container 'sidecar'. 'memory' must be greater than or equal to 'memoryReservation'.",
    },
  ],
  [
    'a size that Fargate does not have',
    {
      file: { memory: '9000' },
      problems: [
        'cpu, memory: Fargate has no task of 512 CPU units and 9000 MiB. With these units, "memory" is one of 1024, 2048, 3072, 4096.',
      ],
      aws: 'No Fargate configuration exists for given values: 512 CPU, 9000 memory. See the Amazon ECS documentation for the valid values.',
    },
  ],
  [
    'no size at all on Fargate',
    {
      file: { cpu: undefined },
      problems: ['cpu, memory: Fargate asks for both. Give cpu.'],
      aws: "Fargate requires that 'cpu' be defined at the task level.",
    },
  ],
  [
    'privileges on Fargate',
    {
      sidecar: { privileged: true },
      problems: ['task-definition: Fargate has no privileged of container sidecar. Take it out.'],
      aws: "Fargate requires that the 'privileged' setting be 'false'.",
    },
  ],
  [
    'a folder of the host on Fargate',
    {
      file: { volumes: [{ name: 'data', host: { sourcePath: '/data' } }] },
      problems: ['task-definition: Fargate has no host.sourcePath of volume data. Take it out.'],
      aws: 'Fargate compatible task definitions do not support sourcePath',
    },
  ],
  [
    'a GPU on Fargate',
    {
      sidecar: { resourceRequirements: [{ type: 'GPU', value: '1' }] },
      problems: ['task-definition: Fargate has no GPU in resourceRequirements of container sidecar. Take it out.'],
      aws: 'Tasks using the Fargate launch type do not support GPU resource requirements.',
    },
  ],
  [
    'a log driver that Fargate does not have',
    {
      sidecar: { logConfiguration: { logDriver: 'json-file' } },
      problems: [
        'task-definition: container sidecar: Fargate has no log driver json-file. Use one of awslogs, splunk, awsfirelens.',
      ],
      aws: 'json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]',
    },
  ],
  [
    'a log without the options that Fargate asks for',
    {
      sidecar: {
        logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/x', 'awslogs-region': 'eu-west-1' } },
      },
      problems: ['task-definition: container sidecar: its log driver lacks the options awslogs-stream-prefix.'],
      aws: 'Fargate requires log configuration options to include awslogs-stream-prefix.',
    },
  ],
  [
    'a storage that Fargate does not have',
    {
      file: { ephemeralStorage: { sizeInGiB: 20 } },
      problems: ['task-definition: ephemeralStorage.sizeInGiB is 20, and has to be from 21 to 200.'],
      aws: 'EphemeralStorage size should be at least 21.',
    },
  ],
  [
    'a folder of an EFS volume beside its access point',
    {
      file: {
        volumes: [
          {
            name: 'media',
            efsVolumeConfiguration: {
              fileSystemId: 'fs-1',
              rootDirectory: '/media',
              authorizationConfig: { accessPointId: 'fsap-1' },
            },
          },
        ],
      },
      problems: ['task-definition: volume media: with an access point, leave rootDirectory out.'],
      aws: 'When using an EFS access point, the root directory must either be set to "/" or be omitted.',
    },
  ],
  [
    'more than a task definition may hold',
    {
      sidecar: { command: ['x'.repeat(65_536)] },
      problems: [expect.stringMatching(/^task-definition: with what is added it has \d+ bytes, and ECS takes 65536\./)],
      aws: expect.stringMatching(/^Actual length: '\d+'\. Max allowed length is '65536' bytes\.$/),
    },
  ],
  [
    'the processes of the host on Fargate',
    {
      file: { pidMode: 'host' },
      problems: ['task-definition: Fargate has no pidMode host. Set it to task, or take it out.'],
      aws: "Tasks using the Fargate launch type do not support pidMode 'host'.",
    },
  ],
  [
    'memory and constraints of instances on Fargate',
    {
      file: { ipcMode: 'task', placementConstraints: [{ type: 'memberOf', expression: 'attribute:x == y' }] },
      problems: [
        'task-definition: Fargate has no ipcMode. Take it out.',
        'task-definition: Fargate has no placementConstraints. Take it out.',
      ],
      aws: 'Fargate compatible task definitions do not support ipcMode',
    },
  ],
  [
    'a capability that Fargate does not have',
    {
      sidecar: { linuxParameters: { capabilities: { add: ['NET_ADMIN'] } } },
      problems: ['task-definition: Fargate has no capability NET_ADMIN of container sidecar. Take it out.'],
      aws: 'NET_ADMIN is not allowed on Fargate.',
    },
  ],
  [
    'a stop timeout that is too long on Fargate',
    {
      sidecar: { stopTimeout: 121 },
      problems: ['task-definition: container sidecar: stopTimeout is 121; on Fargate it is 120 at most.'],
      aws: 'Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.',
    },
  ],
];
