// Owns showing the log of a one-off task while it runs: as it comes, up to a bound, and then only how it ends. The signs of
// its steps are heard, and not shown.
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { type LogQuery, openLog } from './logs.ts';
import { type Heard, readSign, type Sign } from './steps.ts';

/** More than this nobody reads in a workflow's log; the whole of it stays in CloudWatch. */
const MAX_LINES = 500;
const LAST_LINES = 20;

export interface LogView {
  /** Shows what was written since the last look. */
  showMore(): Promise<void>;
  /** Shows all that is left, and returns the last lines. */
  showEnd(): Promise<string[]>;
  /** By the last look. */
  isReadable(): boolean;
  heard(): Heard;
}

type Shown = Pick<World, 'aws' | 'log'> & {
  /** Called where a step begins or ends, between the lines before it and those behind it. */
  onSign(sign: Sign): void;
};

export function openLogView({ aws, log, onSign }: Shown, query: LogQuery): LogView {
  const readOn = openLog(aws, query);
  let count = 0;
  let lastLines: string[] = [];
  let heard: Heard = { hasBegun: false, last: undefined, exitCodes: new Map() };
  let isReadable = false;
  function show(lines: string[]): void {
    const shown = lines.slice(0, Math.max(0, MAX_LINES - count));
    if (shown.length > 0) log.line(renderQuote(shown));
    count += lines.length;
    lastLines = [...lastLines, ...lines.slice(-LAST_LINES)].slice(-LAST_LINES);
  }
  async function showPage(): Promise<boolean> {
    const page = await readOn();
    isReadable = page.isReadable;
    let lines: string[] = [];
    for (const line of page.lines) {
      const { sign, text } = readSign(line);
      if (sign === undefined || text !== '') lines.push(text);
      if (sign === undefined) continue;
      show(lines);
      lines = [];
      heard = hear(heard, sign);
      onSign(sign);
    }
    show(lines);
    return page.isEnd;
  }
  return {
    showMore: async () => void (await showPage()),
    async showEnd() {
      while (!(await showPage()));
      const hidden = Math.max(0, count - MAX_LINES);
      const late = Math.min(hidden, LAST_LINES);
      if (hidden > late) log.line(`  (${hidden - late} lines left out; the whole log is in CloudWatch)`);
      if (late > 0) log.line(renderQuote(lastLines.slice(-late)));
      return lastLines;
    },
    isReadable: () => isReadable,
    heard: () => heard,
  };
}

function hear(heard: Heard, sign: Sign): Heard {
  if ('ends' in sign) return { ...heard, exitCodes: new Map([...heard.exitCodes, [sign.ends, sign.exitCode]]) };
  return sign.begins === 'task' ? { ...heard, hasBegun: true } : { ...heard, last: sign.begins };
}
