// Owns the deployments on GitHub: one for each commit of the pull request, all in one GitHub environment, of which earlier ones
// are marked as inactive. docs/decisions/0012-comment-and-deployment.md
import type { GitHub } from '../github.ts';
import { shortened } from '../text/markdown.ts';

type DeploymentState = 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';

interface DeploymentStatus {
  state: DeploymentState;
  /** GitHub accepts 140 characters. */
  description: string;
  environmentUrl?: string | undefined;
}

interface Deployment {
  id: number;
  sha: string;
}

interface DeploymentSubject {
  /** Distinguishes the deployments of one preview: `preview:shop-pr-42`. */
  task: string;
  /** The commit whose image is deployed; undefined if deployments are only marked as inactive. */
  commit(): string | undefined;
  logUrl: string;
}

export type DeploymentTrack = ReturnType<typeof openDeployments>;

const ENVIRONMENT = 'preview';
const MAX_DESCRIPTION_LENGTH = 140;
const PERMISSION = 'deployments: write';
const SHAPE = { id: 'number', sha: 'string' } as const;
const ALL = '/repos/{owner}/{repo}/deployments';

export function openDeployments(github: GitHub, { task, commit, logUrl }: DeploymentSubject) {
  let known: Deployment[] | undefined;
  let ours: { deployment: Deployment; state: string | undefined } | undefined;
  const write = (deployment: Deployment, status: DeploymentStatus) =>
    writeStatus(github, deployment, { ...status, logUrl });
  const list = async () => {
    known ??= await listDeployments(github, task);
    return known;
  };
  /** Returns the newest deployment if it is of this commit, else creates one. */
  const open = async (sha: string) => {
    const deployments = await list();
    const [newest] = deployments;
    if (newest?.sha === sha) return { deployment: newest, state: await readState(github, newest) };
    const deployment = await createDeployment(github, task, sha);
    deployments.unshift(deployment);
    const status: DeploymentStatus = { state: 'queued', description: 'The preview is about to be deployed.' };
    await write(deployment, status);
    return { deployment, state: status.state };
  };
  return {
    /** Creates the deployment if the commit has none, and sets its status. Returns false if it has this state already. */
    async publish(status: DeploymentStatus): Promise<boolean> {
      const sha = commit();
      if (sha === undefined) return false;
      try {
        ours ??= await open(sha);
      } catch (error) {
        // It may have been created nevertheless; the next call looks again.
        known = undefined;
        throw error;
      }
      if (ours.state === status.state) return false;
      await write(ours.deployment, status);
      ours.state = status.state;
      return true;
    },
    /** Marks the deployments of earlier commits as inactive; with `all`, that of this commit as well. */
    async retire(which: 'earlier' | 'all'): Promise<void> {
      const others = (await list()).filter(({ id }) => which === 'all' || id !== ours?.deployment.id);
      const description = which === 'all' ? 'The preview was destroyed.' : 'Replaced by a newer commit.';
      for (const deployment of await findActive(github, others)) {
        await write(deployment, { state: 'inactive', description });
      }
    },
  };
}

/** Returns the active ones, oldest first. It stops at the first inactive one, because all before that are inactive too. */
async function findActive(github: GitHub, newestFirst: Deployment[]): Promise<Deployment[]> {
  const active: Deployment[] = [];
  for (const deployment of newestFirst) {
    if ((await readState(github, deployment)) === 'inactive') break;
    active.unshift(deployment);
  }
  return active;
}

function listDeployments(github: GitHub, task: string): Promise<Deployment[]> {
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

function createDeployment(github: GitHub, task: string, ref: string): Promise<Deployment> {
  return github.call<Deployment>({
    doing: `creating a deployment of ${ref.slice(0, 7)}`,
    permission: PERMISSION,
    route: `POST ${ALL}`,
    parameters: {
      ref,
      task,
      environment: ENVIRONMENT,
      description: 'Medusa preview',
      transient_environment: true,
      production_environment: false,
      // Otherwise GitHub may merge the base branch into the pull request, or wait for checks that include this run.
      auto_merge: false,
      required_contexts: [],
    },
    shape: SHAPE,
  });
}

async function writeStatus(
  github: GitHub,
  { id }: Deployment,
  { state, description, environmentUrl, logUrl }: DeploymentStatus & { logUrl: string },
): Promise<void> {
  await github.call({
    doing: `marking deployment ${id} as ${state}`,
    permission: PERMISSION,
    route: `POST ${ALL}/{deployment_id}/statuses`,
    parameters: {
      deployment_id: id,
      state,
      description: shortened(description, MAX_DESCRIPTION_LENGTH - ' …'.length),
      log_url: logUrl,
      // GitHub's auto_inactive leaves out transient deployments.
      auto_inactive: false,
      ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
    },
    // Writing a status twice changes nothing, and without it the deployment would look unfinished for ever.
    isRepeatable: true,
  });
}
