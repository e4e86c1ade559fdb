// Owns GitHub's operations on the statuses of a deployment, and what a new status does to older deployments.
import { deploymentOf } from './deployments.ts';
import { readFlag, readText } from './input.ts';
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import { pageOf } from './paging.ts';
import { notFound, notSupplied, validationFailed } from './refusals.ts';
import type { DeploymentStatus } from './reply-types.ts';
import { DEPLOYMENT_STATES, type DeploymentRow, type DeploymentState, type DeploymentStatusRow } from './tables.ts';
import { timestamp } from './timestamp.ts';
import { nodeId, renderUser } from './user.ts';

const MAX_DESCRIPTION_LENGTH = 140;

function renderStatus(row: DeploymentStatusRow, deployment: DeploymentRow, { apiUrl }: GitHubCall): DeploymentStatus {
  const repositoryUrl = `${apiUrl}/repos/${deployment.repository}`;
  const deploymentUrl = `${repositoryUrl}/deployments/${deployment.id}`;
  return {
    url: `${deploymentUrl}/statuses/${row.id}`,
    id: row.id,
    node_id: nodeId('DES', row.id),
    state: row.state,
    creator: renderUser(row.user, apiUrl),
    description: row.description,
    environment: row.environment,
    target_url: row.logUrl,
    log_url: row.logUrl,
    environment_url: row.environmentUrl,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.createdAt),
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl,
    performed_via_github_app: null,
  };
}

const invalid = (field: string, message: string) =>
  validationFailed({ resource: 'DeploymentStatus', field, code: 'custom', message });

function readState({ input }: GitHubCall): DeploymentState {
  const state = readText(input, 'state');
  if (state === undefined) throw notSupplied('state');
  const isKnown = DEPLOYMENT_STATES.includes(state as DeploymentState);
  if (!isKnown) throw invalid('state', 'state is not included in the list');
  return state as DeploymentState;
}

function readUrl({ input }: GitHubCall, name: string): string | undefined {
  const url = readText(input, name);
  if (url && !/^https?:\/\/./.test(url)) throw invalid(name, `${name} must use http(s) scheme`);
  return url;
}

function createStatus(call: GitHubCall): GitHubResult {
  const deployment = deploymentOf(call);
  const { input } = call;
  const description = readText(input, 'description') ?? '';
  if (description.length > MAX_DESCRIPTION_LENGTH) {
    throw invalid('description', `description is too long (maximum is ${MAX_DESCRIPTION_LENGTH} characters)`);
  }
  const status = addStatus(call, deployment, {
    state: readState(call),
    environment: readText(input, 'environment') ?? deployment.environment,
    description,
    logUrl: readUrl(call, 'log_url') ?? readUrl(call, 'target_url') ?? '',
    environmentUrl: readUrl(call, 'environment_url') ?? '',
  });
  if (status.state === 'success' && (readFlag(input, 'auto_inactive') ?? true)) retireOlder(call, deployment);
  return { status: 201, body: renderStatus(status, deployment, call) };
}

type NewStatus = Pick<DeploymentStatusRow, 'state' | 'environment' | 'description' | 'logUrl' | 'environmentUrl'>;

function addStatus({ tables, cloud, actor }: GitHubCall, deployment: DeploymentRow, wanted: NewStatus) {
  tables.lastId += 1;
  const status: DeploymentStatusRow = { id: tables.lastId, user: actor, createdAt: cloud.clock.now(), ...wanted };
  deployment.statuses.push(status);
  deployment.environment = status.environment;
  deployment.updatedAt = status.createdAt;
  return status;
}

/** `auto_inactive` passes over transient and production deployments, and over those that never succeeded. */
function retireOlder(call: GitHubCall, deployment: DeploymentRow): void {
  for (const older of call.tables.deployments.values()) {
    const last = older.statuses.at(-1);
    const isSameEnvironment =
      older.repository === deployment.repository && older.environment === deployment.environment;
    const isRetired = isSameEnvironment && older.id < deployment.id && !older.isTransient && !older.isProduction;
    if (isRetired && last?.state === 'success') addStatus(call, older, { ...last, state: 'inactive' });
  }
}

/** Newest first. */
function listStatuses(call: GitHubCall): GitHubResult {
  const deployment = deploymentOf(call);
  return pageOf(call, deployment.statuses.toReversed(), (row) => renderStatus(row, deployment, call));
}

function getStatus(call: GitHubCall): GitHubResult {
  const deployment = deploymentOf(call);
  const row = deployment.statuses.find(({ id }) => id === Number(call.input.status_id));
  if (row === undefined) throw notFound();
  return { status: 200, body: renderStatus(row, deployment, call) };
}

const ALL = '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses';
const PAGE = 'deployments/statuses';

export const deploymentStatusOperations: GitHubOperation[] = [
  {
    name: 'repos/createDeploymentStatus',
    method: 'POST',
    path: ALL,
    permissions: 'deployments=write',
    documentation: `${PAGE}#create-a-deployment-status`,
    answer: createStatus,
  },
  {
    name: 'repos/listDeploymentStatuses',
    method: 'GET',
    path: ALL,
    permissions: 'deployments=read',
    documentation: `${PAGE}#list-deployment-statuses`,
    answer: listStatuses,
  },
  {
    name: 'repos/getDeploymentStatus',
    method: 'GET',
    path: `${ALL}/{status_id}`,
    permissions: 'deployments=read',
    documentation: `${PAGE}#get-a-deployment-status`,
    answer: getStatus,
  },
];
