// Owns counting the outcomes of the trials, and printing them.
import type { RaceResult } from './race.ts';
import { nameOf, type TrialResult } from './trial.ts';

interface Count {
  runs: number;
  points: number;
  byItself: number;
  byNextRun: number;
  broken: number;
  leaked: number;
  /** How often an address was asked, and how often somebody else answered. */
  asked: number;
  foreign: number;
}

const COLUMNS = ['', 'runs', 'points', 'by itself', 'by the next run', 'broken', 'leaked', 'asked', 'foreign'];

export class Tally {
  readonly #counts = new Map<string, Count>();
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** False when anything was broken, or nothing was disturbed at all. */
  get isClean(): boolean {
    const counts = [...this.#counts.values()];
    return counts.every(({ broken }) => broken === 0) && counts.some(({ points }) => points > 0);
  }

  add(title: string, { disturbance, outcome, struck, answers, problems }: TrialResult): void {
    const { phase, name, points } = disturbance;
    // The same calls are made each time, but how often a wait looks is chance.
    this.#count(`${title}: ${phase}`, { outcome, points: Math.min(points, struck), answers, problems });
    if (outcome === 'broken') this.#print(`${phase}, ${name}`, problems);
  }

  addRace(title: string, { interleaving, outcome, answers, problems }: RaceResult): void {
    const { race, first, second } = interleaving;
    const whose = race.isFirstOfStorefront ? ' of another service' : race.isFirstOfAnother ? ' of another' : '';
    const name = `${race.first}${whose} and ${race.second}`;
    const points = outcome === 'not reached' ? 0 : 1;
    const healed = outcome === 'healed by the next run' ? outcome : 'healed by itself';
    this.#count(`${title}: ${name}`, { outcome: outcome === 'broken' ? outcome : healed, points, answers, problems });
    if (outcome !== 'broken') return;
    const held = [first, second].flatMap((hold) => (hold ? [`held ${hold.when} ${nameOf(hold.point)}`] : []));
    this.#print(`${name}, ${held.join(' and ')}`, problems);
  }

  render(): string {
    const rows = this.#byTitle().map(([name, count]) => [name, ...cellsOf(count).map(String)]);
    const sums = COLUMNS.slice(1).map((_, at) => String(rows.reduce((sum, row) => sum + Number(row[at + 1]), 0)));
    return [COLUMNS, COLUMNS.map(() => '---'), ...rows, ['**all**', ...sums]]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n');
  }

  /** Groups that were played side by side stand one below the other. */
  #byTitle(): [string, Count][] {
    const titleOf = ([name]: [string, Count]) => name.slice(0, name.indexOf(':'));
    const rows = [...this.#counts];
    const titles = [...new Set(rows.map(titleOf))];
    return titles.flatMap((title) => rows.filter((row) => titleOf(row) === title));
  }

  #count(
    name: string,
    { outcome, points, answers, problems }: Pick<TrialResult, 'outcome' | 'answers' | 'problems'> & { points: number },
  ): void {
    const empty = { runs: 0, points: 0, byItself: 0, byNextRun: 0, broken: 0, leaked: 0, asked: 0, foreign: 0 };
    const count = this.#counts.get(name) ?? empty;
    count.runs += 1;
    count.points += points;
    if (outcome === 'healed by itself') count.byItself += 1;
    else if (outcome === 'healed by the next run') count.byNextRun += 1;
    else count.broken += 1;
    count.leaked += problems.filter((problem) => problem.startsWith('left over: ')).length;
    count.asked += answers.asked;
    count.foreign += answers.foreign.length;
    this.#counts.set(name, count);
  }

  #print(what: string, problems: string[]): void {
    this.#say(`BROKEN: ${what}`);
    for (const problem of problems) this.#say(`  ${problem}`);
  }
}

/** In the order of the columns. */
function cellsOf({ runs, points, byItself, byNextRun, broken, leaked, asked, foreign }: Count): number[] {
  return [runs, points, byItself, byNextRun, broken, leaked, asked, foreign];
}
