// Owns reading a command from a comment: the first line of a new one on a pull request, in exact words. Pure.
import { isObject, memberAt, numberAt, type RunContext } from './event.ts';
import type { Inputs } from './inputs.ts';
import { readTtl, type Ttl } from './values.ts';

export type Command =
  | { word: 'wake' | 'sleep' | 'reset' | 'destroy' }
  /** For how long from now on. */
  | { word: 'keep'; time: Ttl };

export interface Comment {
  id: number;
  /** The login of its author. */
  author: string;
  /** The number of its pull request. */
  number: number;
  /** Undefined where its first line begins like a command, and is none. */
  command: Command | undefined;
}

/** A comment that asks for nothing; the reason is a sentence. */
export interface OtherComment {
  reason: string;
}

const MAX_KEEP_MS = 90 * 86_400_000;
const IS_OURS = /^\/preview(?=[ \t]|$)/;
const LINE = /^\/preview (?:(wake|sleep|reset|destroy)|keep (\w{1,8}))[ \t]*$/;
/** An app ends with `[bot]`. */
const LOGIN = /^[\w-]{1,100}(?:\[bot\])?$/;

/** True for a run that does what a comment asks for. */
export function isForComment({ eventName }: Pick<RunContext, 'eventName'>, { mode }: Pick<Inputs, 'mode'>): boolean {
  return eventName === 'issue_comment' && mode === 'auto';
}

/** Only a new comment counts: one that is edited may have been written by somebody else. */
export function readComment(payload: unknown): Comment | OtherComment {
  const [id, number] = [numberAt(payload, 'comment.id'), numberAt(payload, 'issue.number')];
  const [body, author] = [memberAt(payload, 'comment.body'), memberAt(payload, 'comment.user.login')];
  const line = typeof body === 'string' ? firstLineOf(body) : '';
  if (!IS_OURS.test(line)) return { reason: 'The comment does not begin with /preview.' };
  if (!isObject(memberAt(payload, 'issue.pull_request'))) {
    return { reason: 'The comment is on an issue, and only a pull request has a preview.' };
  }
  if (memberAt(payload, 'action') !== 'created') return { reason: 'The comment is not new. Write another one.' };
  if (id === undefined || number === undefined || typeof author !== 'string' || !LOGIN.test(author)) {
    return { reason: 'The event does not say whose comment it is, and on what.' };
  }
  return { id, author, number, command: readCommand(line) };
}

function firstLineOf(body: string): string {
  return /^[^\r\n]*/.exec(body)?.[0] ?? '';
}

function readCommand(line: string): Command | undefined {
  const [, word, text] = LINE.exec(line) ?? [];
  if (word !== undefined) return { word: word as 'wake' };
  const time = text === undefined ? undefined : readTime(text);
  return time && { word: 'keep', time };
}

function readTime(text: string): Ttl | undefined {
  try {
    const time = readTtl(text);
    return time.milliseconds <= MAX_KEEP_MS ? time : undefined;
  } catch {
    return undefined;
  }
}
