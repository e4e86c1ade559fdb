// Shows that task definitions as AWS's guides and vendors write them are taken: a check that refused one would be in the way.
import type { RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { problemsOfTaskDefinition } from '../../src/checks/task-definition.ts';
import { readTaskDefinitionSource } from '../../src/request/task-definition-file.ts';

const MEDUSA = { name: 'medusa', image: 'medusa:v1', portMappings: [{ containerPort: 9000, hostPort: 9000 }] };
const AWSLOGS = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/shop', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'medusa' },
};

interface Written extends Record<string, unknown> {
  containerDefinitions: object[];
}

function problemsOf(written: Written, launchType: 'FARGATE' | 'EC2'): string[] {
  const file = {
    family: 'shop',
    networkMode: 'awsvpc',
    requiresCompatibilities: [launchType],
    cpu: '1024',
    memory: '2048',
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    taskRoleArn: 'arn:aws:iam::123456789012:role/app/task',
    ...written,
  };
  const source = readTaskDefinitionSource('task.json', () => JSON.stringify(file), 'medusa');
  const base = (source as { definition: RegisterTaskDefinitionCommandInput }).definition;
  const defaults = { baseService: undefined, isApart: false, cpu: undefined, memory: undefined };
  return problemsOfTaskDefinition(
    { base, isFromFile: true, ...defaults, launchType, capacityProviderStrategy: undefined },
    base,
  );
}

test.each<[string, 'FARGATE' | 'EC2', Written]>([
  [
    'FireLens',
    'FARGATE',
    {
      containerDefinitions: [
        {
          name: 'log_router',
          image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:stable',
          essential: true,
          user: '0',
          firelensConfiguration: { type: 'fluentbit', options: { 'enable-ecs-log-metadata': 'true' } },
          logConfiguration: AWSLOGS,
          memoryReservation: 50,
        },
        {
          ...MEDUSA,
          logConfiguration: {
            logDriver: 'awsfirelens',
            options: { Name: 'datadog', Host: 'http-intake.logs.datadoghq.com' },
            secretOptions: [{ name: 'apikey', valueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/key' }],
          },
          dependsOn: [{ containerName: 'log_router', condition: 'START' }],
        },
      ],
    },
  ],
  [
    'App Mesh and X-Ray',
    'FARGATE',
    {
      proxyConfiguration: {
        type: 'APPMESH',
        containerName: 'envoy',
        properties: [
          { name: 'IgnoredUID', value: '1337' },
          { name: 'IgnoredGID', value: '' },
        ],
      },
      containerDefinitions: [
        { ...MEDUSA, dependsOn: [{ containerName: 'envoy', condition: 'HEALTHY' }] },
        {
          name: 'envoy',
          image: '840364872350.dkr.ecr.eu-west-1.amazonaws.com/aws-appmesh-envoy:v1.27.3.0-prod',
          essential: true,
          user: '1337',
          ulimits: [{ name: 'nofile', hardLimit: 15_000, softLimit: 15_000 }],
          healthCheck: {
            command: ['CMD-SHELL', 'curl -s localhost'],
            startPeriod: 10,
            interval: 5,
            timeout: 2,
            retries: 3,
          },
        },
        {
          name: 'xray-daemon',
          image: 'public.ecr.aws/xray/aws-xray-daemon:latest',
          cpu: 32,
          memoryReservation: 256,
          portMappings: [{ containerPort: 2000, protocol: 'udp' }],
        },
      ],
    },
  ],
  [
    'EFS, storage and a container that prepares it',
    'FARGATE',
    {
      ephemeralStorage: { sizeInGiB: 21 },
      runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      volumes: [
        { name: 'scratch', host: {} },
        {
          name: 'media',
          efsVolumeConfiguration: {
            fileSystemId: 'fs-1',
            rootDirectory: '/',
            transitEncryption: 'ENABLED',
            authorizationConfig: { accessPointId: 'fsap-1', iam: 'ENABLED' },
          },
        },
      ],
      containerDefinitions: [
        {
          name: 'prepare',
          image: 'busybox',
          essential: false,
          command: ['chown', '1000', '/media'],
          mountPoints: [{ sourceVolume: 'media', containerPath: '/media' }],
        },
        {
          ...MEDUSA,
          mountPoints: [{ sourceVolume: 'scratch', containerPath: '/tmp', readOnly: false }],
          volumesFrom: [{ sourceContainer: 'prepare' }],
          dependsOn: [{ containerName: 'prepare', condition: 'SUCCESS' }],
          stopTimeout: 120,
          restartPolicy: { enabled: true, restartAttemptPeriod: 60, ignoredExitCodes: [0] },
          linuxParameters: { initProcessEnabled: true, capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] } },
          versionConsistency: 'disabled',
        },
      ],
    },
  ],
  [
    'Service Connect and the agent of Datadog',
    'FARGATE',
    {
      pidMode: 'task',
      containerDefinitions: [
        {
          ...MEDUSA,
          portMappings: [{ containerPort: 9000, hostPort: 9000, name: 'medusa', appProtocol: 'http' }],
          dockerLabels: { 'com.datadoghq.tags.service': 'medusa' },
          environment: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
          environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::shop/medusa.env' }],
          logConfiguration: AWSLOGS,
        },
        {
          name: 'datadog-agent',
          image: 'public.ecr.aws/datadog/agent:latest',
          essential: false,
          environment: [{ name: 'ECS_FARGATE', value: 'true' }],
          secrets: [{ name: 'DD_API_KEY', valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:dd:key::' }],
        },
      ],
    },
  ],
  [
    'a GPU and a folder of the host, on instances',
    'EC2',
    {
      cpu: undefined,
      memory: undefined,
      ipcMode: 'task',
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:ecs.instance-type =~ g4dn.*' }],
      volumes: [{ name: 'data', host: { sourcePath: '/data' } }],
      containerDefinitions: [
        {
          ...MEDUSA,
          memory: 1024,
          memoryReservation: 512,
          privileged: true,
          resourceRequirements: [{ type: 'GPU', value: '1' }],
          logConfiguration: { logDriver: 'json-file' },
          mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
          linuxParameters: { sharedMemorySize: 64, devices: [{ hostPath: '/dev/fuse' }] },
        },
      ],
    },
  ],
])('%s', (_, launchType, written) => {
  expect(problemsOf(written, launchType)).toEqual([]);
});
