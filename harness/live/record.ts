// Owns what a play finds out: promises that were kept or broken, answers to open questions, and how long things took.
import { renderDuration } from '../../src/text/duration.ts';
import { QUESTIONS, type Question, type QuestionId } from './questions.ts';

export type FindingResult = 'as expected' | 'otherwise' | 'could not be seen';

export interface Finding {
  result: FindingResult;
  /** Said in a sentence or a figure. */
  seen: string;
}

export class LiveRecord {
  readonly promises: { promise: string; isKept: boolean }[] = [];
  readonly findings = new Map<QuestionId, Finding>();
  readonly figures: { what: string; seconds: number }[] = [];
  readonly #say: (sentence: string) => void;
  readonly #timeScale: number;

  constructor(say: (sentence: string) => void, timeScale: number) {
    this.#say = say;
    this.#timeScale = timeScale;
  }

  say(sentence: string): void {
    this.#say(sentence);
  }

  promise(promise: string, isKept: boolean): void {
    this.promises.push({ promise, isKept });
    this.#say(`   ${isKept ? 'kept' : 'BROKEN'}: ${promise}`);
  }

  /** Whether it is as the simulator and the pages have it. */
  answer(id: QuestionId, isExpected: boolean, seen: string): void {
    this.findings.set(id, { result: isExpected ? 'as expected' : 'otherwise', seen });
    this.#say(`   ${id}: ${isExpected ? 'as expected' : 'OTHERWISE'}, ${seen}`);
  }

  /** Returns the result; the time is that of the cloud. */
  async time<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const result = await act();
    const seconds = ((performance.now() - startedAt) / 1000) * this.#timeScale;
    this.figures.push({ what, seconds });
    this.#say(`   ${what}: ${renderDuration(seconds * 1000)}`);
    return result;
  }

  findingOf(id: QuestionId): Finding {
    return this.findings.get(id) ?? { result: 'could not be seen', seen: unseenOf(id) };
  }

  get brokenCount(): number {
    return this.promises.filter(({ isKept }) => !isKept).length;
  }
}

function unseenOf(id: QuestionId): string {
  const { unseen = 'the play did not come so far' }: Question = QUESTIONS[id];
  return unseen;
}
