// Owns calling AWS: one client per service, and errors that say what the action was doing.
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { AwsError, CancelledError, ExplainedError } from '../errors.ts';
import type { Aws } from '../world.ts';
import { DeadlineExceeded, deadlineError } from './deadline.ts';
import { hasNoCredentials, hintFor, missingActionOf, UNKNOWN_CALL, UNREACHABLE, UNREADABLE } from './hints.ts';

type HttpAgents = Pick<NodeHttpHandlerOptions, 'httpAgent' | 'httpsAgent'>;

/** The SDK's standard mode retries throttling and transient errors; eight attempts take up to about a minute. */
const MAX_ATTEMPTS = 8;
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** The clients use the region from the SDK's provider chain and the agents' proxy settings, and make no calls after `end` aborts. */
export async function connectAws(agents: HttpAgents, end: AbortSignal): Promise<Aws> {
  const config = {
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    customUserAgent: [['medusa-cloudfront-preview', '1']] as [string, string][],
    requestHandler: new PageRefusingHandler({
      ...agents,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    }),
  };
  const ecs = cancellable(new ECSClient(config), end);
  const loadBalancing = cancellable(new ElasticLoadBalancingV2Client(config), end);
  // CloudFront is a global service: it is signed for us-east-1 wherever the load balancer is.
  const cloudfront = cancellable(new CloudFrontClient({ ...config, region: 'us-east-1' }), end);
  return {
    region: await readRegion(ecs),
    now: () => new Date(Date.now() + clockOffset([ecs, loadBalancing, cloudfront])),
    cloudfront,
    ecs,
    loadBalancing,
    ec2: onceEach(async (maxAttempts = MAX_ATTEMPTS) => {
      const { EC2Client } = await import('@aws-sdk/client-ec2');
      return cancellable(new EC2Client({ ...config, maxAttempts }), end);
    }),
    logs: onceEach(async () => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return cancellable(new CloudWatchLogsClient(config), end);
    }),
    monitoring: onceEach(async () => {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      return cancellable(new CloudWatchClient(config), end);
    }),
  };
}

/**
 * The SDK reads the Date header of each response, so that its signatures are valid on a runner whose clock is wrong. Each client
 * keeps its own offset, which is 0 until it has made a call.
 */
function clockOffset(clients: { config: { systemClockOffset: number } }[]): number {
  return clients.map(({ config }) => config.systemClockOffset).find((offset) => offset !== 0) ?? 0;
}

function onceEach<Key, Value>(make: (key?: Key) => Promise<Value>): (key?: Key) => Promise<Value> {
  const made = new Map<Key | undefined, Promise<Value>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

const WEB_PAGE = 'WebPage';

/** A proxy may answer with a web page and a status of success, which the SDK would read as an empty reply. */
class PageRefusingHandler extends NodeHttpHandler {
  override async handle(...call: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    const output = await super.handle(...call);
    const { statusCode, headers } = output.response;
    // A response with status 204 has no body, whatever its Content-Type says.
    if (statusCode < 300 && statusCode !== 204 && headers['content-type']?.startsWith('text/html')) {
      throw Object.assign(new Error(`a web page, status ${statusCode}`), { code: WEB_PAGE });
    }
    return output;
  }
}

interface Sender {
  send(command: unknown, options?: object): Promise<unknown>;
}

/**
 * Makes every call of the client, also those of a paginator, stop when the signal aborts, even between two attempts. The error
 * shows whether the deadline has passed or the run was cancelled.
 */
function cancellable<Client extends { send: unknown }>(client: Client, abortSignal: AbortSignal): Client {
  const sender = client as Sender;
  const send = sender.send.bind(client);
  sender.send = async (command, options) => {
    try {
      return await send(command, { abortSignal, ...options });
    } catch (error) {
      throw isAborted(error) && abortSignal.reason instanceof DeadlineExceeded ? abortSignal.reason : error;
    }
  };
  return client;
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
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

/** A hint for an error code that means something specific in one operation. */
export interface OwnHint {
  code: string;
  hint: string;
}

/** Turns a failed call into an AwsError that begins with `doing`, such as "creating target group shop-pr-42". */
export async function callAws<T>(doing: string, call: () => Promise<T>, own?: OwnHint): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isExplained = error instanceof ExplainedError;
    if (error instanceof DeadlineExceeded) throw deadlineError(`${doing}: no answer`, error.deadline, error);
    if (isAborted(error)) throw new CancelledError(undefined, { cause: error });
    throw !isExplained && (isServiceException(error) || isNetworkError(error)) ? toAwsError(doing, error, own) : error;
  }
}

