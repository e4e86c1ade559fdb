// Owns what a visitor sees, and what a program gets: always a 503, which nobody caches and everybody may repeat.
import type { State } from './attend.ts';

const TEXTS: Record<State, string> = {
  asleep: 'This preview is asleep. A visit with a browser wakes it.',
  waking: 'This preview was asleep and is waking up. That takes a minute or two.',
  awake: 'This preview is awake.',
  stopped: 'This preview was stopped by hand. Whoever stopped it, or its next deploy, starts it again.',
  failed: 'The last deploy of this preview failed, so nothing of it can be started. Deploy a version that starts.',
  unknown: 'This preview cannot be reached at the moment.',
};
const SECONDS: Record<State, number> = { asleep: 60, waking: 2, awake: 1, stopped: 60, failed: 60, unknown: 15 };

/** In the form that a load balancer takes. The page reloads itself; its name is left out, since a request could make it up. */
export function renderReply(state: State, isPage: boolean): object {
  const seconds = SECONDS[state];
  return {
    isBase64Encoded: false,
    statusCode: 503,
    statusDescription: '503 Service Unavailable',
    headers: {
      'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json',
      'Retry-After': String(seconds),
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
    body: isPage ? renderPage(TEXTS[state], seconds) : JSON.stringify({ state, message: TEXTS[state] }),
  };
}

function renderPage(text: string, seconds: number): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="${seconds}"><title>Preview</title><body style="font:1.1em/1.5 system-ui;max-width:34em;margin:15vh auto;padding:0 1em"><p>${text}</p><p>This page reloads by itself.</p></body></html>`;
}
