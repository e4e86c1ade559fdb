// Owns how we speak with AWS: one client per service, and an error that says what we were doing.
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { AwsError, CancelledError, ExplainedError } from '../errors.ts';
import type { Aws } from '../world.ts';
import { DeadlineExceeded, deadlineError } from './deadline.ts';
import { hasNoCredentials, hintFor, missingActionOf, UNKNOWN_CALL, UNREACHABLE, UNREADABLE } from './hints.ts';

export type HttpAgents = Pick<NodeHttpHandlerOptions, 'httpAgent' | 'httpsAgent'>;

/** Standard retries cover throttling and passing faults: eight attempts take up to about a minute. */
const MAX_ATTEMPTS = 8;
const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Clients for the region of the SDK's own chain; the agents carry the proxy settings. Once `end` has come, they make no call. */
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
  };
}

/**
 * The SDK reads the Date of each answer, so that its signatures hold on a runner whose clock is off. Each client does so for
 * itself: the first that was told of an offset knows it.
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

/** A proxy may answer for AWS with a page of its own, and call that good. The SDK would read that there is nothing. */
class PageRefusingHandler extends NodeHttpHandler {
  override async handle(...call: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    const output = await super.handle(...call);
    const { statusCode, headers } = output.response;
    // An answer of no content is none, whatever type it says the content has.
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
 * Every call of the client, those that a paginator makes as well, gives up when the signal comes, also between two attempts.
 * It tells then whether the time is over, or the run was cancelled.
 */
function cancellable<Client extends { send: unknown }>(client: Client, abortSignal: AbortSignal): Client {
  const sender = client as Sender;
  const send = sender.send.bind(client);
  sender.send = async (command, options) => {
    try {
      return await send(command, { abortSignal, ...options });
    } catch (error) {
      throw isGivenUp(error) && abortSignal.reason instanceof DeadlineExceeded ? abortSignal.reason : error;
    }
  };
  return client;
}

function isGivenUp(error: unknown): boolean {
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

/** What to do about a code, where one operation knows better than all. */
export interface OwnHint {
  code: string;
  hint: string;
}

/** Makes a call; what AWS refuses becomes an AwsError that begins with `doing`, such as "creating target group shop-pr-42". */
export async function callAws<T>(doing: string, call: () => Promise<T>, own?: OwnHint): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isExplained = error instanceof ExplainedError;
    if (error instanceof DeadlineExceeded) throw deadlineError(`${doing}: no answer`, error.deadline, error);
    if (isGivenUp(error)) throw new CancelledError(undefined, { cause: error });
    throw !isExplained && (isAwsAnswer(error) || isNetworkTrouble(error)) ? toAwsError(doing, error, own) : error;
  }
}

/** A code of AWS's that says one thing only, or one that says much else, with the words that tell it. */
export type NotFound = string | { code: string; words: string };

/** As `callAws`, and undefined where AWS answers that it is not there. */
export async function findOrUndefined<T>(
  doing: string,
  notFound: NotFound[],
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await callAws(doing, call);
  } catch (error) {
    if (error instanceof AwsError && notFound.some((each) => tellsOf(each, error))) return undefined;
    throw error;
  }
}

function tellsOf(notFound: NotFound, { code, reason }: AwsError): boolean {
  return typeof notFound === 'string' ? code === notFound : code === notFound.code && reason.includes(notFound.words);
}

/** Every item of every page of one of the SDK's paginators. */
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

function toAwsError(doing: string, error: AwsAnswer | NetworkTrouble, own?: OwnHint): AwsError {
  // ELBv2 has the short code in `Code` and the name of the shape in `name`: PriorityInUse, PriorityInUseException.
  const { Code, code: systemCode, $metadata = {} } = error as Partial<AwsAnswer & NetworkTrouble>;
  const { requestId, httpStatusCode: status } = $metadata;
  const reason = reasonOf(error, status);
  const told = { reason, requestId, cause: error };
  if (systemCode === WEB_PAGE) return new AwsError(doing, { ...told, code: systemCode, hint: UNREADABLE });
  if (systemCode !== undefined || error.name === 'TimeoutError') {
    return new AwsError(doing, { ...told, code: systemCode ?? error.name, hint: UNREACHABLE });
  }
  const code = Code ?? error.name;
  if (status === NOT_IMPLEMENTED) return new AwsError(doing, { ...told, code, hint: UNKNOWN_CALL });
  return status !== undefined && NO_CODE.test(code)
    ? new AwsError(doing, { ...told, code: `HTTP ${status}`, hint: UNREADABLE })
    : new AwsError(doing, {
        ...told,
        code,
        hint: code === own?.code ? own.hint : hintFor(code, reason),
        missingAction: missingActionOf(code, reason),
        hasNoCredentials: hasNoCredentials(code),
      });
}

/** AWS never says so of a call that it has; endpoints that stand in for it do of one that they lack. */
const NOT_IMPLEMENTED = 501;

/** What the SDK calls an answer in which it finds no code, or that it cannot read at all. */
const NO_CODE = /^(Unknown|UnknownError|SyntaxError|Error)$/;

function reasonOf({ message }: Error, status: number | undefined): string {
  // To an answer that it cannot read, the SDK adds advice for people who program with it.
  const words = message.replace(/(?<!\s)\s*Deserialization error: .*$/s, '');
  if (!/^(Unknown(Error)?)?$/.test(words)) return words;
  return status === undefined ? 'no further words' : `no further words, status ${status}`;
}
