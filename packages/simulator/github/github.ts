// Owns the simulated GitHub REST API: finds the operation of a request, has it performed, and writes the reply.
import { type Call, type CallParts, Calls, refusalOf } from '../cloud/calls.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Answer, WireReply, WireRequest } from '../protocols/protocol.ts';
import { commentOperations } from './comments.ts';
import { deploymentStatusOperations } from './deployment-statuses.ts';
import { deploymentOperations } from './deployments.ts';
import { readBody } from './input.ts';
import type { GitHubOperation, GitHubResult } from './operation.ts';
import { peopleOperations } from './people.ts';
import { pullRequestOperations } from './pull-requests.ts';
import { countRequest, rateLimitHeaders } from './rate-limit.ts';
import { reactionOperations } from './reactions.ts';
import {
  badCredentials,
  needsUserAgent,
  notAccessible,
  notFound,
  refusalBody,
  requiresAuthentication,
  secondaryRateLimited,
  serverError,
} from './refusals.ts';
import { repositoryOperations } from './repository.ts';
import { findActor } from './user.ts';

const BASE_PATH = '/github';
/** The time that GitHub asks to wait after a secondary limit, by its own clock. */
const RETRY_AFTER_SECONDS = 60;

interface Route extends GitHubOperation {
  pattern: RegExp;
}

interface Request {
  wire: WireRequest;
  path: string;
  route: Route | undefined;
  /** `acme/shop`; empty where the path names none. */
  repository: string;
  /** The login that the token speaks for, if it speaks for one. */
  actor: string | undefined;
}

export const GITHUB_OPERATIONS: GitHubOperation[] = [
  ...pullRequestOperations,
  ...commentOperations,
  ...reactionOperations,
  ...deploymentOperations,
  ...deploymentStatusOperations,
  ...peopleOperations,
  ...repositoryOperations,
];

const ROUTES: Route[] = GITHUB_OPERATIONS.map((operation) => ({ ...operation, pattern: patternOf(operation.path) }));

/** The answerer of everything under `/github`, the value of `GITHUB_API_URL`. */
export function createGitHub(parts: CallParts): (request: WireRequest) => Promise<Answer> {
  const calls = new Calls(parts);
  return async (wire) => {
    const request = readRequest(wire);
    try {
      return await calls.perform(callOf(request, parts));
    } catch (error) {
      return writeRefusal(refusalOf(error), request, parts.cloud);
    }
  };
}

function readRequest(wire: WireRequest): Request {
  const path = wire.url.pathname.slice(BASE_PATH.length);
  const route = ROUTES.find(({ method, pattern }) => method === wire.method && pattern.test(path));
  const [, repository = ''] = /^\/repos\/([^/]+\/[^/]+)/.exec(path) ?? [];
  return { wire, path, route, repository, actor: findActor(wire.headers.authorization) };
}

/** `{issue_number}` and `{comment_id}` are numbers, any other part is what stands between two slashes. */
function patternOf(path: string): RegExp {
  const parts = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const isNumber = name.endsWith('_number') || name.endsWith('_id');
    return `(?<${name}>${isNumber ? '\\d+' : '[^/]+'})`;
  });
  return new RegExp(`^${parts}/?$`);
}

function callOf(request: Request, { cloud }: CallParts): Call<Record<string, unknown>, GitHubResult> {
  const { wire, path, route } = request;
  return {
    service: 'github',
    operation: route?.name ?? `${wire.method} ${path}`,
    isRead: wire.method === 'GET',
    readInput: () => readInput(request, cloud),
    perform(input, seenCloud) {
      if (route === undefined) throw notFound();
      return route.answer({
        cloud: seenCloud,
        tables: seenCloud.tables.github,
        repository: request.repository,
        apiUrl: `http://${wire.headers.host}${BASE_PATH}`,
        actor: request.actor ?? '',
        path,
        query: Object.fromEntries(wire.url.searchParams),
        input,
      });
    },
    writeReply: (result) => writeResult(result, request, cloud),
    refusals: { throttle: secondaryRateLimited, internal: serverError, deny: notAccessible },
  };
}

/** The input of an operation, once it is clear that the caller may ask at all. */
function readInput({ wire, path, route, repository, actor }: Request, cloud: Cloud): Record<string, unknown> {
  if (!wire.headers['user-agent']) throw needsUserAgent();
  if (actor === undefined) throw wire.headers.authorization ? badCredentials() : requiresAuthentication();
  countRequest(cloud, { actor, repository });
  const parts = Object.entries(route?.pattern.exec(path)?.groups ?? {});
  return {
    ...Object.fromEntries(wire.url.searchParams),
    ...readBody(wire.body),
    ...Object.fromEntries(parts.map(([name, text]) => [name, decodeURIComponent(text)])),
  };
}

function writeResult({ status, body, link }: GitHubResult, request: Request, cloud: Cloud): WireReply {
  const { actor, repository, route } = request;
  return {
    status,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      ...(link !== undefined && { link }),
      'x-github-request-id': ids.request(),
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': '2022-11-28',
      ...(route && { 'x-accepted-github-permissions': route.permissions }),
      ...(actor !== undefined && rateLimitHeaders(cloud, { actor, repository })),
    },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

function writeRefusal(refusal: Refusal, request: Request, cloud: Cloud): WireReply {
  const body = refusalBody(refusal, request.route?.documentation);
  const reply = writeResult({ status: refusal.status, body }, request, cloud);
  if (refusal.code !== 'SecondaryRateLimit') return reply;
  const retryAfter = Math.ceil(RETRY_AFTER_SECONDS / cloud.clock.scale);
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfter) } };
}