/** An error code of AWS, or one that AWS also uses for other errors, with the text that identifies this one. */
type NotFound = string | { code: string; words: string };

/** Like `callAws`, but undefined if AWS replies that the thing does not exist. */
export async function findOrUndefined<T>(
  doing: string,
  notFound: NotFound[],
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await callAws(doing, call);
  } catch (error) {
    if (error instanceof AwsError && notFound.some((each) => matches(each, error))) return undefined;
    throw error;
  }
}

function matches(notFound: NotFound, { code, reason }: AwsError): boolean {
  return typeof notFound === 'string' ? code === notFound : code === notFound.code && reason.includes(notFound.words);
}

/** Collects the items of all pages of an SDK paginator. */
export async function collect<Page, Item>(
  doing: string,
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  return callAws(doing, async () => {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
    return items;
  });
}

interface ServiceException extends Error {
  Code?: string;
  $metadata: { requestId?: string; httpStatusCode?: number };
}

interface NetworkError extends Error {
  /** Node's error code: `ECONNREFUSED`. */
  code?: string;
}

function isServiceException(error: unknown): error is ServiceException {
  return error instanceof Error && '$metadata' in error;
}

/** Node also sets a code on some programming errors, which are all TypeErrors. */
function isNetworkError(error: unknown): error is NetworkError {
  return (
    error instanceof Error &&
    !(error instanceof TypeError) &&
    ('code' in error || /Timeout|Credentials/.test(error.name))
  );
}

function toAwsError(doing: string, error: ServiceException | NetworkError, own?: OwnHint): AwsError {
  // ELBv2 sets `Code` to the short code and `name` to the name of the shape: PriorityInUse, PriorityInUseException.
  const { Code, code: systemCode, $metadata = {} } = error as Partial<ServiceException & NetworkError>;
  const { requestId, httpStatusCode: status } = $metadata;
  const reason = reasonOf(error, status);
  const common = { reason, requestId, cause: error };
  if (systemCode === WEB_PAGE) return new AwsError(doing, { ...common, code: systemCode, hint: UNREADABLE });
  if (systemCode !== undefined || error.name === 'TimeoutError') {
    return new AwsError(doing, { ...common, code: systemCode ?? error.name, hint: UNREACHABLE });
  }
  const code = Code ?? error.name;
  if (status === NOT_IMPLEMENTED) return new AwsError(doing, { ...common, code, hint: UNKNOWN_CALL });
  return status !== undefined && NO_CODE.test(code)
    ? new AwsError(doing, { ...common, code: `HTTP ${status}`, hint: UNREADABLE })
    : new AwsError(doing, {
        ...common,
        code,
        hint: code === own?.code ? own.hint : hintFor(code, reason),
        missingAction: missingActionOf(code, reason),
        hasNoCredentials: hasNoCredentials(code),
      });
}

/** AWS never returns this status; emulators return it for operations that they lack. */
const NOT_IMPLEMENTED = 501;

/** The names that the SDK gives to errors without a code, and to responses that it cannot parse. */
const NO_CODE = /^(Unknown|UnknownError|SyntaxError|Error)$/;

function reasonOf({ message }: Error, status: number | undefined): string {
  // When the SDK cannot parse a response, it appends advice for developers.
  const words = message.replace(/(?<!\s)\s*Deserialization error: .*$/s, '');
  if (!/^(Unknown(Error)?)?$/.test(words)) return words;
  return status === undefined ? 'no error message' : `no error message, status ${status}`;
}
