// Owns what there is in a cloud, written so that two clouds are equal when nobody could see a difference: ids, times and
// what is only history are left out.

import type { Tables } from '../../packages/simulator/cloud/cloud.ts';
import type { ServiceRow, TaskRow } from '../../packages/simulator/ecs/tables.ts';
import type { TargetGroupRow } from '../../packages/simulator/load-balancing/tables.ts';
import type { DatabaseRow } from '../../packages/simulator/runtime/databases.ts';
import { ASLEEP_TAG, CHECKED_TAG, SLEPT_TAG } from '../../src/identity.ts';
import type { Stage } from '../stage.ts';

/** Lines, sorted: one per thing there is. */
export type Inventory = string[];

/** The tables in the simulator's control `state`, where their maps are objects. */
type Serialized<Value> = Value extends Map<unknown, infer Row> ? Record<string, Serialized<Row>> : Value;
type SerializedTables<Value> = { [Member in keyof Value]: Serialized<Value[Member]> };
type State = { [Service in keyof Tables]: SerializedTables<Tables[Service]> } & { databases: DatabaseRow[] };

/** A one-off setup that writes a line first and last, so that its runs can be counted. */
export const SETUP_COMMAND = 'echo setup-begins; echo setup-ends';
const SETUP_ENDS = 'setup-ends';

export async function inventoryOf(stage: Stage): Promise<Inventory> {
  const { ecs, loadBalancing, cloudfront, ec2, logs, github, databases } = await stage.state<State>();
  const setups = Object.values(logs.groups)
    .flatMap(({ streams }) => Object.values(streams))
    .flatMap(({ events }) => events)
    .filter(({ message }) => message === SETUP_ENDS);
  const rows: [string, unknown[]][] = [
    [
      'service',
      Object.values(ecs.services)
        .filter(({ status }) => status !== 'INACTIVE')
        .map(serviceOf),
    ],
    // AWS keeps showing what is being deleted until nothing remembers it any more.
    [
      'task definition',
      Object.values(ecs.taskDefinitions).filter((row) => row.definition.status !== 'DELETE_IN_PROGRESS'),
    ],
    [
      'running task',
      Object.values(ecs.tasks)
        .filter(({ task }) => task.lastStatus !== 'STOPPED')
        .map(taskOf),
    ],
    ['load balancer', Object.values(loadBalancing.loadBalancers)],
    ['listener', Object.values(loadBalancing.listeners)],
    ['listener rule', Object.values(loadBalancing.rules).map((rule) => tagged(rule, loadBalancing.tags[rule.RuleArn]))],
    ['target group', Object.values(loadBalancing.targetGroups).map((group) => targetGroupOf(group, loadBalancing))],
    ['VPC origin', Object.values(cloudfront.vpcOrigins)],
    ['distribution', Object.values(cloudfront.distributions).map(({ deployedConfig: _, ...row }) => row)],
    // Medusa makes up each key.
    ['database', databases.map(({ keys = [], ...row }) => ({ ...row, keys: keys.length }))],
    ['caller reference', Object.keys(cloudfront.callerReferences)],
    ['security group', Object.values(ec2.securityGroups)],
    ['security group rule', Object.values(ec2.securityGroupRules)],
    ['setup that ran to its end', setups.map(({ message }) => message)],
    ['comment', Object.values(github.comments).map(({ user, issueNumber }) => ({ user, issueNumber }))],
    [
      'deployment that goes on',
      Object.values(github.deployments)
        .filter(isGoingOn)
        .map(({ environment }) => environment),
    ],
  ];
  return rows.flatMap(([kind, things]) => things.map((thing) => `${kind}: ${JSON.stringify(plain(thing))}`)).sort();
}

/** The addresses of all distributions. An inventory leaves out what nobody can know beforehand. */
export async function addressesOf(stage: Stage): Promise<string[]> {
  const { cloudfront } = await stage.state<State>();
  return Object.values(cloudfront.distributions).map(({ domainName }) => `https://${domainName}`);
}

/** Tags about the past. */
const HISTORY = [CHECKED_TAG, SLEPT_TAG];

function serviceOf({ deployments, events: _, creation: __, tags, ...row }: ServiceRow): object {
  const lasting = tags.filter(({ key = '' }) => !HISTORY.includes(key));
  return {
    ...row,
    tags: lasting,
    rollouts: deployments.map(({ rolloutState, desiredCount }) => ({ rolloutState, desiredCount })),
  };
}

