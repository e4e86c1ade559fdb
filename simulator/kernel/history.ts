// Owns copies of the tables as they were a few seconds ago, for reads that are told to be stale.
import type { Cloud, Tables } from './cloud.ts';

const STALE_SECONDS = 5;

export class History {
  #copies: { at: Date; tables: Tables }[] = [];

  keep(cloud: Cloud): void {
    this.#copies.push({ at: cloud.clock.now(), tables: structuredClone(cloud.tables) });
  }

  /** The tables as of five seconds ago, or the oldest there are. Older copies are let go. */
  tablesSecondsAgo(cloud: Cloud): Tables {
    const limit = cloud.clock.now().getTime() - STALE_SECONDS * 1000;
    const next = this.#copies.findIndex(({ at }) => at.getTime() > limit);
    const found = next < 0 ? this.#copies.length - 1 : Math.max(0, next - 1);
    this.#copies.splice(0, found);
    return this.#copies[0]?.tables ?? cloud.tables;
  }
}
