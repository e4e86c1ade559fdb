// Owns the faults that were asked for, and says which of them strikes a call.
import { Refusal } from './refusal.ts';

export const FAULT_KINDS = [
  'throttle',
  'internal',
  'reset',
  'lost-reply',
  'timeout',
  'deny',
  'refuse',
  'stale',
  'html',
  'pause',
  'omit',
  'add',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_SERVICES = [
  'ecs',
  'elasticloadbalancing',
  'ec2',
  'cloudfront',
  'logs',
  'monitoring',
  'sts',
  'github',
  '*',
];

export interface Fault {
  service: string;
  /** An operation's name, or `*` for any. */
  operation: string;
  kind: FaultKind;
  /** That many matching calls pass before the first one is struck. */
  after: number;
  /** That many calls are struck; then the fault is spent. */
  times: number;
  /** The error with which `refuse` answers, in the service's own protocol; the status is 400 where none is given, and that of `html` 503. */
  code?: string;
  message?: string;
  status?: number;
  /** The member that `omit` leaves out of the reply, or `add` puts into it: `service.deployments`, `TargetGroups.0.TargetGroupArn`. */
  member?: string;
  /** The value that `add` puts there. */
  value?: unknown;
  /** A text that the input of a call has to have in it, as JSON, to be struck: the ARN of one target group. */
  input?: string;
  /** How old what a `stale` read sees is, in seconds of the cloud's time; five where it is not said. */
  seconds?: number;
}

export const STALE_SECONDS = 5;

interface ArmedFault extends Fault {
  seen: number;
}

export class Faults {
  #armed: ArmedFault[] = [];
  #held: (() => void)[] = [];

  /** Adds faults as `POST /_simulator/faults` receives them; refuses what it does not understand. */
  add(list: unknown): void {
    if (!Array.isArray(list)) throw new Refusal('BadRequest', 'Faults are a JSON list.');
    this.#armed.push(...list.map(readFault));
  }

  /** Removes every fault; calls held by `pause` go on. */
  clear(): void {
    this.#armed = [];
    for (const release of this.#held.splice(0)) release();
  }

  list(): Fault[] {
    return this.#armed.map(({ seen: _, ...fault }) => fault);
  }

  /** The fault that strikes this call, counted as used. */
  strike(service: string, operation: string, input: object): Fault | undefined {
    let struck: ArmedFault | undefined;
    for (const fault of this.#armed) {
      const isMatch =
        (fault.service === '*' || fault.service === service) &&
        (fault.operation === '*' || fault.operation === operation) &&
        (fault.input === undefined || JSON.stringify(input).includes(fault.input));
      if (!isMatch) continue;
      fault.seen += 1;
      if (fault.seen > fault.after && fault.seen <= fault.after + fault.times) struck ??= fault;
    }
    return struck;
  }

  /** Resolves when the faults are removed: holds a call that `pause` struck. */
  untilCleared(): Promise<void> {
    return new Promise((release) => this.#held.push(release));
  }
}

function readFault(entry: unknown): ArmedFault {
  const fault: Fault = { ...ANY_CALL_ONCE, ...(entry as Fault) };
  const { kind } = fault;
  if (!FAULT_KINDS.includes(kind)) throw refuse(`has a kind of ${FAULT_KINDS.join(', ')}, not ${kind}`);
  const members = ['kind', 'input', ...Object.keys(ANY_CALL_ONCE), ...(OWN_MEMBERS[kind] ?? [])];
  const unknown = Object.keys(fault).find((name) => !members.includes(name));
  if (unknown !== undefined) throw refuse(`of the kind ${kind} has no member ${unknown}`);
  if (!FAULT_SERVICES.includes(fault.service)) {
    throw refuse(`has a service of ${FAULT_SERVICES.join(', ')}, not ${fault.service}`);
  }
  if (typeof fault.operation !== 'string') throw refuse("has an operation's name, or * for any");
  if (!isCount(fault.after) || !isCount(fault.times)) throw refuse('counts its calls in after and times');
  if (fault.seconds !== undefined && !isCount(fault.seconds)) throw refuse('says in whole seconds how old a read is');
  if (fault.input !== undefined && typeof fault.input !== 'string') throw refuse('has as its input a text');
  if (kind === 'refuse') checkRefusal(fault);
  const isOfMember = kind === 'omit' || kind === 'add';
  if (isOfMember && typeof fault.member !== 'string') throw refuse(`of the kind ${kind} has the path of a member`);
  return { ...fault, seen: 0 };
}

function checkRefusal({ code, message, status = 400 }: Fault): void {
  if (typeof code !== 'string' || code === '') throw refuse('of the kind refuse has the code of an error');
  if (typeof message !== 'string') throw refuse('of the kind refuse has a message, which may be empty');
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw refuse(`of the kind refuse has a status from 400 to 599, not ${status}`);
  }
}

const OWN_MEMBERS: Partial<Record<FaultKind, string[]>> = {
  refuse: ['code', 'message', 'status'],
  omit: ['member'],
  add: ['member', 'value'],
  html: ['status'],
  stale: ['seconds'],
};
const ANY_CALL_ONCE = { service: '*', operation: '*', after: 0, times: 1 };

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function refuse(problem: string): Refusal {
  return new Refusal('BadRequest', `A fault ${problem}.`);
}

/** A copy of the reply without that member; a part of the path that is not there leaves the reply as it is. */
export function omitMember<Reply extends object>(reply: Reply, member: string): Reply {
  const copy = structuredClone(reply);
  const { holder, last } = placeOf(copy, member);
  if (holder !== undefined) delete holder[last];
  return copy;
}

/** The JSON of a reply with that member, which may be one that the API does not have, or another value than it has. */
export function addMember(body: string, member: string, value: unknown): string {
  const reply = JSON.parse(body);
  const { holder, last } = placeOf(reply, member);
  if (holder !== undefined) holder[last] = value;
  return JSON.stringify(reply);
}

function placeOf(reply: object, member: string): { holder: Record<string, unknown> | undefined; last: string } {
  const names = member.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], reply);
  const isThere = typeof holder === 'object' && holder !== null;
  return { holder: isThere ? (holder as Record<string, unknown>) : undefined, last };
}
