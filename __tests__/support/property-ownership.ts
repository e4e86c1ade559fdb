// Owns reading from a cloud's state what belongs to whom, and whether a write, or a change, met what is not ours.
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';

type Tags = Record<string, string>;
type Table = Record<string, Record<string, unknown>>;

/** One thing that carries tags, or would. */
export interface Row {
  /** By any of these a call may name it. */
  names: string[];
  tags: Tags;
  /** All of it that changes only when somebody changes it. */
  essence: string;
}

/** By ARN. */
export type Rows = Map<string, Row>;

interface State {
  loadBalancing: Record<'targetGroups' | 'rules' | 'listeners' | 'loadBalancers' | 'tags' | 'attributes', Table>;
  ecs: Record<'services' | 'taskDefinitions' | 'serviceRevisions', Table>;
  cloudfront: Record<'distributions' | 'vpcOrigins', Table>;
}

export function rowsOf(state: Record<string, unknown>): Rows {
  const { loadBalancing, ecs, cloudfront } = state as unknown as State;
  const rows: Rows = new Map();
  const add = (
    arn: string,
    { names = [] as unknown[], tags, of }: { names?: unknown[]; tags: unknown; of: unknown[] },
  ) => {
    rows.set(arn, { names: [arn, ...names.map(String)], tags: readTags(tags), essence: JSON.stringify([tags, ...of]) });
  };
  for (const table of ['targetGroups', 'rules', 'listeners', 'loadBalancers'] as const) {
    for (const [arn, row] of Object.entries(loadBalancing[table])) {
      add(arn, { tags: loadBalancing.tags[arn], of: [row, loadBalancing.attributes[arn]] });
    }
  }
  for (const [arn, { name, status, desiredCount, settings, deployments, tags }] of Object.entries(ecs.services)) {
    // It is gone, and time alone makes AWS forget it.
    if (status === 'INACTIVE') continue;
    const [primary] = deployments as { revisionArn: string }[];
    add(arn, {
      names: [`service ${name}`],
      tags,
      of: [status, desiredCount, settings, ecs.serviceRevisions[String(primary?.revisionArn)]],
    });
  }
  for (const [arn, { definition, tags }] of Object.entries(ecs.taskDefinitions)) {
    add(arn, { names: [arn.split('/').at(-1)], tags, of: [definition] });
  }
  for (const { id, arn, config, tags } of Object.values(cloudfront.distributions)) {
    add(String(arn), { names: [id], tags, of: [config] });
  }
  for (const { id, arn, endpoint, tags } of Object.values(cloudfront.vpcOrigins)) {
    add(String(arn), { names: [id], tags, of: [endpoint] });
  }
  return rows;
}

/** Lists of either spelling, and objects. */
function readTags(tags: unknown): Tags {
  if (!Array.isArray(tags)) return (tags ?? {}) as Tags;
  return Object.fromEntries(tags.map((tag: Tags) => [tag.key ?? tag.Key, tag.value ?? tag.Value]));
}

/** All of these but those that carry our owner and one of these environments. */
export function foreignRows(rows: Rows, owner: string, environments: string[]): Rows {
  const isOurs = ({ tags }: Row) =>
    tags['medusa-preview:owner'] === owner && environments.includes(tags['medusa-preview:environment'] ?? '');
  return new Map([...rows].filter(([, row]) => !isOurs(row)));
}

/** Where a write may name what is not ours: where something of ours is to stand, and what it is to use. */
const MAY_USE: Record<string, string[]> = {
  CreateRule: ['ListenerArn'],
  CreateDistribution: ['VpcOriginId'],
  CreateDistributionWithTags: ['VpcOriginId'],
  UpdateDistribution: ['VpcOriginId'],
};

/** Every write, also one that was refused, that names what is not ours: `ecs:DeleteService arn:…`. */
export function trespasses(writes: JournalEntry[], foreign: Rows): string[] {
  const arnOf = new Map([...foreign].flatMap(([arn, { names }]) => names.map((name) => [name, arn])));
  return writes.flatMap(({ service, operation, input }) => {
    const texts = textsIn(input, MAY_USE[operation] ?? []);
    return texts.flatMap((text) => (arnOf.has(text) ? [`${service}:${operation} ${arnOf.get(text)}`] : []));
  });
}

/** Every text, but those under these members. A service goes by its name, which may be that of other things as well. */
function textsIn(value: unknown, without: string[]): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const isService = name === 'service' || name === 'serviceName';
    const texts = without.includes(name) ? [] : textsIn(member, without);
    return isService ? [...texts, `service ${member}`] : texts;
  });
}

/** Things that are not ours and are not as they were before. */
export function damages(foreign: Rows, after: Rows): string[] {
  return [...foreign].flatMap(([arn, { essence }]) => {
    const now = after.get(arn)?.essence;
    return now === essence ? [] : [`${arn} was ${essence} and is ${now ?? 'gone'}`];
  });
}
