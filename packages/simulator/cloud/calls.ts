// Owns what every call to the cloud goes through, AWS's and GitHub's alike: input, fault, effect, reply, journal.

import { addMember, type Fault, type FaultKind, type Faults, omitMember, STALE_SECONDS } from '../kernel/faults.ts';
import type { Journal, JournalEntry } from '../kernel/journal.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Answer, WireReply } from '../protocols/protocol.ts';
import { type Cloud, cloudAsOf } from './cloud.ts';
import { History } from './history.ts';

/** One call of one service: what is particular to it. Each of its functions may throw a Refusal. */
export interface Call<Input extends object, Result extends object> {
  service: string;
  operation: string;
  isRead: boolean;
  readInput(): Input;
  perform(input: Input, cloud: Cloud): Result;
  writeReply(result: Result): WireReply;
  /** How the service says that a fault of this kind struck. */
  refusals: Record<Extract<FaultKind, 'throttle' | 'internal' | 'deny'>, () => Refusal>;
}

export interface CallParts {
  cloud: Cloud;
  faults: Faults;
  journal: Journal;
}

/** A defect of the simulator's own shows as what it is: an internal failure with the stack on its standard error. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new Refusal('InternalFailure', 'The simulator failed; its standard error says how.', 500);
}

export class Calls {
  readonly #parts: CallParts;
  readonly #history = new History();

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  /** Performs a call and records it; throws the Refusal that the caller is to see. */
  async perform<Input extends object, Result extends object>(call: Call<Input, Result>): Promise<Answer> {
    const { cloud, faults, journal } = this.#parts;
    const { service, operation } = call;
    const entry: JournalEntry = { time: cloud.clock.now().toISOString(), service, operation, input: {} };
    try {
      const input = call.readInput();
      entry.input = input;
      const fault = faults.strike(service, operation, input);
      if (fault) entry.fault = fault.kind;
      const cutShort = fault && (await this.#strike(fault, call));
      if (cutShort) return cutShort;
      const whole = call.perform(input, this.#cloudFor(fault, call.isRead));
      const result = fault?.kind === 'omit' ? omitMember(whole, String(fault.member)) : whole;
      entry.result = result;
      if (fault?.kind === 'lost-reply') return 'cut';
      const reply = call.writeReply(result);
      if (fault?.kind !== 'add') return reply;
      return { ...reply, body: addMember(reply.body, String(fault.member), fault.value) };
    } catch (error) {
      const refusal = refusalOf(error);
      entry.error = { code: refusal.code, message: refusal.message, status: refusal.status };
      throw refusal;
    } finally {
      journal.add(entry);
    }
  }

  /** Applies a fault to a call before it takes effect; undefined lets the call go on. */
  async #strike(fault: Fault, { refusals }: Pick<Call<object, object>, 'refusals'>): Promise<Answer | undefined> {
    switch (fault.kind) {
      case 'throttle':
      case 'internal':
      case 'deny':
        throw refusals[fault.kind]();
      case 'refuse':
        throw new Refusal(String(fault.code), String(fault.message), fault.status);
      case 'html':
        return {
          status: fault.status ?? 503,
          headers: { 'content-type': 'text/html' },
          body: '<html><body>Service Unavailable</body></html>',
        };
      case 'reset':
        return 'cut';
      case 'timeout':
        return 'hang';
      case 'pause':
        await this.#parts.faults.untilCleared();
        return undefined;
      default:
        return undefined;
    }
  }

  /** The cloud that a call sees: an older one where a fault makes a read stale. */
  #cloudFor(fault: Fault | undefined, isRead: boolean): Cloud {
    const { cloud, faults } = this.#parts;
    const ages = faults.list().flatMap(({ kind, seconds }) => (kind === 'stale' ? [seconds ?? STALE_SECONDS] : []));
    if (ages.length === 0) this.#history.forget();
    else this.#history.keep(cloud, Math.max(...ages));
    if (fault?.kind !== 'stale' || !isRead) return cloud;
    return cloudAsOf(cloud, this.#history.tablesSecondsAgo(cloud, fault.seconds ?? STALE_SECONDS));
  }
}
