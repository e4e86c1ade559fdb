// Owns one environment's row of the comment on the pull request, which other environments write to at the same time.
// docs/decisions/0024-one-comment.md
import type { GitHub } from '../github.ts';
import type { Identity } from '../identity.ts';
import type { Clock } from '../world.ts';
import { hasOtherRows, type RowText, rowMarker, textOfRow, withRow } from './comment-rows.ts';
import { type OwnComment, openOwnComments } from './own-comments.ts';

export interface CommentRow {
  /** Creates or replaces the row, and returns the URL of the comment; undefined if there is none and it may not be created. */
  write(text: RowText, options: WriteOptions): Promise<string | undefined>;
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
  const { look, put, isStanding, lastText, isAlone } = openRow(place);

  /** Looks again, and writes again while the row is missing or is what it was before. */
  const makeSure = async (text: RowText, mayCreate: boolean): Promise<string | undefined> => {
    for (let writes = 1; ; writes++) {
      // A cancelled run does not wait.
      if (!isAlone()) await clock.sleep(MIN_PAUSE_MS + random() * PAUSE_SPREAD_MS).catch(() => undefined);
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
  return {
    write,
    async updateIfUnchanged(text) {
      const own = lastText();
      if (own === undefined) return;
      await write(text, { mayCreate: false, isLast: true, isGoodAlready: (row) => row !== own });
    },
  };
}

interface Found {
  comment: OwnComment;
  /** The text of the row; undefined if it is missing. */
  row: string | undefined;
}

/** The row as this run knows it. */
function openRow({ github, pullRequest, key }: Pick<RowPlace, 'github' | 'pullRequest' | 'key'>) {
  const marker = rowMarker(key);
  const comments = openOwnComments(github, pullRequest);
  /** Texts that this run has replaced: another run may have brought them back. */
  const replaced = new Set<string>();
  let knownId: number | undefined;
  let written: OwnComment | undefined;
  const textIn = (comment: OwnComment | undefined) => comment && textOfRow(comment.body, marker);
  return {
    lastText: () => textIn(written),
    isAlone: () => written === undefined || !hasOtherRows(written.body, marker),
    /** A text that this run does not know is of a newer run of the same environment. */
    isStanding: (found: Found | undefined) =>
      found?.row !== undefined && (found.row === textIn(written) || !replaced.has(found.row)),
    async look(): Promise<Found | undefined> {
      const known = knownId === undefined ? undefined : await comments.read(knownId);
      const comment = known ?? (await comments.find());
      knownId = comment?.id;
      return comment && { comment, row: textIn(comment) };
    },
    /** Returns the URL of the comment; undefined if it has been deleted since it was read, and may not be created. */
    async put(found: Found | undefined, text: RowText, mayCreate: boolean): Promise<string | undefined> {
      for (const old of [found?.row, textIn(written)]) if (old !== undefined) replaced.add(old);
      const [id, body] = [found?.comment.id, withRow(found?.comment.body ?? '', marker, text)];
      const updated = id === undefined ? undefined : await comments.update(id, body);
      written = updated ?? (mayCreate ? await comments.create(withRow('', marker, text)) : undefined);
      // Another run may have created one at the same time, so a new one is looked for among all.
      knownId = updated?.id;
      return written?.html_url;
    },
  };
}
