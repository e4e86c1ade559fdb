// Owns showing the log of a one-off task while it runs: as it comes, up to a bound, and then only how it ends.
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { type LogQuery, openLog } from './logs.ts';

/** More than this nobody reads in a workflow's log; the whole of it stays in CloudWatch. */
const MOST_LINES = 500;
const LAST_LINES = 20;

export interface LogView {
  /** Shows what was written since the last look. */
  showMore(): Promise<void>;
  /** Shows all that is left, and returns the last lines. */
  showEnd(): Promise<string[]>;
}

export function openLogView({ aws, log }: Pick<World, 'aws' | 'log'>, query: LogQuery): LogView {
  const readOn = openLog(aws, query);
  let count = 0;
  let lastLines: string[] = [];
  async function showPage(): Promise<boolean> {
    const { lines, isEnd } = await readOn();
    const shown = lines.slice(0, Math.max(0, MOST_LINES - count));
    if (shown.length > 0) log.line(renderQuote(shown));
    count += lines.length;
    lastLines = [...lastLines, ...lines.slice(-LAST_LINES)].slice(-LAST_LINES);
    return isEnd;
  }
  return {
    showMore: async () => void (await showPage()),
    async showEnd() {
      while (!(await showPage()));
      const hidden = Math.max(0, count - MOST_LINES);
      const late = Math.min(hidden, LAST_LINES);
      if (hidden > late) log.line(`  (${hidden - late} lines left out; the whole log is in CloudWatch)`);
      if (late > 0) log.line(renderQuote(lastLines.slice(-late)));
      return lastLines;
    },
  };
}
