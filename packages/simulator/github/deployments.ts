// Owns GitHub's operations on deployments: create, list, get and delete.
import { findCommit } from './commit.ts';
import { readFlag, readText } from './input.ts';
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import { pageOf } from './paging.ts';
import { conflict, mistyped, notFound, notSupplied, unprocessable } from './refusals.ts';
import type { Deployment } from './reply-types.ts';
import type { DeploymentRow } from './tables.ts';
import { timestamp } from './timestamp.ts';
import { nodeId, renderUser } from './user.ts';

export function deploymentOf({ tables, repository, input }: GitHubCall): DeploymentRow {
  const row = tables.deployments.get(Number(input.deployment_id));
  if (row?.repository !== repository) throw notFound();
  return row;
}

function renderDeployment(row: DeploymentRow, { apiUrl }: GitHubCall): Deployment {
  const repositoryUrl = `${apiUrl}/repos/${row.repository}`;
  const url = `${repositoryUrl}/deployments/${row.id}`;
  return {
    url,
    id: row.id,
    node_id: nodeId('DE', row.id),
    task: row.task,
    original_environment: row.originalEnvironment,
    environment: row.environment,
    description: row.description,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl,
    creator: renderUser(row.user, apiUrl),
    sha: row.sha,
    ref: row.ref,
    payload: row.payload,
    transient_environment: row.isTransient,
    production_environment: row.isProduction,
    performed_via_github_app: null,
  };
}

/** Every `required_contexts` must be green. Left out, that means every check of the commit: the calling run's own is not. */
function checkContexts(ref: string, contexts: unknown): void {
  const required = contexts ?? undefined;
  if (required !== undefined && !Array.isArray(required)) throw mistyped('required_contexts', required, 'an array');
  if (required?.length === 0) return;
  const pending = required ?? ['preview'];
  throw conflict(`Conflict: Commit status checks failed for ${ref}.`, {
    resource: 'Deployment',
    field: 'required_contexts',
    code: 'invalid',
    contexts: pending.map((context) => ({ context: String(context), state: 'pending' })),
  });
}

function createDeployment(call: GitHubCall): GitHubResult {
  const { tables, cloud, repository, input } = call;
  const ref = readText(input, 'ref');
  if (ref === undefined) throw notSupplied('ref');
  const sha = findCommit(tables, repository, ref);
  if (sha === undefined) throw unprocessable(`No ref found for: ${ref}`);
  checkContexts(ref, input.required_contexts);
  const environment = readText(input, 'environment') ?? 'production';
  const now = cloud.clock.now();
  tables.lastId += 1;
  const row: DeploymentRow = {
    id: tables.lastId,
    repository,
    user: call.actor,
    sha,
    ref,
    task: readText(input, 'task') ?? 'deploy',
    originalEnvironment: environment,
    environment,
    description: readText(input, 'description') ?? null,
    payload: (input.payload ?? {}) as DeploymentRow['payload'],
    isTransient: readFlag(input, 'transient_environment') ?? false,
    isProduction: readFlag(input, 'production_environment') ?? environment === 'production',
    createdAt: now,
    updatedAt: now,
    statuses: [],
  };
  tables.deployments.set(row.id, row);
  return { status: 201, body: renderDeployment(row, call) };
}

/** Newest first. The word `none` is the same as leaving a filter out. */
function listDeployments(call: GitHubCall): GitHubResult {
  const filters = (['sha', 'ref', 'task', 'environment'] as const).flatMap((name) => {
    const value = readText(call.input, name) ?? 'none';
    return value === 'none' ? [] : [(row: DeploymentRow) => row[name] === value];
  });
  const rows = [...call.tables.deployments.values()].filter(
    (row) => row.repository === call.repository && filters.every((isAskedFor) => isAskedFor(row)),
  );
  return pageOf(call, rows.reverse(), (row) => renderDeployment(row, call));
}

function getDeployment(call: GitHubCall): GitHubResult {
  return { status: 200, body: renderDeployment(deploymentOf(call), call) };
}

/** https://docs.github.com/rest/deployments/deployments#delete-a-deployment */
function deleteDeployment(call: GitHubCall): GitHubResult {
  const row = deploymentOf(call);
  const isOnlyOne = [...call.tables.deployments.values()].every(
    (other) => other === row || other.repository !== row.repository,
  );
  if (row.statuses.at(-1)?.state !== 'inactive' && !isOnlyOne) {
    throw unprocessable(
      'We cannot delete an active deployment unless it is the only deployment in a given repository.',
    );
  }
  call.tables.deployments.delete(row.id);
  return { status: 204 };
}

const ONE = '/repos/{owner}/{repo}/deployments/{deployment_id}';
const ALL = '/repos/{owner}/{repo}/deployments';
const PAGE = 'deployments/deployments';

export const deploymentOperations: GitHubOperation[] = [
  {
    name: 'repos/createDeployment',
    method: 'POST',
    path: ALL,
    permissions: 'deployments=write',
    documentation: `${PAGE}#create-a-deployment`,
    answer: createDeployment,
  },
  {
    name: 'repos/listDeployments',
    method: 'GET',
    path: ALL,
    permissions: 'deployments=read',
    documentation: `${PAGE}#list-deployments`,
    answer: listDeployments,
  },
  {
    name: 'repos/getDeployment',
    method: 'GET',
    path: ONE,
    permissions: 'deployments=read',
    documentation: `${PAGE}#get-a-deployment`,
    answer: getDeployment,
  },
  {
    name: 'repos/deleteDeployment',
    method: 'DELETE',
    path: ONE,
    permissions: 'deployments=write',
    documentation: `${PAGE}#delete-a-deployment`,
    answer: deleteDeployment,
  },
];
