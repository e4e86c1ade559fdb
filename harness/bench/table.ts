// Owns how the figures are printed: a table for people, which says plainly what is missed, and JSON for programs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './act.ts';
import type { Figure } from './figures.ts';

const FOLDER = join(import.meta.dirname, '../../build');
const BYTES_PER_GIGABYTE = 1_000_000_000;

export function renderTable(figures: Figure[]): string {
  const rows = figures.map((figure) => [figure.name, figure.measured, figure.target, resultOf(figure)]);
  const all = [['figure', 'measured', 'target', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', summaryOf(figures)].join('\n');
}

function resultOf({ isMet }: Figure): string {
  if (isMet === undefined) return 'not measured';
  return isMet ? 'met' : 'MISSED';
}

function summaryOf(figures: Figure[]): string {
  const missed = figures.filter(({ isMet }) => isMet === false);
  const unknown = figures.filter(({ isMet }) => isMet === undefined);
  const sentences = [
    missed.length === 0 ? 'No target is missed.' : `Missed: ${missed.map(({ name }) => name).join('; ')}.`,
    ...(unknown.length === 0 ? [] : [`Not measured: ${unknown.map(({ name }) => name).join('; ')}.`]),
  ];
  return sentences.join('\n');
}

/** The machine that is measured on, looked at before the bench itself keeps it busy. */
export function describeMachine() {
  return {
    node: process.version,
    platform: process.platform,
    processors: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / BYTES_PER_GIGABYTE),
    /** How many processes wanted a processor in the last minute. */
    load: Number(loadavg()[0]?.toFixed(1)),
  };
}

export interface Circumstances extends Pick<Bench, 'timeScale' | 'bundle'> {
  machine: ReturnType<typeof describeMachine>;
}

/** Returns the path of the file. */
export function writeFigures(figures: Figure[], { timeScale, bundle, machine }: Circumstances): string {
  const file = join(FOLDER, 'bench.json');
  mkdirSync(FOLDER, { recursive: true });
  const report = { measuredAt: new Date().toISOString(), bundle, timeScale, machine, figures };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
