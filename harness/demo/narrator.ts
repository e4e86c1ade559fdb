// Owns how the demo speaks: chapters, plain sentences, and promises that are kept or broken.
import { renderDuration } from '../../src/text/duration.ts';

export class Narrator {
  brokenPromises = 0;
  readonly #timeScale: number;

  constructor(timeScale: number) {
    this.#timeScale = timeScale;
  }

  chapter(title: string): void {
    this.say(`\n== ${title}`);
  }

  say(sentence: string): void {
    process.stdout.write(`${sentence}\n`);
  }

  /** A line of the action's own log, with workflow commands as GitHub shows them: `::error::a%0Ab`. */
  quote(line: string): void {
    const [, command, text] = /^::(\w+)[^:]*::(.*)$/.exec(line) ?? [undefined, undefined, line];
    if (command === 'endgroup') return;
    const shown = command === undefined ? text : `${command}: ${text?.replaceAll('%0A', '\n').replaceAll('%25', '%')}`;
    for (const part of (shown ?? '').split('\n')) if (part.trim() !== '') this.say(`   | ${part}`);
  }

  promise(sentence: string, isKept: boolean): void {
    if (!isKept) this.brokenPromises += 1;
    this.say(`   ${isKept ? 'kept  ' : 'BROKEN'} ${sentence}`);
  }

  /** Both times: what it took here, and what the cloud's clock says. */
  took(milliseconds: number): void {
    this.say(
      `   It took ${renderDuration(milliseconds)} here and ${renderDuration(milliseconds * this.#timeScale)} by the cloud's clock.`,
    );
  }
}
