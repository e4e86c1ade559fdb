// Owns the interfaces to everything outside the process: AWS, HTTP, time and the log. They are passed in, so that tests can replace them.
import type { IncomingHttpHeaders } from 'node:http';
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

export interface Aws {
  /** The region of everything except CloudFront, which is global. */
  region: string;
  /** AWS's time, to a few minutes: the runner's clock may be wrong. */
  now(): Date;
  cloudfront: CloudFrontClient;
  ecs: ECSClient;
  loadBalancing: ElasticLoadBalancingV2Client;
  /** These clients are large and many runs do not need them, so they are loaded on first use. */
  ec2(maxAttempts?: number): Promise<EC2Client>;
  logs(): Promise<CloudWatchLogsClient>;
  monitoring(): Promise<CloudWatchClient>;
}

export interface Clock {
  nowMilliseconds(): number;
  /** Rejects at once if the run is cancelled, or with the signal's reason if that aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Log {
  line(text: string): void;
  notice(text: string): void;
  warning(text: string): void;
  debug(text: string): void;
  /** Groups what the work logs under a title, which GitHub shows collapsed. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** A response of the web server behind the URL. */
export interface WebAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Only the beginning of the body. */
  body: string;
}

export interface World {
  aws: Aws;
  clock: Clock;
  log: Log;
  /** Makes one request, without following redirects. Throws if there is no response in time. */
  get(url: string, timeoutMilliseconds: number, headers?: Record<string, string>): Promise<WebAnswer>;
  /** Called before each step that cannot be undone, and from time to time in a wait; throws if the run is superseded. */
  guard(): Promise<void>;
  /** Aborts when a parallel task has failed: waits end, and no write begins. */
  signal?: AbortSignal | undefined;
  progress: Progress;
  /** All waits of the run end at it, and no write of a deploy begins after it. */
  deadline: Deadline;
}

/** How a run reports its progress. */
export interface Progress {
  /** Called before the first write: from then on, comment and deployment may be published. */
  begin(): void;
  /** Does the work as a phase of the run, which is shown and timed under this name. */
  during<T>(phase: string, work: () => Promise<T>): Promise<T>;
}

export interface Deadline {
  atMilliseconds: number;
  minutes: number;
}
