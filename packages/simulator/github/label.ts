// Owns how a label looks in GitHub's replies.
import type { ListedPullRequest } from './reply-types.ts';
import { nodeId, stableId } from './user.ts';

export function renderLabel(name: string, repository: string, apiUrl: string): ListedPullRequest['labels'][number] {
  const id = stableId(`${repository} ${name}`);
  return {
    id,
    node_id: nodeId('LA', id),
    url: `${apiUrl}/repos/${repository}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: '',
  };
}
