// Owns the simulator's own controls under `/_simulator/`: looking at the cloud, breaking it, and resetting it.

import { type CallParts, refusalOf } from './cloud/calls.ts';
import { type Cloud, emptyTables } from './cloud/cloud.ts';
import { changePullRequest } from './github/change-pull-request.ts';
import { Refusal } from './kernel/refusal.ts';
import { changeFunction } from './lambda/change-function.ts';
import type { Answer, WireReply, WireRequest } from './protocols/protocol.ts';

const BASE_PATH = '/_simulator/';

export interface ControlParts extends CallParts {
  /** Builds the starting foundation in empty tables; resolves with what the ready line says of it. */
  start(): Promise<object>;
}

type Control = (parts: ControlParts, request: WireRequest) => WireReply | Promise<WireReply>;

const CONTROLS: Record<string, Record<string, Control>> = {
  journal: {
    GET: ({ journal }, { url }) => ({
      status: 200,
      headers: { 'content-type': 'application/x-ndjson' },
      body: journal.linesAfter(Number(url.searchParams.get('after') ?? 0)),
    }),
    DELETE: ({ journal }) => {
      journal.clear();
      return NO_CONTENT;
    },
  },
  state: {
    GET: ({ cloud }, { url }) => json(200, stateOf(cloud, url.searchParams.get('of'))),
  },
  clock: {
    GET: ({ cloud }) => json(200, { time: cloud.clock.now() }),
    POST: async ({ cloud }, request) => {
      await passTime(cloud, readJson(request));
      return json(200, { time: cloud.clock.now() });
    },
  },
  faults: {
    GET: ({ faults }) => json(200, faults.list()),
    POST: ({ faults }, request) => {
      faults.add(readJson(request));
      return json(201, faults.list());
    },
    DELETE: ({ faults }) => {
      faults.clear();
      return NO_CONTENT;
    },
  },
  'pull-requests': {
    GET: ({ cloud }) => json(200, [...cloud.tables.github.pullRequests.values()]),
    POST: ({ cloud }, request) => {
      const { row, isNew } = changePullRequest(cloud, readJson(request));
      return json(isNew ? 201 : 200, row);
    },
  },
  functions: {
    GET: ({ cloud }) => json(200, [...cloud.tables.lambda.functions.values()]),
    POST: ({ cloud }, request) => {
      const { row, isNew } = changeFunction(cloud, readJson(request));
      return json(isNew ? 201 : 200, row);
    },
  },
  reset: { POST: async (parts) => json(200, await reset(parts)) },
};

const NO_CONTENT: WireReply = { status: 204, headers: {}, body: '' };

export function createControls(parts: ControlParts): (request: WireRequest) => Promise<Answer> {
  return async (request) => {
    try {
      return await controlOf(request)(parts, request);
    } catch (error) {
      const { status, message } = refusalOf(error);
      return json(status, { message });
    }
  };
}

function controlOf({ method, url }: WireRequest): Control {
  const name = url.pathname.slice(BASE_PATH.length);
  const methods = Object.hasOwn(CONTROLS, name) ? CONTROLS[name] : undefined;
  if (methods === undefined) {
    throw new Refusal('NotFound', `There is no control ${name}; there are ${Object.keys(CONTROLS).join(', ')}.`, 404);
  }
  const control = methods[method];
  if (control === undefined) {
    throw new Refusal('MethodNotAllowed', `The control ${name} takes ${Object.keys(methods).join(', ')}.`, 405);
  }
  return control;
}

/** The whole of it, or the one member that is asked for. */
function stateOf(cloud: Cloud, member: string | null): object {
  const { accountId, region, clock, tables, databases } = cloud;
  const state = {
    time: clock.now(),
    accountId,
    region,
    ...tables,
    // Their files are read only where they are asked for.
    get databases() {
      return databases.list();
    },
  };
  if (member === null) return state;
  if (Object.hasOwn(state, member)) return { [member]: state[member as keyof typeof state] };
  throw new Refusal('NotFound', `The state has no ${member}; it has ${Object.keys(state).join(', ')}.`, 404);
}

/** Holds the answer until so much of the cloud's time has passed: `{"seconds":900}`. */
async function passTime({ clock }: Cloud, wanted: unknown): Promise<void> {
  const { seconds } = wanted as { seconds?: unknown };
  if (typeof seconds !== 'number' || !(seconds >= 0)) {
    throw new Refusal('BadRequest', 'The clock waits for a number of "seconds".');
  }
  await new Promise<void>((resolve) => clock.after(seconds, resolve));
}

/** Back to how the cloud was when it started: what runs is ended, and nothing that was planned happens any more. */
async function reset({ cloud, faults, journal, start }: ControlParts): Promise<object> {
  // Tables first: a container that ends finds no row of its task, so nothing is planned in answer to it.
  cloud.tables = emptyTables();
  cloud.clock.clear();
  faults.clear();
  await Promise.all([cloud.runtime.stopAll(), cloud.functions.stopAll()]);
  cloud.databases.clear();
  journal.clear();
  return await start();
}

function readJson({ body }: WireRequest): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Refusal('BadRequest', `The body is not JSON: ${(error as Error).message}.`);
  }
}

function json(status: number, body: unknown): WireReply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body, (_, value) => (value instanceof Map ? Object.fromEntries(value) : value)),
  };
}
