// Owns the page that a sleeping environment answers with. A load balancer takes up to 1,024 characters, and no headers. Pure.

import type { Identity } from '../identity.ts';

/** The reload costs nothing while it sleeps, and a waking takes about a minute. */
const RELOAD_SECONDS = 15;
/** Names may have a hundred characters, which appear twice. */
const MAX_NAME_LENGTH = 60;

export function renderSleepingPage({ environment, owner, pullRequest }: Identity): string {
  const name = shortened(environment);
  const [repository = owner] = owner.split(':');
  const ofPullRequest = pullRequest === undefined ? '' : `, pull request ${pullRequest}`;
  const comment = pullRequest === undefined ? '' : 'the comment <code>/preview wake</code>, where that is set up, or ';
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="robots" content="noindex"><meta http-equiv="refresh" content="${RELOAD_SECONDS}">`,
    `<title>${name} is asleep</title>`,
    '<body style="font:1.1em/1.5 system-ui;max-width:34em;margin:15vh auto;padding:0 1em">',
    `<h1>This preview is asleep</h1><p><b>${name}</b> is a preview of ${shortened(repository)}${ofPullRequest}. `,
    'It was stopped to save its cost; its address and its data are kept.</p>',
    `<p>A new version wakes it, and so does ${comment}a run with <code>mode: wake</code>. `,
    'That takes a minute or two. This page reloads by itself until then.</p></body></html>',
  ].join('');
}

function shortened(text: string): string {
  return text.length <= MAX_NAME_LENGTH ? text : `${text.slice(0, MAX_NAME_LENGTH - 3)}...`;
}
