// Owns the step of a removal that drops the environment's own database.
import type { Service } from '@aws-sdk/client-ecs';
import { describeDatabase } from './environment/database.ts';
import { DATABASE_TAG } from './environment/identity.ts';
import { activeOnly, findService, type TaggedTaskDefinition } from './environment/services.ts';
import { RolloutError } from './errors.ts';
import { type Ledger, record } from './reconcile/reconcile.ts';
import type { Request } from './request/request.ts';
import { dropDatabase } from './rollout/database-task.ts';
import type { World } from './world.ts';

/** What a removal needs of a request. */
export type Removal = Pick<Request, 'inputs' | 'identity' | 'isPlan'>;

/** The record of a removal knows as well what was looked for and is not there. */
export interface RemovalLedger extends Ledger {
  absent: Set<string>;
}

export const DATABASE = 'database';

export interface DatabaseRemoval {
  ledger: RemovalLedger;
  removal: Removal;
  /** All of the environment's, with their tags. */
  revisions: TaggedTaskDefinition[];
  service: Service | undefined;
}

/** The tag of a revision tells that there is one. Nothing else but such a revision can reach it, so it goes before them. */
export async function removeDatabase(
  world: World,
  { ledger, removal, revisions, service }: DatabaseRemoval,
): Promise<void> {
  const { inputs, identity } = removal;
  const database = describeDatabase(identity);
  const revision = revisions.findLast(
    ({ definition, tags }) => definition.status === 'ACTIVE' && tags[DATABASE_TAG] === database.name,
  );
  if (revision === undefined || inputs.database === 'shared') {
    ledger.absent.add(DATABASE);
    return;
  }
  if (!ledger.isPlan) {
    const { cluster, like } = await findPlace(world, { removal, service, name: database.name });
    ledger.begin();
    await world.fence();
    await world.progress.during('Database', () =>
      dropDatabase(world, {
        database,
        cluster,
        revision: revision.definition,
        networkConfiguration: like.networkConfiguration,
        capacityProviderStrategy: like.capacityProviderStrategy?.length ? like.capacityProviderStrategy : undefined,
        launchType: like.launchType ?? 'FARGATE',
      }),
    );
  }
  record(ledger, { kind: DATABASE, name: database.name }, { action: 'remove', changes: [] });
}

/** A task runs where the service does; a run that died before it made the service leaves the base service to go by. */
async function findPlace(
  { aws }: World,
  { removal, service, name }: { removal: Removal; service: Service | undefined; name: string },
): Promise<{ cluster: string; like: Service }> {
  const { target } = removal.inputs;
  const own = activeOnly(service);
  if (own?.clusterArn !== undefined) return { cluster: own.clusterArn, like: own };
  const base = target?.kind === 'copy' ? activeOnly(await findService(aws, target.service)) : undefined;
  if (base !== undefined && target !== undefined) return { cluster: target.service.cluster, like: base };
  throw new RolloutError(
    `dropping database ${name}: there is no service any more that tells from where it can be reached`,
    {
      hint: 'Give the service that the environment was copied from with "base-service"; or leave the database as it is with "database: shared".',
    },
  );
}
