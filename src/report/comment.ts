// Owns one environment's row of the comment on the pull request, which other environments write to at the same time.
// docs/decisions/0024-one-comment.md
import { GitHubError } from '../errors.ts';
import type { GitHub } from '../github.ts';
import type { Identity } from '../identity.ts';
import type { Clock } from '../world.ts';
import { hasOtherRows, type RowText, rowMarker, textOfRow, withRow } from './comment-rows.ts';
import { type OwnComment, openOwnComments } from './own-comments.ts';

export interface CommentRow {
  /** Creates or replaces the row, and returns the URL of the comment; undefined if there is none and it may not be created. */
  write(text: RowText, options: WriteOptions): Promise<string | undefined>;
  /** Replaces the row by what becomes of its text; undefined leaves it. */
  change(become: (text: string) => RowText | undefined): Promise<void>;
  /** Replaces the row unless another run has changed it since this run wrote it. */
  updateIfUnchanged(text: RowText): Promise<void>;
}

interface WriteOptions {
  /** Whether a comment may be created. */
  mayCreate: boolean;
  /** True if this run will not write again, so that it must make sure that the row stands. */
  isLast: boolean;
  /** True for the text of a row that should be kept. */
  isGoodAlready?(text: string): boolean;
}

interface RowPlace {
  github: GitHub;
  clock: Pick<Clock, 'sleep'>;
  random(): number;
  pullRequest: number;
  /** Whose row it is. */
  key: Pick<Identity, 'owner' | 'environment'>;
}

const MAX_WRITES = 5;
/** In this time, another run that had read the comment before our write has written it, and our row is missing or old. */
const MIN_PAUSE_MS = 500;
const PAUSE_SPREAD_MS = 1_000;

export function openComment({ clock, random, ...place }: RowPlace): CommentRow {
  const row = openRow(place);
  const { look, isStanding, lastText, isAlone } = row;
  // A cancelled run does not wait.
  const pause = () => clock.sleep(MIN_PAUSE_MS + random() * PAUSE_SPREAD_MS).catch(() => undefined);
  const put = puttingTwice(row, pause);

  /** Looks again, and writes again while the row is missing or is what it was before. */
  const makeSure = async (text: RowText, mayCreate: boolean): Promise<string | undefined> => {
    for (let writes = 1; ; writes++) {
      if (!isAlone()) await pause();
      const found = await look();
      if (isStanding(found) || writes === MAX_WRITES) return found?.comment.html_url;
      await put(found, text, mayCreate);
    }
  };
  const write: CommentRow['write'] = async (text, { mayCreate, isLast, isGoodAlready }) => {
    const found = await look();
    if (found?.row !== undefined && isGoodAlready?.(found.row)) return found.comment.html_url;
    if (found === undefined && !mayCreate) return undefined;
    const url = await put(found, text, mayCreate);
    return isLast ? await makeSure(text, mayCreate) : url;
  };
  const change: CommentRow['change'] = async (become) => {
    const found = await look();
    const text = found?.row === undefined ? undefined : become(found.row);
    if (text === undefined) return;
    await put(found, text, false);
    await makeSure(text, false);
  };
  return {
    write,
    change,
    async updateIfUnchanged(text) {
      const own = lastText();
      if (own !== undefined) await change((row) => (row === own ? text : undefined));
    },
  };
}

/** Tries a second time, with what the comment says by then. */
function puttingTwice({ look, put }: OpenRow, pause: () => Promise<unknown>): OpenRow['put'] {
  return async (found, text, mayCreate) => {
    try {
      return await put(found, text, mayCreate);
    } catch (error) {
      if (found === undefined || !isPassing(error)) throw error;
    }
    await pause();
    return put(await look(), text, mayCreate);
  };
}

/** Without a reply, or while GitHub is in trouble. */
function isPassing(error: unknown): boolean {
  return error instanceof GitHubError && (error.status === undefined || error.status >= 500);
}

interface Found {
  comment: OwnComment;
  /** The text of the row; undefined if it is missing. */
  row: string | undefined;
}

type OpenRow = ReturnType<typeof openRow>;

/** The row as this run knows it. */
function openRow({ github, pullRequest, key }: Pick<RowPlace, 'github' | 'pullRequest' | 'key'>) {
  const marker = rowMarker(key);
  const comments = openOwnComments(github, pullRequest);
  /** Texts that this run has replaced: another run may have brought them back. */
  const replaced = new Set<string>();
  let knownId: number | undefined;
  /** A comment that was created without a reply may appear later. */
  let isUncertain = false;
  let written: OwnComment | undefined;
  const textIn = (comment: OwnComment | undefined) => comment && textOfRow(comment.body, marker);
  const create = async (text: RowText) => {
    isUncertain = true;
    const created = await comments.create(withRow('', marker, text));
    isUncertain = false;
    return created;
  };
  return {
    lastText: () => textIn(written),
    isAlone: () => written === undefined || !hasOtherRows(written.body, marker),
    /** A text that this run does not know is of a newer run of the same environment. */
    isStanding: (found: Found | undefined) =>
      found?.row !== undefined && (found.row === textIn(written) || !replaced.has(found.row)),
    async look(): Promise<Found | undefined> {
      const known = knownId === undefined || isUncertain ? undefined : await comments.read(knownId);
      const comment = known ?? (await comments.find());
      knownId = comment?.id;
      return comment && { comment, row: textIn(comment) };
    },
    /** Returns the URL of the comment; undefined if it has been deleted since it was read, and may not be created. */
    async put(found: Found | undefined, text: RowText, mayCreate: boolean): Promise<string | undefined> {
      for (const old of [found?.row, textIn(written)]) if (old !== undefined) replaced.add(old);
      const [id, body] = [found?.comment.id, withRow(found?.comment.body ?? '', marker, text)];
      const updated = id === undefined ? undefined : await comments.update(id, body);
      // Another run may create one at the same time, so a new one is looked for among all.
      knownId = updated?.id;
      written = updated ?? (mayCreate ? await create(text) : undefined);
      return written?.html_url;
    },
  };
}
