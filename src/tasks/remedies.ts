// Owns the hints for the common reasons why a task does not start, found by AWS's error text. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html

import { REDIS_CONTAINER } from '../environment/redis.ts';

type Remedy = [words: RegExp, remedy: string];

const PULL_ERROR = /CannotPullContainerError(?<reason>.*)/;

const PULL_REMEDIES: Remedy[] = [
  [
    new RegExp(`${REDIS_CONTAINER} never ran|^(?!.* never ran).*/(?:redis|valkey)[:@]`),
    'The image of the environment\'s own Redis could not be pulled: set "redis-image" to one in a registry that the tasks can reach.',
  ],
  [
    /descriptor matching platform|no matching manifest/i,
    'The image was built for another CPU architecture: build it with --platform linux/amd64, or for the "runtimePlatform" of the task definition.',
  ],
  [
    /not found|manifest unknown|does not exist in the registry/i,
    'The image does not exist: check the tag, and that it was pushed before this step.',
  ],
  [
    /denied|authorization|unauthorized|permission|403/i,
    'The image could not be pulled: check its name, and that the execution role of the task may pull from the repository.',
  ],
  [
    /timeout|timed out|deadline|dial |connection/i,
    'The registry could not be reached: the tasks need public IP addresses, a NAT gateway, or VPC endpoints for ecr.api, ecr.dkr and s3.',
  ],
];

const REMEDIES: Remedy[] = [
  [/CannotPullContainerError/, 'The image could not be pulled: see the message of AWS above.'],
  [
    /unable to (pull|retrieve) (secrets?|registry auth)/i,
    'ECS could not read the secrets, or log in to the registry: check the ARNs in "secrets", that the execution role may read them, and that the tasks can reach Secrets Manager, SSM and ECR (through public IP addresses, a NAT gateway or VPC endpoints).',
  ],
  [/OutOfMemory/, 'The container ran out of memory: raise "memory" (Medusa with its admin needs 1024 MiB or more).'],
  [
    /capacity is unavailable/i,
    'AWS has no capacity at the moment: re-run the job later, use subnets in more zones, or set "capacity-provider" to FARGATE instead of FARGATE_SPOT.',
  ],
  [
    /unable to place a task/i,
    'The cluster has no capacity for the task: use Fargate, or add instances that are large enough.',
  ],
  [
    /failed with these codes: \[(?:3\d\d|404)\]/,
    'The health check does not accept what the application answers at this path: set "health-check-path" to one that answers 200, such as /health.',
  ],
  [/failed with these codes/, 'The application answers the health check with an error: see its log.'],
  [
    /Request timed out|Target\.Timeout/,
    'The health check got no response in time: the security group of the tasks must allow the load balancer on the port of Medusa, which "container" can set as name:port, and the application must answer within seconds.',
  ],
  [
    /Health checks failed|Target\.FailedHealthChecks/,
    'Nothing accepts the connection of the health check: check the port, which "container" can set as name:port, and that the application listens on 0.0.0.0 and starts within the grace period.',
  ],
  [
    /Target\.NotInUse/,
    'The load balancer does not use the target: its Availability Zone is not enabled on the load balancer, or the listener rule is missing.',
  ],
  [
    /CannotStartContainerError/,
    'The command of the container could not be run: check the entry point and command in the task definition.',
  ],
  [/exit code \d+/, 'The application exited: see its log.'],
];

/** The first hint that matches, if any. */
export function remedyFor(words: string): string | undefined {
  return firstOf(PULL_REMEDIES, pullReasons(words)) ?? firstOf(REMEDIES, [words]);
}

function firstOf(remedies: Remedy[], texts: string[]): string | undefined {
  return remedies.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1];
}

/** The text after the error's name, of each line that has one. */
function pullReasons(words: string): string[] {
  return words.split('\n').flatMap((line) => PULL_ERROR.exec(line)?.groups?.reason ?? []);
}
