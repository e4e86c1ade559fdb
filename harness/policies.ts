// Owns the policies of docs/ as the runs on a stage are held to them: the placeholders filled in for its scenario, and for each run
// the access key of its purpose.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from '../packages/simulator/scenario.ts';

export const POLICIES = ['iam-policy', 'iam-policy-once', 'iam-policy-in-place', 'iam-policy-sweep'] as const;
export type PolicyName = (typeof POLICIES)[number];

/** The first deploy creates what a load balancer needs once. */
const OF_ACCESS_KEY: Record<string, PolicyName[]> = {
  simulated: ['iam-policy', 'iam-policy-once'],
  'simulated-each-run': ['iam-policy'],
  'simulated-in-place': ['iam-policy-in-place', 'iam-policy-once'],
  'simulated-sweep': ['iam-policy-sweep'],
};

type Values = Record<string, string>;
/** The parts of a scenario that the policies name. */
type Account = Pick<Scenario, 'base' | 'loadBalancer' | 'network'>;

/** Ids that the simulator makes by chance are left open. */
export function valuesOf({ base, loadBalancer, network }: Account): Values {
  const scheme = loadBalancer.scheme === 'internet-facing' ? 'public' : 'internal';
  return {
    ACCOUNT: '123456789012',
    CLUSTER: base.cluster,
    'EXECUTION-ROLE': base.executionRole,
    LISTENER: `${loadBalancer.name ?? `${network.name}-${scheme}`}/*/*`,
    'LOG-GROUP': base.logGroup,
    NAME: '*',
    'OWNER-TAG': 'acme/shop:*',
    'PROTECTED-DISTRIBUTION': 'EPROTECTED0001',
    REGION: 'eu-west-1',
    'SECURITY-GROUP': 'sg-*',
    SERVICE: base.service,
    'TAG-KEY': 'CostCenter',
    'TASK-ROLE': base.taskRole,
  };
}

export function readPolicy(name: PolicyName): string {
  return readFileSync(join(import.meta.dirname, `../docs/${name}.json`), 'utf8');
}

export function fillIn(policy: string, values: Values): string {
  const names = Object.keys(values).sort((one, other) => other.length - one.length);
  return policy.replace(new RegExp(names.join('|'), 'g'), (name) => values[name] ?? name);
}

/** Calls back with each as `--policy` of the simulator takes it; the files are gone afterwards. */
export async function withPolicies<Result>(
  values: Values,
  start: (policies: string[]) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  try {
    return await start(writePolicies(folder, values));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function writePolicies(folder: string, values: Values): string[] {
  const fileOf = (name: PolicyName) => join(folder, `${name}.json`);
  for (const name of POLICIES) writeFileSync(fileOf(name), fillIn(readPolicy(name), values));
  return Object.entries(OF_ACCESS_KEY).flatMap(([key, names]) => names.map((name) => `${key}=${fileOf(name)}`));
}

/** By what the run is to do. */
export function accessKeyOf(inputs: Values, event: string): string {
  const { mode = 'auto', service = '' } = inputs;
  if (mode === 'sweep' || (event === 'schedule' && ['auto', 'plan'].includes(mode))) return 'simulated-sweep';
  if (event === 'issue_comment') return 'simulated-each-run';
  return service === '' ? 'simulated' : 'simulated-in-place';
}
