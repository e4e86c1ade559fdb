// Owns what the action may touch: the cloud, GitHub, the web, time and the log. Everything below the edge gets it passed in.
import type { IncomingHttpHeaders } from 'node:http';
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

export interface Aws {
  /** The region of everything but CloudFront, which has none. */
  region: string;
  /** The time as AWS has it, to a few minutes: the runner's clock may be off. */
  now(): Date;
  cloudfront: CloudFrontClient;
  ecs: ECSClient;
  loadBalancing: ElasticLoadBalancingV2Client;
  /** These two are large, and many runs get along without: they are loaded when they are first asked for. */
  ec2(maxAttempts?: number): Promise<EC2Client>;
  logs(): Promise<CloudWatchLogsClient>;
}

export interface Clock {
  nowMilliseconds(): number;
  /** Resolves after that time, or rejects at once when the run is cancelled, or with the reason of the signal when that comes. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Log {
  line(text: string): void;
  notice(text: string): void;
  warning(text: string): void;
  debug(text: string): void;
  /** Everything that the work writes stands together under the title, and can be folded. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** One answer of the web server behind the URL. */
export interface WebAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The beginning of the body, for a person to read. */
  body: string;
}

export interface World {
  aws: Aws;
  clock: Clock;
  log: Log;
  /** Asks for a page once, without following redirects. Throws when there is no answer in time. */
  get(url: string, timeoutMilliseconds: number): Promise<WebAnswer>;
  /** Called before each step that cannot be undone, and now and then in a wait; throws when the run is not wanted any more. */
  guard(): Promise<void>;
  /** Comes where what is done beside this has failed: no wait goes on then, and no write begins. */
  signal?: AbortSignal | undefined;
  progress: Progress;
  /** Every wait of the run ends here, and no write of a deploy begins after it. */
  deadline: Deadline;
}

/** How a run tells what it is at, while it is at it. */
export interface Progress {
  /** Called before anything is written: whoever waits for the outcome may now be told that there will be one. */
  begin(): void;
  /** Does the work as a phase of the run: under this name it is told and timed. */
  during<T>(phase: string, work: () => Promise<T>): Promise<T>;
}

export interface Deadline {
  atMilliseconds: number;
  minutes: number;
}
