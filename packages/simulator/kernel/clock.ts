// Owns simulated time: `scale` times as fast as the machine keeps up with its work, and what was planned happens when it is due.
import { createPace, type Pace } from './pace.ts';

export interface Timer {
  cancel(): void;
}

interface Plan {
  /** In milliseconds that have passed for the machine. */
  dueAt: number;
  action: () => void;
}

const TICK_MILLISECONDS = 10;
/** A tick that comes later than this was held up, and so was everything else on this machine: the rest of its time is not counted. */
const MAX_TICK_MILLISECONDS = 50;

/**
 * Time that passes for the machine is real time on one that keeps up. On one that does not, it passes as much more slowly as
 * the processes of the cloud and of its clients do: so none of them misses what it would have been in time for.
 */
export class Clock {
  readonly scale: number;
  readonly #startedAt = Date.now();
  readonly #pace: Pace;
  readonly #plans = new Set<Plan>();
  #passed = 0;
  #countedAt = performance.now();
  #ticking: NodeJS.Timeout | undefined;

  constructor(scale: number, pace = createPace()) {
    this.scale = scale;
    this.#pace = pace;
    this.#planTick();
  }

  now(): Date {
    this.#count();
    return new Date(this.#startedAt + this.#passed * this.scale);
  }

  /** Runs `action` once, after that many seconds of simulated time. */
  after(seconds: number, action: () => void): Timer {
    return this.#plan((seconds * 1000) / this.scale, action);
  }

  /** Runs `action` once, after that many seconds for the machine: for what a process needs, however fast the cloud runs. */
  afterReal(seconds: number, action: () => void): Timer {
    return this.#plan(seconds * 1000, action);
  }

  /** Forgets everything that was planned. */
  clear(): void {
    this.#plans.clear();
  }

  /** Forgets everything that was planned; from then on no time passes. */
  stop(): void {
    this.clear();
    clearTimeout(this.#ticking);
  }

  #plan(milliseconds: number, action: () => void): Timer {
    this.#count();
    const plan = { dueAt: this.#passed + milliseconds, action };
    this.#plans.add(plan);
    this.#planTick();
    return { cancel: () => void this.#plans.delete(plan) };
  }

  #planTick(): void {
    clearTimeout(this.#ticking);
    const next = Math.min(...[...this.#plans].map(({ dueAt }) => dueAt)) - this.#passed;
    // Unless something is planned, it keeps nobody's process alive.
    this.#ticking = setTimeout(() => this.#tick(), Math.min(Math.max(next, 0), TICK_MILLISECONDS)).unref();
  }

  /** Runs the actions that are due, in order. An action that one of them schedules runs at a later tick. */
  #tick(): void {
    this.#count();
    const due = [...this.#plans].filter(({ dueAt }) => dueAt <= this.#passed);
    for (const plan of due.sort((one, other) => one.dueAt - other.dueAt)) {
      if (this.#plans.delete(plan)) plan.action();
    }
    this.#planTick();
  }

  #count(): void {
    const now = performance.now();
    this.#passed += Math.min(now - this.#countedAt, MAX_TICK_MILLISECONDS) * this.#pace();
    this.#countedAt = now;
  }
}
