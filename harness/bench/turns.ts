// Owns taking turns: what counts milliseconds and what keeps the machine busy must not run at the same time.

export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work once everything that came before is through, however that ended. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