function taskOf({ task: { taskDefinitionArn, group, lastStatus } }: TaskRow): object {
  return { taskDefinitionArn, group, lastStatus };
}

function tagged(row: object, tags: Record<string, string> = {}): object {
  return { ...row, tags };
}

function targetGroupOf(group: TargetGroupRow, { tags, attributes, targets, rules }: State['loadBalancing']): object {
  const arn = group.TargetGroupArn;
  return {
    ...tagged(group, tags[arn]),
    isUsed: Object.values(rules).some(({ Actions }) => JSON.stringify(Actions).includes(arn)),
    attributes: attributes[arn],
    targets: Object.values(targets[arn] ?? {}).map(({ state }) => state),
  };
}

function isGoingOn({ statuses }: { statuses: { state: string }[] }): boolean {
  return ['in_progress', 'queued', 'pending', undefined].includes(statuses.at(-1)?.state);
}

const PASSING = [
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  [/\bd[a-z0-9]{13}(?=\.cloudfront)/g, '<host>'],
  [/\bE[A-Z0-9]{13}\b/g, '<id>'],
  [/\bvo_\w{22}\b/g, '<id>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>'],
  [/\b0?[0-9a-f]{16,64}\b/g, '<id>'],
  [/\b10\.0\.\d+\.\d+\b/g, '<ip>'],
] as const;

function scrub(text: string): string {
  return PASSING.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text);
}

/** The order of members, tags and lists is chance. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(plain(item))).sort();
  const entries = Object.entries(value).map(([name, member]) => [scrub(name), plain(member)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Lines that are there and should not be, and the reverse; empty when they are equal. */
export function compareInventories(desired: Inventory, observed: Inventory): string[] {
  const leftOver = [...observed];
  const missing = desired.filter((line) => {
    const at = leftOver.indexOf(line);
    if (at >= 0) leftOver.splice(at, 1);
    return at < 0;
  });
  const pairs = missing.map((line) => {
    const at = leftOver.findIndex((other) => kindOf(other) === kindOf(line));
    return at < 0 ? `missing: ${brief(line)}` : `changed: ${difference(line, leftOver.splice(at, 1)[0] ?? '')}`;
  });
  return [...pairs, ...leftOver.map((line) => `left over: ${brief(line)}`)];
}

/** Picks the parts of an inventory that are compared. */
export type View = (inventory: Inventory) => Inventory;

/**
 * Registering a task definition is not idempotent in AWS: two runs at once may leave two revisions of the same content, and
 * roll out one after the other. The second rollout has something to roll back to. Of two such revisions only the one that is
 * rolled out is marked when its database is there; the other stays uncertain of it.
 */
export function withoutRevisions(inventory: Inventory): Inventory {
  const lines = inventory.map((line) =>
    line
      .replace(/(task-definition\/[\w-]+:|"revision":)\d+/g, '$1<number>')
      .replace('"enable":true,"rollback":false', '"enable":true,"rollback":true'),
  );
  const isTwin = (line: string, at: number) => {
    const settled = line.replace(/\buncertain (?=\w)/, '');
    return lines.indexOf(line) !== at || (settled !== line && lines.includes(settled));
  };
  return lines.filter((line, at) => !(line.startsWith('task definition:') && isTwin(line, at)));
}

/** The mark of a sleep means nothing where there are tasks: a visit leaves it as it is, and a deploy takes it away. */
export function withoutMark(inventory: Inventory): Inventory {
  const mark = new RegExp(`"\\{\\\\"key\\\\":\\\\"${ASLEEP_TAG}\\\\"[^}]*\\}",?`);
  return withoutRevisions(inventory).map((line) =>
    line.startsWith('service:') && !line.includes('"desiredCount":0')
      ? line.replace(mark, '').replace(',]', ']')
      : line,
  );
}

const MAX_LINE_LENGTH = 200;

function kindOf(line: string): string {
  return line.slice(0, line.indexOf(':'));
}

function brief(line: string): string {
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
}

/** The text from the first character that differs, with a little before it. */
function difference(desired: string, observed: string): string {
  const at = [...desired].findIndex((character, index) => character !== observed[index]);
  const from = Math.max(0, (at < 0 ? desired.length : at) - MAX_LINE_LENGTH / 4);
  const [one, other] = [desired, observed].map((line) => brief(line.slice(from, from + MAX_LINE_LENGTH / 2)));
  return `${kindOf(desired)} has …${other}… instead of …${one}…`;
}
