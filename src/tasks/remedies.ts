// Owns what to do about the common ways in which a task does not come up: a line for each, by AWS's own words. Pure.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html

type Remedy = [words: RegExp, remedy: string];

const PULL_ERROR = /CannotPullContainerError(?<reason>.*)/;

/** By why the image could not be pulled. */
const PULL_REMEDIES: Remedy[] = [
  [
    /descriptor matching platform|no matching manifest/i,
    'The image was built for another processor: build it with --platform linux/amd64, or for what "runtimePlatform" of the task definition says.',
  ],
  [
    /not found|manifest unknown|does not exist in the registry/i,
    'There is no such image: check the tag, and that it was pushed before this step.',
  ],
  [
    /denied|authorization|unauthorized|permission|403/i,
    'The image could not be pulled: check its name, and that the execution role of the task may read the repository.',
  ],
  [
    /timeout|timed out|deadline|dial |connection/i,
    'The registry was not reached: the tasks need public addresses, a NAT gateway, or VPC endpoints for ecr.api, ecr.dkr and s3.',
  ],
];

const REMEDIES: Remedy[] = [
  [/CannotPullContainerError/, 'The image could not be pulled: the words of AWS above say why.'],
  [
    /unable to (pull|retrieve) (secrets?|registry auth)/i,
    'ECS could not read the secrets, or log in to the registry: check the ARNs in "secrets", that the execution role may read them, and that the tasks reach Secrets Manager, SSM and ECR (public addresses, NAT gateway or VPC endpoints).',
  ],
  [
    /OutOfMemory/,
    'The container needs more memory than it has: raise "memory" (a Medusa with its admin wants 1024 MiB or more).',
  ],
  [
    /capacity is unavailable/i,
    'AWS has no capacity just now: run the job again later, use subnets in more zones, or set "capacity-provider" to FARGATE instead of FARGATE_SPOT.',
  ],
  [
    /unable to place a task/i,
    'The cluster has no capacity for the task: use Fargate, or give the cluster instances that fit.',
  ],
  [
    /failed with these codes: \[(?:3\d\d|404)\]/,
    'The application answers, but not to this path: set "health-check-path" to one that answers 200, such as /health.',
  ],
  [/failed with these codes/, 'The application answers the health check with an error: its log says why.'],
  [
    /Request timed out|Target\.Timeout/,
    'The health check got no answer: the security group of the tasks has to admit the one of the load balancer on "container-port", and the application has to answer within seconds.',
  ],
  [
    /Health checks failed|Target\.FailedHealthChecks/,
    'Nothing accepts the health check: check "container-port", and that the application listens on 0.0.0.0 and is up within the grace period.',
  ],
  [
    /Target\.NotInUse/,
    'The load balancer does not use the target: its zone is not enabled on the load balancer, or the listener rule is missing.',
  ],
  [
    /CannotStartContainerError/,
    'The command of the container cannot be run: check entry point and command of the task definition.',
  ],
  [/exit code \d+/, 'The application ended by itself: its log says why.'],
];

/** The first that fits; undefined where none does. */
export function remedyFor(words: string): string | undefined {
  return firstOf(PULL_REMEDIES, pullReasons(words)) ?? firstOf(REMEDIES, [words]);
}

function firstOf(remedies: Remedy[], texts: string[]): string | undefined {
  return remedies.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1];
}

/** What each line says behind the name of the error. */
function pullReasons(words: string): string[] {
  return words.split('\n').flatMap((line) => PULL_ERROR.exec(line)?.groups?.reason ?? []);
}
