// Owns how we speak with AWS: one client per service, and an error that says what we were doing.
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { AwsError, CancelledError, ExplainedError } from './errors.ts';
import type { Aws } from './world.ts';

export type HttpAgents = Pick<NodeHttpHandlerOptions, 'httpAgent' | 'httpsAgent'>;

/** Standard retries cover throttling and passing faults: eight attempts take up to about a minute. */
const MAX_ATTEMPTS = 8;
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Clients for the region of the SDK's own chain; the agents carry the proxy settings. Once cancelled, they make no call. */
export async function connectAws(agents: HttpAgents, cancellation: AbortSignal): Promise<Aws> {
  const config = {
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    customUserAgent: [['medusa-cloudfront-preview', '1']] as [string, string][],
    requestHandler: new NodeHttpHandler({
      ...agents,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    }),
  };
  const ecs = cancellable(new ECSClient(config), cancellation);
  return {
    region: await readRegion(ecs),
    // The SDK reads the Date of each answer, so that its signatures hold on a runner whose clock is off.
    now: () => new Date(Date.now() + ecs.config.systemClockOffset),
    // CloudFront is a global service: it is signed for us-east-1 wherever the load balancer is.
    cloudfront: cancellable(new CloudFrontClient({ ...config, region: 'us-east-1' }), cancellation),
    ecs,
    loadBalancing: cancellable(new ElasticLoadBalancingV2Client(config), cancellation),
    ec2: once(async () => {
      const { EC2Client } = await import('@aws-sdk/client-ec2');
      return cancellable(new EC2Client(config), cancellation);
    }),
    logs: once(async () => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return cancellable(new CloudWatchLogsClient(config), cancellation);
    }),
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

interface Sender {
  send(command: unknown, options?: object): Promise<unknown>;
}

/** Every call of the client, those that a paginator makes as well, gives up when the signal comes, also between two attempts. */
function cancellable<Client extends { send: unknown }>(client: Client, abortSignal: AbortSignal): Client {
  const sender = client as Sender;
  const send = sender.send.bind(client);
  sender.send = (command, options) => send(command, { abortSignal, ...options });
  return client;
}

async function readRegion({ config }: ECSClient): Promise<string> {
  try {
    return await config.region();
  } catch (cause) {
    throw new ExplainedError(`reading AWS_REGION: ${(cause as Error).message}`, {
      hint: 'Give the job the region of the load balancer, for example with "aws-region" of aws-actions/configure-aws-credentials.',
      cause,
    });
  }
}

/** Makes a call; what AWS refuses becomes an AwsError that begins with `doing`, such as "creating target group shop-pr-42". */
export async function attempt<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isExplained = error instanceof ExplainedError;
    if (error instanceof Error && error.name === 'AbortError') throw new CancelledError(undefined, { cause: error });
    throw !isExplained && (isAwsAnswer(error) || isNetworkTrouble(error)) ? toAwsError(doing, error) : error;
  }
}

/** As `attempt`, and undefined where AWS answers that it is not there, with one of these codes. */
export async function attemptToFind<T>(
  doing: string,
  notFound: string[],
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await attempt(doing, call);
  } catch (error) {
    if (error instanceof AwsError && notFound.includes(error.code)) return undefined;
    throw error;
  }
}

/** Every item of every page of one of the SDK's paginators. */
export async function collect<Page, Item>(
  doing: string,
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  return attempt(doing, async () => {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
    return items;
  });
}

interface AwsAnswer extends Error {
  Code?: string;
  $metadata: { requestId?: string; httpStatusCode?: number };
}

interface NetworkTrouble extends Error {
  /** Node's code: `ECONNREFUSED`. */
  code?: string;
}

function isAwsAnswer(error: unknown): error is AwsAnswer {
  return error instanceof Error && '$metadata' in error;
}

/** Node gives some mistakes in a program a code as well; those are all TypeErrors. */
function isNetworkTrouble(error: unknown): error is NetworkTrouble {
  return (
    error instanceof Error &&
    !(error instanceof TypeError) &&
    ('code' in error || /Timeout|Credentials/.test(error.name))
  );
}

function toAwsError(doing: string, error: AwsAnswer | NetworkTrouble): AwsError {
  // ELBv2 has the short code in `Code` and the name of the shape in `name`: PriorityInUse, PriorityInUseException.
  const { Code, code: systemCode } = error as Partial<AwsAnswer & NetworkTrouble>;
  const code = Code ?? systemCode ?? error.name;
  const { requestId, httpStatusCode } = isAwsAnswer(error) ? error.$metadata : {};
  // To an answer that it cannot read, the SDK adds advice for people who program with it.
  const words = error.message.replace(/\s*Deserialization error: .*$/s, '');
  const reason = /^(Unknown(Error)?)?$/.test(words) ? `no further words, status ${httpStatusCode ?? 'unknown'}` : words;
  const isUnreachable = systemCode !== undefined || error.name === 'TimeoutError';
  const hint = isUnreachable ? UNREACHABLE : hintFor(code, reason);
  return new AwsError(doing, { code, reason, requestId, hint, cause: error });
}

const UNREACHABLE =
  'AWS could not be reached. Check AWS_REGION, and where they are set HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL.';

function hintFor(code: string, reason: string): string | undefined {
  if (/AccessDenied|UnauthorizedOperation/.test(code)) {
    if (reason.includes('explicit deny')) {
      return 'A policy denies it outright, of the organization perhaps: allowing it elsewhere does not help, ask whoever set it.';
    }
    const action = /not authorized to perform:? ([\w-]+:\w+)/.exec(reason)?.[1];
    return action === undefined
      ? 'Add the missing action to the policy of the role that the workflow assumes; docs/iam-policy.json lists them all.'
      : `Add ${action} to the policy of the role that the workflow assumes; docs/iam-policy.json lists all that is needed.`;
  }
  if (BAD_CREDENTIALS.test(code)) {
    return 'Give the job AWS credentials first, for example with aws-actions/configure-aws-credentials and "id-token: write".';
  }
  if (/Throttl|RequestLimitExceeded|TooManyRequests/.test(code)) {
    return 'AWS kept throttling us. Run the job again in a minute; fewer jobs at the same time help.';
  }
  if (/^(Unknown|UnknownError|SyntaxError)$/.test(code) || /parse error/i.test(reason)) {
    return 'The answer does not read like one of AWS. Check what stands in between: HTTPS_PROXY and AWS_ENDPOINT_URL.';
  }
  return undefined;
}

/** Each protocol has names of its own for the same: EC2 says AuthFailure, CloudFront SignatureDoesNotMatch. */
const BAD_CREDENTIALS =
  /Credentials|AuthFailure|ExpiredToken|RequestExpired|InvalidClientTokenId|MissingAuthenticationToken|UnrecognizedClient|Signature/;
