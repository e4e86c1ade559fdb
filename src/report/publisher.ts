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
import type { Place } from './headline.ts';
import { commitToRun, type End, type Report } from './report.ts';

type Doing = 'deploy' | 'destroy' | 'skip' | 'superseded';

/** Of what, and to whom. */
export interface Subject {
  identity: Identity;
  pullRequest: number;
  report: Report;
  doing: 'deploy' | 'destroy';
  hasComment: boolean;
  hasDeployment: boolean;
}

export interface Channel {
  github: GitHub;
  log: Log;
  place: Place;
  /** False where a newer run has the word by now. */
  isCurrent(): Promise<boolean>;
}

export interface Publisher {
  /** From here on there is something to tell. */
  begin(): void;
  /** Something has changed. */
  publish(): void;
  /** The run that was to deploy takes the environment away, makes none, or leaves it to a newer run. */
  switchTo(doing: Exclude<Doing, 'deploy'>): void;
  /** The last word. Resolves when it has been said. */
  finish(end: End): Promise<void>;
}

export const SILENT: Publisher = {
  begin: () => undefined,
  publish: () => undefined,
  switchTo: () => undefined,
  finish: async () => undefined,
};

export function createPublisher(channel: Channel, subject: Subject): Publisher {
  const { log, isCurrent } = channel;
  const { report } = subject;
  const { writeComment, writeDeployment, track } = openChannels(channel, subject);
  const state = { doing: subject.doing as Doing, hasBegun: false, isOver: false, isStale: false };
  let writing: Promise<void> | undefined;

  async function writeProgress(): Promise<void> {
    // What begins together is told together.
    await Promise.resolve();
    while (state.isStale) {
      state.isStale = false;
      if (!(await isCurrent())) return;
      await writeComment(state.doing, undefined);
      if (state.doing !== 'deploy') continue;
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

  async function finish(end: End): Promise<void> {
    Object.assign(state, { isOver: true, isStale: false });
    await writing;
    const hasTheWord = end.error === undefined || (await isCurrent());
    if (hasTheWord) await writeComment(state.doing, end);
    await writeDeployment(async () => {
      if (state.doing === 'destroy') return retireAll(track, end);
      if (state.doing === 'deploy' && hasTheWord) return closeDeployment(track, report, end);
      if (state.hasBegun) await track.publish({ state: 'error', description: 'The pull request has moved on.' });
    });
  }

  const begin = () => {
    if (state.hasBegun) return;
    state.hasBegun = true;
    publish();
  };
  const switchTo = (doing: Doing) => {
    state.doing = doing;
  };
  return { begin, publish, switchTo, finish };
}

/** The comment and the deployment, each as patient with GitHub as the other. */
function openChannels({ github, log, place }: Channel, subject: Subject) {
  const { identity, pullRequest, report, hasComment, hasDeployment } = subject;
  const sticky = openComment(github, pullRequest, commentMarker(identity));
  const task = `preview:${identity.fullName}`;
  const track = openDeployments(github, { task, commit: () => commitToRun(report), logUrl: place.runUrl });
  const commenting = patient(log, hasComment);
  const writeComment = (doing: Doing, end: End | undefined) =>
    commenting(async () => {
      const body = renderComment({ report, doing: doing === 'destroy' ? doing : 'deploy', place, end });
      if (doing === 'superseded') return sticky.updateIfUnchanged(body);
      // Of a preview that never was there is nothing to tell.
      const isNothingDone = doing === 'destroy' && end !== undefined && report.steps.length === 0;
      const url = await sticky.write(body, {
        mayCreate: doing !== 'destroy',
        // The run that took it away told how; this one found nothing to do.
        isGoodAlready: (text) => isNothingDone && headlineOf(text) === headlineOf(body),
      });
      if (url !== undefined) report.commentUrl = url;
    });
  return { writeComment, writeDeployment: patient(log, hasDeployment), track };
}

function headlineOf(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

async function retireAll(track: DeploymentTrack, { error }: End): Promise<void> {
  if (error === undefined) await track.retire('all');
}

/** A preview that failed leaves the one before it in its place. */
async function closeDeployment(track: DeploymentTrack, { url, served }: Report, { error }: End): Promise<void> {
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
function patient(log: Log, isWanted: boolean): (work: () => Promise<unknown>) => Promise<void> {
  let isPossible = isWanted;
  const told = new Set<string>();
  return async (work) => {
    if (!isPossible) return;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      isPossible = error.status !== 403 || /rate limit/i.test(error.message);
      if (!told.has(error.message)) log.warning(explain(error));
      told.add(error.message);
    }
  };
}
