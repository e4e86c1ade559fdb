// Owns telling the pull request of a run, while it goes and at its end: one write at a time, and always of how it stands now.
// Trouble with GitHub is a warning: it never fails a run, and never holds one up. docs/decisions/0012-comment-and-deployment.md
import { CancelledError, explain, GitHubError } from '../errors.ts';
import type { GitHub } from '../github.ts';
import type { Identity } from '../identity.ts';
import { redacted } from '../text/redact.ts';
import type { Log } from '../world.ts';
import { openComment } from './comment.ts';
import { commentMarker, renderComment } from './comment-body.ts';
import { type DeploymentTrack, openDeployments } from './deployment.ts';
import { commitToRun, type Report } from './report.ts';

/** Of what, and to whom. */
interface Audience {
  github: GitHub;
  log: Log;
  identity: Identity;
  pullRequest: number;
  hasComment: boolean;
  hasDeployment: boolean;
  /** False where a newer run has the word by now. */
  isCurrent(): Promise<boolean>;
  /** As it stands now. */
  report(): Report;
}

interface Publisher {
  /** From here on there is something to tell. */
  begin(): void;
  /** Something has changed. */
  publish(): void;
  /** The last word, once the report has its end. Returns the address of the comment, where there is one. */
  finish(): Promise<string | undefined>;
}

export const SILENT: Publisher = {
  begin: () => undefined,
  publish: () => undefined,
  finish: async () => undefined,
};

export function createPublisher(audience: Audience): Publisher {
  const { log, isCurrent, report } = audience;
  const { writeComment, writeDeployment, track } = openChannels(audience);
  const state = { hasBegun: false, isOver: false, isStale: false };
  let writing: Promise<void> | undefined;
  let commentUrl: string | undefined;

  async function writeProgress(): Promise<void> {
    // What begins together is told together.
    await Promise.resolve();
    while (state.isStale) {
      state.isStale = false;
      if (!(await isCurrent())) return;
      commentUrl = (await writeComment(report())) ?? commentUrl;
      if (doingOf(report()) !== 'deploy') continue;
      await writeDeployment(() => track.publish({ state: 'in_progress', description: 'The preview is being made.' }));
    }
  }

  function publish(): void {
    if (!state.hasBegun || state.isOver) return;
    state.isStale = true;
    writing ??= writeProgress()
      .catch((error: unknown) => log.warning(explain(error)))
      .finally(() => {
        writing = undefined;
      });
  }

  async function writeEnd(): Promise<void> {
    const last = report();
    const hasTheWord = last.end?.error === undefined || (await isCurrent());
    if (hasTheWord) commentUrl = (await writeComment(last)) ?? commentUrl;
    await writeDeployment(async () => {
      const doing = doingOf(last);
      if (doing === 'destroy') return last.end?.error === undefined ? track.retire('all') : undefined;
      if (doing === 'deploy' && hasTheWord) return closeDeployment(track, last);
      if (state.hasBegun) await track.publish({ state: 'error', description: 'The pull request has moved on.' });
    });
  }

  return {
    begin() {
      if (state.hasBegun) return;
      state.hasBegun = true;
      publish();
    },
    publish,
    async finish() {
      Object.assign(state, { isOver: true, isStale: false });
      await writing;
      await writeEnd().catch((error: unknown) => log.warning(explain(error)));
      return commentUrl;
    },
  };
}

/** A run that was to deploy may take the environment away in the end, make none, or leave it to a newer run. */
function doingOf({ action, isSuperseded, isRemoval }: Report): 'deploy' | 'destroy' | 'skip' | 'superseded' {
  if (isSuperseded) return 'superseded';
  if (action === 'skipped') return 'skip';
  return isRemoval ? 'destroy' : 'deploy';
}

/** The comment and the deployment, each as patient with GitHub as the other. */
function openChannels({ github, log, identity, pullRequest, hasComment, hasDeployment, report }: Audience) {
  const sticky = openComment(github, pullRequest, commentMarker(identity));
  const task = `preview:${identity.fullName}`;
  const track = openDeployments(github, { task, commit: () => commitToRun(report()), logUrl: report().runUrl });
  const commenting = patient(log, hasComment);
  const writeComment = (told: Report) =>
    commenting(async () => {
      const body = renderComment(told);
      const doing = doingOf(told);
      if (doing === 'superseded') return sticky.updateIfUnchanged(body);
      // Of a preview that never was there is nothing to tell.
      const isNothingDone = doing === 'destroy' && told.end !== undefined && told.steps.length === 0;
      return sticky.write(body, {
        mayCreate: doing !== 'destroy',
        // The run that took it away told how; this one found nothing to do.
        isGoodAlready: (text) => isNothingDone && headlineOf(text) === headlineOf(body),
      });
    });
  return { writeComment, writeDeployment: patient(log, hasDeployment), track };
}

function headlineOf(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** A preview that failed leaves the one before it in its place. */
async function closeDeployment(track: DeploymentTrack, { url, served, end }: Report): Promise<void> {
  const error = end?.error;
  if (error instanceof CancelledError) {
    await track.publish({ state: 'error', description: 'The run was cancelled.' });
  } else if (error !== undefined) {
    await track.publish({ state: 'failure', description: redacted(explain(error)).split('\n')[0] ?? '' });
  } else {
    const description = served === undefined ? 'The preview is made.' : 'The preview is up.';
    const isNews = await track.publish({ state: 'success', description, environmentUrl: url });
    if (isNews) await track.retire('earlier');
  }
}

/** Makes GitHub's trouble a warning, each once; what the job lacks the permission for is not tried again. A limit passes. */
function patient(log: Log, isWanted: boolean) {
  let isPossible = isWanted;
  const told = new Set<string>();
  return async <Result>(work: () => Promise<Result>): Promise<Result | undefined> => {
    if (!isPossible) return undefined;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      isPossible = error.status !== 403 || /rate limit/i.test(error.message);
      if (!told.has(error.message)) log.warning(explain(error));
      told.add(error.message);
      return undefined;
    }
  };
}
