// Owns containers of a file that AWS refuses: what is reported before, and AWS's own words.
import type { RefusedByAws } from './refused.ts';

const SECRET = { name: 'JWT_SECRET', valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/jwt' };

export const REFUSED_CONTAINERS: [what: string, refused: RefusedByAws][] = [
  [
    'a name among variables and secrets',
    {
      medusa: { environment: [{ name: 'JWT_SECRET', value: 'x' }], secrets: [SECRET] },
      problems: [
        'task-definition: container medusa: JWT_SECRET is there twice, in "secrets" and once more. Take one of them out.',
      ],
      aws: "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'JWT_SECRET'.",
    },
  ],
  [
    'a placeholder for an image',
    {
      sidecar: { image: '<IMAGE2_NAME>' },
      problems: [
        'task-definition: container sidecar: "<IMAGE2_NAME>" is not an image. Write one there: placeholders are not filled in.',
      ],
      aws: 'Container.image contains invalid characters.',
    },
  ],
  [
    'a role that is empty',
    {
      file: { taskRoleArn: '' },
      isMadeFromNothing: true,
      problems: ['task-definition: taskRoleArn is not a role. Give the ARN of one, or take it out.'],
      aws: 'Role is not valid',
    },
  ],
  [
    'credentials of a registry that are empty',
    {
      sidecar: { repositoryCredentials: { credentialsParameter: '' } },
      problems: [
        'task-definition: container sidecar: repositoryCredentials.credentialsParameter is empty. Give the ARN of a secret, or take repositoryCredentials out.',
      ],
      aws: 'credentialsParameter can not be blank.',
    },
  ],
  [
    'a mount of a volume that is not there',
    {
      file: { volumes: [{ name: 'other' }] },
      medusa: { mountPoints: [{ sourceVolume: 'uploads', containerPath: '/app/static' }] },
      problems: ['task-definition: container medusa: mountPoints names "uploads", which is not there. There is other.'],
      aws: "Unknown volume 'uploads'.",
    },
  ],
  [
    'volumes of a container that is not there',
    {
      sidecar: { volumesFrom: [{ sourceContainer: 'web' }] },
      problems: [
        'task-definition: container sidecar: volumesFrom names "web", which is not there. There is medusa, sidecar.',
      ],
      aws: "Unknown container 'web'.",
    },
  ],
  [
    'a dependency on a container that is not there',
    {
      medusa: { dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }] },
      problems: ['task-definition: container medusa: dependsOn names "migrate", which is not there. There is medusa.'],
      aws: "Cannot depend on container + 'migrate' because it does not exist",
    },
  ],
  [
    'a dependency on the end of an essential container',
    {
      medusa: { dependsOn: [{ containerName: 'sidecar', condition: 'SUCCESS' }] },
      sidecar: { essential: true },
      problems: [
        'task-definition: container medusa: dependsOn waits for the end of container sidecar, which is essential. Set its "essential" to false.',
      ],
      aws: 'A dependency container with SUCCESS or COMPLETE condition cannot be an essential container',
    },
  ],
  [
    'a dependency on the health of a container without a check',
    {
      medusa: { dependsOn: [{ containerName: 'sidecar', condition: 'HEALTHY' }] },
      sidecar: {},
      problems: [
        'task-definition: container medusa: dependsOn waits for the health of container sidecar, which has no "healthCheck". Give it one.',
      ],
      aws: 'A dependency container with HEALTHY condition must have health check configured',
    },
  ],
  [
    'a link in the network mode awsvpc, and to nothing',
    {
      sidecar: { links: ['web:shop'] },
      problems: [
        'task-definition: container sidecar: links names "web", which is not there. There is medusa, sidecar.',
        'task-definition: container sidecar: the network mode awsvpc has no links. Take it out.',
      ],
      aws: "Unknown container 'web:shop' in links.",
    },
  ],
  [
    'a host name in the network mode awsvpc',
    {
      medusa: { hostname: 'shop' },
      problems: ['task-definition: container medusa: the network mode awsvpc has no hostname. Take it out.'],
      aws: 'hostname is not supported on container when networkMode=awsvpc.',
    },
  ],
  [
    'a port of the host in the network mode awsvpc',
    {
      sidecar: { portMappings: [{ containerPort: 80, hostPort: 8080 }] },
      problems: [
        'task-definition: container sidecar: hostPort 8080 is not the containerPort 80. In awsvpc, leave hostPort out.',
      ],
      aws: 'When networkMode=awsvpc, the host ports and container ports in port mappings must match.',
    },
  ],
  [
    'a name of a port that is taken',
    {
      medusa: { portMappings: [{ containerPort: 9000, name: 'http' }] },
      sidecar: { portMappings: [{ containerPort: 80, name: 'http' }] },
      problems: ['task-definition: there are two containers or ports of the name http. Give each one of its own.'],
      aws: "The port mapping name 'http' is already used.",
    },
  ],
  [
    'a health check that is too frequent',
    {
      sidecar: { healthCheck: { command: ['CMD', 'true'], interval: 1 } },
      problems: ['task-definition: container sidecar: healthCheck.interval is 1, and has to be from 5 to 300.'],
      aws: 'Health check interval must be between 5 and 300.',
    },
  ],
  [
    'a stop timeout that is too short',
    {
      sidecar: { stopTimeout: 1 },
      problems: ['task-definition: container sidecar: stopTimeout is 1, and has to be at least 2.'],
      aws: "Granular stop timeout on container 'sidecar' must be at least 2 seconds.",
    },
  ],
  [
    'a restart that is too frequent',
    {
      sidecar: { restartPolicy: { enabled: true, restartAttemptPeriod: 5 } },
      problems: [
        'task-definition: container sidecar: restartPolicy.restartAttemptPeriod is 5, and has to be from 60 to 1800.',
      ],
      aws: "The 'restartAttemptPeriod' setting for container 'sidecar' must be between 60 and 1800",
    },
  ],
  [
    'an eleventh file of variables',
    {
      sidecar: {
        environmentFiles: Array.from({ length: 11 }, (_, at) => ({ type: 's3', value: `arn:aws:s3:::x/${at}.env` })),
      },
      problems: ['task-definition: container sidecar: it has 11 environmentFiles, and ECS takes 10.'],
      aws: 'The maximum number of environment files was exceeded. Specify ten or less and try again.',
    },
  ],
  [
    'credentials of a registry without a role to read them with',
    {
      file: { executionRoleArn: undefined },
      sidecar: { repositoryCredentials: { credentialsParameter: SECRET.valueFrom } },
      isMadeFromNothing: true,
      inputs: { image: 'medusa:v1' },
      problems: [
        'task-definition: container sidecar has credentials of a registry, and there is no "executionRoleArn". Give it a role.',
      ],
      aws: 'Private repository authentication requires that the task definition specify a value for executionRoleArn.',
    },
  ],
  [
    'an image of ECR without a role to pull it with',
    {
      file: { executionRoleArn: undefined },
      sidecar: { image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1' },
      isMadeFromNothing: true,
      inputs: { image: 'medusa:v1' },
      problems: [
        'task-definition: container sidecar has an image of ECR, and there is no "executionRoleArn". Give it a role.',
      ],
      aws: 'Fargate requires task definition to have execution role ARN to support ECR images.',
    },
  ],
];
