// Owns taking single inputs out of their strings, and collecting what is wrong with them.
import { UserError } from '../errors.ts';
import { redacted } from '../text/redact.ts';

/** The text of an input as the runner gives it: trimmed, empty where it was not set and has no default. */
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

  /** Tells "not said" from "said to be nothing": quotes with nothing between them, or `none`, are the empty text. */
  orEmpty(name: string): string | undefined {
    const text = this.optional(name);
    return text === 'none' || text === '""' || text === "''" ? '' : text;
  }

  /** The first of the choices stands for an input that was left out. */
  choice<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const text = this.optional(name);
    const found = choices.find((choice) => choice === text);
    if (text !== undefined && found === undefined) {
      this.#tell(name, `"${text}" is not known. Write ${choices.length === 1 ? '' : 'one of '}${choices.join(', ')}.`);
    }
    return found ?? choices[0];
  }

  wholeNumber(name: string, { least, most }: { least: number; most: number }): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    this.#tell(name, `"${text}" is not a whole number ${range}.`);
    return undefined;
  }

  /** An input with a form of its own; `read` throws an Error that says what to write instead, or a UserError with all there is to say. */
  parsed<Value>(name: string, read: (text: string) => Value): Value | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    try {
      return read(text);
    } catch (error) {
      const problems = error instanceof UserError ? error.problems : [(error as Error).message];
      for (const problem of problems) this.#tell(name, problem);
      return undefined;
    }
  }

  /** What was written is told as it is, but for what looks like a credential. */
  #tell(name: string, problem: string): void {
    this.problems.push(`${name}: ${redacted(problem)}`);
  }
}
