// Owns publishing a run to its pull request during the run and at its end: one write at a time, always with the latest state.
// Errors of GitHub are warnings, which never fail or delay a run. docs/decisions/0012-comment-and-deployment.md
import { CancelledError, explain, GitHubError } from '../errors.ts';
import type { GitHub } from '../github.ts';
import type { Identity } from '../identity.ts';
import { redacted } from '../text/redact.ts';
import type { Clock, Log } from '../world.ts';
import { openComment } from './comment.ts';
import { renderRow } from './comment-body.ts';
import { type DeploymentTrack, openDeployments } from './deployment.ts';
import { commitToRun, type Report } from './report.ts';
import { waitingMark } from './waiting.ts';
import type { WaitingRow } from './waiting-row.ts';

interface Audience {
  github: GitHub;
  log: Log;
  clock: Clock;
  random(): number;
  /** Keeps a row that waits for its image until the end of the job. */
  keepWaiting(row: WaitingRow): void;
  identity: Identity;
  pullRequest: number;
  hasComment: boolean;
  hasDeployment: boolean;
  /** False if a newer run has taken over. */
  isCurrent(): Promise<boolean>;
  /** The current report. */
  report(): Report;
}

export interface Publisher {
  /** Starts publishing. */
  begin(): void;
  /** Publishes a change of the report. */
  publish(): void;
  /** Publishes the end of the run. Returns the URL of the comment, if there is one. */
  finish(): Promise<string | undefined>;
}

export function createPublisher(audience: Audience): Publisher {
  const { log, isCurrent, report, pullRequest, keepWaiting } = audience;
  const { owner, environment } = audience.identity;
  const { writeComment, writeDeployment, track } = openChannels(audience);
  const state = { hasBegun: false, isOver: false, isStale: false };
  let writing: Promise<void> | undefined;
  let commentUrl: string | undefined;

  async function writeProgress(): Promise<void> {
    // Phases that begin at the same time are published together.
    await Promise.resolve();
    while (state.isStale) {
      state.isStale = false;
      if (!(await isCurrent())) return;
      const current = report();
      const comment = async () => {
        commentUrl = (await writeComment(current)) ?? commentUrl;
      };
      const deployment = () => track.publish({ state: 'in_progress', description: 'The preview is being made.' });
      await Promise.all([comment(), doingOf(current) === 'deploy' ? writeDeployment(deployment) : undefined]);
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
    const mayPublish = last.end?.error === undefined || (await isCurrent());
    const endComment = async () => {
      const mark = waitingMark(last);
      if (mark !== undefined) keepWaiting({ pullRequest, key: { owner, environment }, mark });
      if (mayPublish) commentUrl = (await writeComment(last)) ?? commentUrl;
    };
    const deployment = () => endDeployment(track, last, { mayPublish, hasBegun: state.hasBegun });
    await Promise.all([endComment(), writeDeployment(deployment)]);
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

type Doing = NonNullable<Report['doing']> | 'prepare' | 'destroy' | 'skip' | 'superseded';

/** A run that began as a deploy may end with a removal, be skipped before or after one, or be superseded by a newer run. */
function doingOf(report: Report): Doing {
  const { action, isSuperseded, isRemoval, isPreparation, doing = 'deploy' } = report;
  if (isSuperseded) return 'superseded';
  if (isRemoval) return 'destroy';
  if (action === 'skipped') return 'skip';
  return isPreparation ? 'prepare' : doing;
}

/** Opens the comment and the deployments, whose errors become warnings. */
function openChannels(audience: Audience) {
  const { github, log, identity, hasComment, hasDeployment, report } = audience;
  const row = openComment({ ...audience, key: identity });
  const task = `preview:${identity.fullName}`;
  const track = openDeployments(github, { task, commit: () => commitToRun(report()), logUrl: report().runUrl });
  const commenting = patient(log, hasComment);
  const writeComment = (current: Report) =>
    commenting(async () => {
      const text = renderRow(current);
      const doing = doingOf(current);
      if (doing === 'superseded') return row.updateIfUnchanged(text);
      // A removal that found nothing creates no comment.
      const isNothingDone = doing === 'destroy' && current.end !== undefined && current.steps.length === 0;
      return row.write(text, {
        mayCreate: doing !== 'destroy',
        isLast: current.end !== undefined,
        // The comment of the run that removed the preview has more details than this run, which found nothing.
        isGoodAlready: (published) => isNothingDone && headlineOf(published) === headlineOf(text.whole),
      });
    });
  return { writeComment, writeDeployment: patient(log, hasDeployment), track };
}

function headlineOf(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** A deployment is one of an image, which a preparation has not, and about which sleep, say, changes nothing. */
async function endDeployment(
  track: DeploymentTrack,
  last: Report,
  { mayPublish, hasBegun }: { mayPublish: boolean; hasBegun: boolean },
): Promise<void> {
  const doing = doingOf(last);
  if (doing === 'destroy') return last.end?.error === undefined ? track.retire('all') : undefined;
  if (last.isPreparation || (last.doing ?? 'deploy') !== 'deploy') return;
  if (doing === 'deploy' && mayPublish) return closeDeployment(track, last);
  if (hasBegun) await track.publish({ state: 'error', description: 'The pull request has moved on.' });
}

/** After a failure, earlier deployments stay active, because the previous version still runs. */
async function closeDeployment(track: DeploymentTrack, { url, served, end, asleepSince }: Report): Promise<void> {
  const error = end?.error;
  if (error instanceof CancelledError) {
    await track.publish({ state: 'error', description: 'The run was cancelled.' });
  } else if (error !== undefined) {
    await track.publish({ state: 'failure', description: redacted(explain(error)).split('\n')[0] ?? '' });
  } else {
    const up = asleepSince === undefined ? 'The preview is up.' : 'The preview is asleep.';
    const description = served === undefined ? 'The preview is made.' : up;
    const hasChanged = await track.publish({ state: 'success', description, environmentUrl: url });
    if (hasChanged) await track.retire('earlier');
  }
}

/** Logs each error of GitHub once as a warning. After a missing permission nothing more is tried, but after a rate limit it is. */
function patient(log: Log, isWanted: boolean) {
  let isPossible = isWanted;
  const logged = new Set<string>();
  return async <Result>(work: () => Promise<Result>): Promise<Result | undefined> => {
    if (!isPossible) return undefined;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      isPossible = error.status !== 403 || /rate limit/i.test(error.message);
      if (!logged.has(error.message)) log.warning(explain(error));
      logged.add(error.message);
      return undefined;
    }
  };
}
