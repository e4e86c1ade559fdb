// Owns the entry point: connects the run to the runner, AWS and the web. The only file that imports @actions/*.
import { existsSync, readFileSync } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import * as core from '@actions/core';
import { connectAws } from './aws/client.ts';
import { DeadlineExceeded, timeLeftForCalls } from './aws/deadline.ts';
import { CancelledError } from './errors.ts';
import { createGitHub, type Octokit } from './github.ts';
import { endJob } from './report/waiting-row.ts';
import { isOfPrivateRepository, type RunContext } from './request/event.ts';
import { readWorkspaceFile } from './request/workspace.ts';
import { run } from './run.ts';
import { readBeginning } from './text/beginning.ts';
import { escapeWorkflowCommands } from './text/quote.ts';
import { redacted } from './text/redact.ts';
import type { Clock, Deadline, WebAnswer, World } from './world.ts';

const MIN_NODE_VERSION_WITH_PROXY = 24;
/** The state that the step keeps until the end of the job; scripts/package.mjs names it as well. */
const WAITING = 'waiting';

// V8 would double the space of objects that are soon gone again and again, for speed that a run has no use for: it mostly waits.
setFlagsFromString('--semi-space-growth-factor=1');

const cancellation = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancellation.abort());

const clock: Clock = {
  nowMilliseconds: () => performance.now(),
  async sleep(milliseconds, signal) {
    const signals = signal === undefined ? [cancellation.signal] : [cancellation.signal, signal];
    try {
      await sleep(milliseconds, undefined, { signal: AbortSignal.any(signals) });
    } catch (cause) {
      if (!cancellation.signal.aborted) signal?.throwIfAborted();
      throw new CancelledError(undefined, { cause });
    }
  },
};

const agents = createAgents();
const context = readContext(process.env);

/** Both the step itself and its end in the job have these. */
const surroundings = {
  github: createGitHub(loadOctokit, context.repository),
  clock,
  random: Math.random,
  log: {
    line: (text: string) => core.info(escapeWorkflowCommands(redacted(text))),
    notice: redacting(core.notice),
    warning: redacting(core.warning),
    debug: redacting(core.debug),
    group: core.group,
  },
};

// The runner starts post.js at the end of the job, which loads this file.
if (basename(process.argv[1] ?? '') === 'post.js') {
  await endJob({ ...surroundings, saved: core.getState(WAITING), status: core.getInput('job-status') });
} else {
  await run({
    ...surroundings,
    readInput: (name) => core.getInput(name),
    readFile: (path) => readWorkspaceFile(context.workspace, path),
    context,
    keepWaiting: (row) => core.saveState(WAITING, row),
    connect: async (deadline) => ({ aws: await connectAws(agents, callCutoffSignal(deadline)), get }),
    setOutput: core.setOutput,
    mask: core.setSecret,
    writeSummary: async (markdown) => {
      await core.summary.addRaw(markdown, true).write();
    },
    fail: redacting(core.setFailed),
  });
}

/** Aborts when the run is cancelled or its time is over; no call to AWS is made after that. */
function callCutoffSignal(deadline: Deadline): AbortSignal {
  const overtime = new AbortController();
  setTimeout(() => overtime.abort(new DeadlineExceeded(deadline)), timeLeftForCalls({ clock, deadline })).unref();
  return AbortSignal.any([cancellation.signal, overtime.signal]);
}

/** Messages of AWS and GitHub may contain credentials. */
function redacting(write: (text: string) => void): (text: string) => void {
  return (text) => write(redacted(text));
}

function readContext(variables: NodeJS.ProcessEnv): RunContext {
  const { GITHUB_EVENT_PATH: eventPath = '', GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId } = variables;
  const repositoryUrl = `${variables.GITHUB_SERVER_URL ?? 'https://github.com'}/${repository}`;
  const payload: unknown = existsSync(eventPath) ? JSON.parse(readFileSync(eventPath, 'utf8')) : {};
  return {
    repository,
    eventName: variables.GITHUB_EVENT_NAME ?? '',
    ref: variables.GITHUB_REF ?? '',
    sha: variables.GITHUB_SHA ?? '',
    payload,
    actor: variables.GITHUB_ACTOR ?? '',
    workspace: variables.GITHUB_WORKSPACE ?? process.cwd(),
    repositoryUrl,
    isPrivateRepository: isOfPrivateRepository(payload),
    runUrl: `${repositoryUrl}/actions/runs/${runId ?? ''}`,
  };
}

async function loadOctokit(): Promise<Octokit> {
  const [{ getOctokit }, { retry }] = await Promise.all([import('@actions/github'), import('@octokit/plugin-retry')]);
  // Retries after one and after four seconds, except what GitHub refuses.
  return getOctokit(core.getInput('github-token'), { retry: { retries: 2 } } as object, retry);
}

/** In Node 24, on which GitHub runs the action, agents support HTTPS_PROXY and NO_PROXY. */
function createAgents() {
  const options = { keepAlive: true, proxyEnv: process.env };
  return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) };
}

function get(...asked: Parameters<World['get']>): Promise<WebAnswer> {
  return nodeVersion() < MIN_NODE_VERSION_WITH_PROXY ? getWithToolkit(...asked) : getWithNode(...asked);
}

function nodeVersion(): number {
  return Number(process.versions.node.split('.')[0]);
}

function getWithNode(...[url, timeoutMilliseconds, headers]: Parameters<World['get']>): Promise<WebAnswer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMilliseconds), cancellation.signal]);
    const request = httpsGet(url, { agent: agents.httpsAgent, signal, headers }, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.once('error', reject);
    // While a proxy does not answer, aborting the request has no effect, so this rejects by itself.
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** Other runners may use an older Node, whose agents do not support proxies. The toolkit's client does, but is large. */
async function getWithToolkit(...[url, timeoutMilliseconds, headers]: Parameters<World['get']>): Promise<WebAnswer> {
  const { HttpClient } = await import('@actions/http-client');
  const options = { allowRedirects: false, socketTimeout: timeoutMilliseconds };
  const response = await new HttpClient('medusa-cloudfront-preview', undefined, options).get(url, headers);
  return readAnswer(response.message);
}

async function readAnswer(message: IncomingMessage): Promise<WebAnswer> {
  const { statusCode: status = 0, headers } = message;
  return { status, headers, body: await readBeginning(message) };
}
