// Owns showing the log of a one-off task while it runs, up to a limit, and its last lines when it ends. The markers that its
// steps write are followed, and not shown.
import { renderQuote } from '../text/quote.ts';
import type { World } from '../world.ts';
import { type LogQuery, openLog } from './logs.ts';
import { parseMarker, type StepMarker, type TaskProgress } from './steps.ts';

/** Keeps the workflow's log readable; the full log stays in CloudWatch. */
const MAX_LINES = 500;
const LAST_LINES = 20;

export interface LogView {
  /** Shows the lines written since the last call. */
  showMore(): Promise<void>;
  /** Shows the remaining lines, and returns the last ones. */
  showEnd(): Promise<string[]>;
  /** Whether the last read succeeded. */
  isReadable(): boolean;
  /** How far the task had come at the last read. */
  progress(): TaskProgress;
}

type LogViewOptions = Pick<World, 'aws' | 'log'> & {
  /** Called when a step begins or ends, after the lines before the marker are shown. */
  onMarker(marker: StepMarker): void;
};

export function openLogView({ aws, log, onMarker }: LogViewOptions, query: LogQuery): LogView {
  const readNextPage = openLog(aws, query);
  let count = 0;
  let lastLines: string[] = [];
  let progress: TaskProgress = { hasBegun: false, lastStep: undefined, exitCodes: new Map() };
  let isReadable = false;
  function show(lines: string[]): void {
    const shown = lines.slice(0, Math.max(0, MAX_LINES - count));
    if (shown.length > 0) log.line(renderQuote(shown));
    count += lines.length;
    lastLines = [...lastLines, ...lines.slice(-LAST_LINES)].slice(-LAST_LINES);
  }
  async function showPage(): Promise<boolean> {
    const page = await readNextPage();
    isReadable = page.isReadable;
    let lines: string[] = [];
    for (const line of page.lines) {
      const { marker, text } = parseMarker(line);
      if (marker === undefined || text !== '') lines.push(text);
      if (marker === undefined) continue;
      show(lines);
      lines = [];
      progress = withMarker(progress, marker);
      onMarker(marker);
    }
    show(lines);
    return page.isEnd;
  }
  return {
    showMore: async () => void (await showPage()),
    async showEnd() {
      while (!(await showPage()));
      const hidden = Math.max(0, count - MAX_LINES);
      const shownAtEnd = Math.min(hidden, LAST_LINES);
      if (hidden > shownAtEnd) log.line(`  (${hidden - shownAtEnd} lines omitted; the full log is in CloudWatch)`);
      if (shownAtEnd > 0) log.line(renderQuote(lastLines.slice(-shownAtEnd)));
      return lastLines;
    },
    isReadable: () => isReadable,
    progress: () => progress,
  };
}

function withMarker(progress: TaskProgress, marker: StepMarker): TaskProgress {
  if ('ends' in marker) {
    return { ...progress, exitCodes: new Map([...progress.exitCodes, [marker.ends, marker.exitCode]]) };
  }
  return marker.begins === 'task' ? { ...progress, hasBegun: true } : { ...progress, lastStep: marker.begins };
}
