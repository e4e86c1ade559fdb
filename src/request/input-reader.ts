// Owns parsing single inputs, and collecting their problems.
import { UserError } from '../errors.ts';
import { redacted } from '../text/redact.ts';

/** The trimmed text of an input; empty if it is not set and has no default. */
export type ReadInput = (name: string) => string;

export class InputReader {
  readonly problems: string[] = [];
  readonly #readInput: ReadInput;

  constructor(readInput: ReadInput) {
    this.#readInput = readInput;
  }

  optional(name: string): string | undefined {
    const text = this.#readInput(name).trim();
    return text === '' ? undefined : text;
  }

  /** Distinguishes an unset input, which is undefined, from `none` or empty quotes, which are the empty text. */
  orEmpty(name: string): string | undefined {
    const text = this.optional(name);
    return text === 'none' || text === '""' || text === "''" ? '' : text;
  }

  /** The first choice is the default. */
  choice<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const text = this.optional(name);
    const found = choices.find((choice) => choice === text);
    if (text !== undefined && found === undefined) {
      this.#addProblem(
        name,
        `"${text}" is invalid. Write ${choices.length === 1 ? '' : 'one of '}${choices.join(', ')}.`,
      );
    }
    return found ?? choices[0];
  }

  wholeNumber(name: string, { least, most }: { least: number; most: number }): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    this.#addProblem(name, `"${text}" is not a whole number ${range}.`);
    return undefined;
  }

  /** An input with its own format; `read` throws an Error that says what to write instead, or a UserError with several problems. */
  parsed<Value>(name: string, read: (text: string) => Value): Value | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    try {
      return read(text);
    } catch (error) {
      const problems = error instanceof UserError ? error.problems : [(error as Error).message];
      for (const problem of problems) this.#addProblem(name, problem);
      return undefined;
    }
  }

  /** The problem may quote the input, so credentials are masked. */
  #addProblem(name: string, problem: string): void {
    this.problems.push(`${name}: ${redacted(problem)}`);
  }
}
