// Owns the edge's cache: whole answers by key, each until its time is up.
import type { Clock } from '../kernel/clock.ts';
import { type Header, headerValue } from './header.ts';
import type { Page } from './page.ts';

export interface StoredAnswer {
  page: Page;
  /** Seconds since the origin gave or confirmed it. */
  ageSeconds: number;
  isFresh: boolean;
}

interface Entry {
  page: Page;
  storedAt: Date;
  keptSeconds: number;
}

const MAX_ENTRIES = 1000;

/** Time passes here as in the rest of the cloud: in simulated seconds. */
export class Cache {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A stale answer is worth something only where the origin can be asked whether it still holds. */
  find(key: string | undefined): StoredAnswer | undefined {
    const entry = this.#entries.get(key ?? '');
    if (entry === undefined) return undefined;
    const ageSeconds = (this.#clock.now().getTime() - entry.storedAt.getTime()) / 1000;
    const isFresh = ageSeconds < entry.keptSeconds;
    return isFresh || validatorsOf(entry.page).length > 0 ? { page: entry.page, ageSeconds, isFresh } : undefined;
  }

  /** Replaces what was there; an answer to keep for 0 seconds only takes the old one away. The oldest is evicted. */
  keep(key: string | undefined, page: Page, seconds: number): void {
    if (key === undefined) return;
    this.#entries.delete(key);
    if (seconds > 0) this.#entries.set(key, { page, storedAt: this.#clock.now(), keptSeconds: seconds });
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size > MAX_ENTRIES) this.#entries.delete(oldest);
  }
}

/** The request headers that ask an origin whether a stored answer still holds. */
export function validatorsOf({ status, headers }: Page): Header[] {
  if (status !== 200) return [];
  const etag = headerValue(headers, 'etag');
  const modified = headerValue(headers, 'last-modified');
  return [
    ...(etag === undefined ? [] : [['If-None-Match', etag] as Header]),
    ...(modified === undefined ? [] : [['If-Modified-Since', modified] as Header]),
  ];
}
