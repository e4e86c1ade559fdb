// Owns the types of what an Octokit client reads from each answer: the compiler holds ours against GitHub's API description.
import type { getOctokit } from '@actions/github';

type Rest = ReturnType<typeof getOctokit>['rest'];
type Body<Method extends (...parameters: never[]) => Promise<{ data: unknown }>> = Awaited<ReturnType<Method>>['data'];

export type PullRequest = Body<Rest['pulls']['get']>;
export type ListedPullRequest = Body<Rest['pulls']['list']>[number];
export type PullRequestRepository = PullRequest['base']['repo'];
export type Repository = Body<Rest['repos']['get']>;
export type User = PullRequest['user'];
export type AuthenticatedUser = Body<Rest['users']['getAuthenticated']>;
export type Comment = Body<Rest['issues']['getComment']>;
export type Reaction = Body<Rest['reactions']['createForIssueComment']>;
export type Deployment = Body<Rest['repos']['getDeployment']>;
export type DeploymentStatus = Body<Rest['repos']['createDeploymentStatus']>;
export type CollaboratorPermission = Body<Rest['repos']['getCollaboratorPermissionLevel']>;
