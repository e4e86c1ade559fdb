// Owns the deployment on GitHub's side: one for each commit of the pull request, all in one shared environment, and those
// before it retired by us. docs/decisions/0012-comment-and-deployment.md
import type { GitHub } from '../github.ts';
import { shortened } from '../text/markdown.ts';

export type DeploymentState = 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';

export interface DeploymentNews {
  state: DeploymentState;
  /** A sentence; GitHub takes 140 characters of it. */
  description: string;
  environmentUrl?: string | undefined;
}

export interface DeploymentTrack {
  /** Makes the deployment where the commit has none, and gives it this state. False where it has that already. */
  publish(news: DeploymentNews): Promise<boolean>;
  /** Marks as inactive what an earlier commit left; with `all`, what this commit left, too. */
  retire(which: 'earlier' | 'all'): Promise<void>;
}

interface Deployment {
  id: number;
  sha: string;
}

export interface DeploymentSubject {
  /** Tells the deployments of one preview from all others: `preview:shop-pr-42`. */
  task: string;
  /** Whose image is deployed, asked when there is something to tell. Undefined where only what is there is retired. */
  commit(): string | undefined;
  logUrl: string;
}

const ENVIRONMENT = 'preview';
const MAX_DESCRIPTION_LENGTH = 140;
const PERMISSION = 'deployments: write';
const SHAPE = { id: 'number', sha: 'string' } as const;
const ALL = '/repos/{owner}/{repo}/deployments';

export function openDeployments(github: GitHub, subject: DeploymentSubject): DeploymentTrack {
  let known: Deployment[] | undefined;
  let ours: { deployment: Deployment; state: string | undefined } | undefined;
  const list = async () => {
    known ??= await listDeployments(github, subject);
    return known;
  };
  return {
    async publish(news) {
      const commit = subject.commit();
      if (commit === undefined) return false;
      try {
        ours ??= await openDeployment(github, subject, { commit, known: await list() });
      } catch (error) {
        // It may have been made all the same: then the next look finds it.
        known = undefined;
        throw error;
      }
      if (ours.state === news.state) return false;
      await writeState(github, { deployment: ours.deployment, logUrl: subject.logUrl, news });
      ours.state = news.state;
      return true;
    },
    async retire(which) {
      const others = (await list()).filter(({ id }) => which === 'all' || id !== ours?.deployment.id);
      const description = which === 'all' ? 'The preview was destroyed.' : 'A newer commit took its place.';
      const news: DeploymentNews = { state: 'inactive', description };
      for (const deployment of await findActive(github, others)) {
        await writeState(github, { deployment, logUrl: subject.logUrl, news });
      }
    },
  };
}

/** The newest, if it is of this commit: what is older was retired. Else a new one. `known` is newest first, and gets it. */
async function openDeployment(
  github: GitHub,
  subject: DeploymentSubject,
  { commit, known }: { commit: string; known: Deployment[] },
) {
  const [newest] = known;
  if (newest?.sha === commit) return { deployment: newest, state: await readState(github, newest) };
  const deployment = await createDeployment(github, subject, commit);
  known.unshift(deployment);
  const news: DeploymentNews = { state: 'queued', description: 'The preview is about to be made.' };
  await writeState(github, { deployment, logUrl: subject.logUrl, news });
  return { deployment, state: news.state };
}

/** Of these, oldest first. The newest that is retired is where the search ends: whoever retired it had retired all before it. */
async function findActive(github: GitHub, newestFirst: Deployment[]): Promise<Deployment[]> {
  const active: Deployment[] = [];
  for (const deployment of newestFirst) {
    if ((await readState(github, deployment)) === 'inactive') break;
    active.unshift(deployment);
  }
  return active;
}

function listDeployments(github: GitHub, { task }: DeploymentSubject): Promise<Deployment[]> {
  return github.list<Deployment>({
    doing: 'looking for the deployments of the preview',
    permission: PERMISSION,
    route: `GET ${ALL}`,
    parameters: { environment: ENVIRONMENT, task },
    shape: SHAPE,
  });
}

/** GitHub lists the newest status first. */
async function readState(github: GitHub, { id }: Deployment): Promise<string | undefined> {
  const request = {
    doing: `reading the state of deployment ${id}`,
    permission: PERMISSION,
    route: `GET ${ALL}/{deployment_id}/statuses`,
    parameters: { deployment_id: id },
    shape: { state: 'string' },
  } as const;
  const [newest] = await github.list<{ state: string }>(request, 1);
  return newest?.state;
}

function createDeployment(github: GitHub, { task }: DeploymentSubject, ref: string): Promise<Deployment> {
  return github.call<Deployment>({
    doing: `making a deployment of ${ref.slice(0, 7)}`,
    permission: PERMISSION,
    route: `POST ${ALL}`,
    parameters: {
      ref,
      task,
      environment: ENVIRONMENT,
      description: 'Medusa preview',
      transient_environment: true,
      production_environment: false,
      // Else GitHub may merge the base branch into the pull request, or wait for checks of which we are one.
      auto_merge: false,
      required_contexts: [],
    },
    shape: SHAPE,
  });
}

interface StateWrite {
  deployment: Deployment;
  logUrl: string;
  news: DeploymentNews;
}

async function writeState(github: GitHub, { deployment: { id }, logUrl, news }: StateWrite): Promise<void> {
  const { state, description, environmentUrl } = news;
  await github.call({
    doing: `marking deployment ${id} as ${state}`,
    permission: PERMISSION,
    route: `POST ${ALL}/{deployment_id}/statuses`,
    parameters: {
      deployment_id: id,
      state,
      description: shortened(description, MAX_DESCRIPTION_LENGTH - ' …'.length),
      log_url: logUrl,
      // GitHub's own way of retiring passes over previews: they are transient.
      auto_inactive: false,
      ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
    },
    // Told twice, it is the same; not told, the deployment looks for ever as if it went on.
    isRepeatable: true,
  });
}
