// Owns simulated time: it runs `scale` times as fast as the wall clock, and what was planned happens when it is due.

export interface Timer {
  cancel(): void;
}

export class Clock {
  readonly scale: number;
  readonly #startedAt = Date.now();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(scale: number) {
    this.scale = scale;
  }

  now(): Date {
    return new Date(this.#startedAt + (Date.now() - this.#startedAt) * this.scale);
  }

  /** Runs `action` once, after that many seconds of simulated time. */
  after(seconds: number, action: () => void): Timer {
    return this.#plan((seconds * 1000) / this.scale, action);
  }

  /** Runs `action` once, after that many seconds of real time: for what a real process needs, however fast the cloud runs. */
  afterReal(seconds: number, action: () => void): Timer {
    return this.#plan(seconds * 1000, action);
  }

  /** Forgets everything that was planned. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #plan(milliseconds: number, action: () => void): Timer {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, milliseconds);
    this.#timers.add(timer);
    return {
      cancel: () => {
        clearTimeout(timer);
        this.#timers.delete(timer);
      },
    };
  }
}
