// Owns copies of the tables as they were some seconds ago, for reads that a fault makes stale.
import type { Cloud, Tables } from './cloud.ts';

export class History {
  #copies: { at: Date; tables: Tables }[] = [];
  #copied: Tables | undefined;

  /** Keeps the tables as they are now. Copies that are older than any read will ask for are let go. */
  keep(cloud: Cloud, longestSeconds: number): void {
    // A reset has put other tables in their place: what was before that, no read may see.
    if (this.#copied !== cloud.tables) this.forget();
    this.#copied = cloud.tables;
    this.#copies.push({ at: cloud.clock.now(), tables: structuredClone(cloud.tables) });
    this.#copies.splice(0, this.#indexSecondsAgo(cloud, longestSeconds));
  }

  forget(): void {
    this.#copies = [];
  }

  /** The tables as of that many seconds ago, or the oldest there are. */
  tablesSecondsAgo(cloud: Cloud, seconds: number): Tables {
    return this.#copies[this.#indexSecondsAgo(cloud, seconds)]?.tables ?? cloud.tables;
  }

  /** Each copy was made just before a call, so the first one that is younger has every write that is older, and no other. */
  #indexSecondsAgo(cloud: Cloud, seconds: number): number {
    const limit = cloud.clock.now().getTime() - seconds * 1000;
    const next = this.#copies.findIndex(({ at }) => at.getTime() > limit);
    return next < 0 ? this.#copies.length - 1 : next;
  }
}
