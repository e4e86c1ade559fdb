// Owns the record of every call the cloud received, in order, as JSON lines.
import { appendFileSync } from 'node:fs';

export interface JournalEntry {
  time: string;
  service: string;
  operation: string;
  input: unknown;
  result?: unknown;
  error?: { code: string; message: string; status: number };
  /** The fault that was played on this call, if any. */
  fault?: string;
}

export class Journal {
  /** Written at once: a result may hold rows that change later. */
  readonly #lines: string[] = [];
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
  }

  add(entry: JournalEntry): void {
    const line = `${JSON.stringify(entry, withBytesAsText)}\n`;
    this.#lines.push(line);
    if (this.#file !== undefined) appendFileSync(this.#file, line);
  }

  clear(): void {
    this.#lines.length = 0;
  }

  /** All of it, or what came after so many entries. */
  linesAfter(count: number): string {
    return this.#lines.slice(count).join('');
  }
}

/** Bytes, such as the code of a function, are shown as the text that they are. */
function withBytesAsText(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
}
