// Owns what an environment without a database is: a storefront. Beside a backend it is another application than the base
// service's, and takes over its place alone: cluster, network, load balancer. Pure.
// docs/decisions/0023-a-service-without-database.md
import type { DatabaseInput } from './values.ts';

interface Asked {
  target: { kind: 'copy' | 'in-place' } | undefined;
  database: DatabaseInput | undefined;
}

export function isStorefront({ database }: Pick<Asked, 'database'>): boolean {
  return database?.kind === 'none';
}

/** True where nothing of what the base service runs is copied: no container, variable, secret or role. */
export function isApart({ target, database }: Asked): boolean {
  return target?.kind === 'copy' && isStorefront({ database });
}

/** The base service is a backend, so it has neither a container for a storefront nor secrets that one may have. */
export function misplacedInStorefront(
  asked: Asked,
  { hasTaskDefinition, isInheritanceSet }: { hasTaskDefinition: boolean; isInheritanceSet: boolean },
): string[] {
  if (!isApart(asked)) return [];
  const problems = [
    !hasTaskDefinition &&
      'task-definition: missing. With "database: none" nothing of what the base service runs is copied, since a storefront is another application: give it a task definition of its own, as family[:revision] or the path of a file.',
    isInheritanceSet &&
      'inherit-secrets: with "database: none" nothing is inherited from the base service. Omit it: the secrets are those of "task-definition" and "secrets".',
  ];
  return problems.filter((problem) => problem !== false);
}
