// Owns the stage of a scenario: a simulator of its own, which holds the action to docs/iam-policy.json, and the real action
// run against it as a process.
import { fileURLToPath } from 'node:url';
import { type ActionResult, type ActionRun, runAction } from '../../harness/runner.ts';
import type { Authorization } from '../../packages/simulator/iam/authorizer.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import type { DatabaseRow } from '../../packages/simulator/runtime/databases.ts';
import { digestOfTag } from '../../packages/simulator/runtime/images.ts';
import { type RunningSimulator, startSimulator } from './simulator.ts';
import { renderTranscript } from './transcript.ts';

/** Nine minutes of a VPC origin take less than a second. */
const TIME_SCALE = '600';

export interface Play extends ActionResult {
  /** The AWS calls that wrote, in order. */
  writes: JournalEntry[];
  /** The AWS calls that only read. */
  reads: JournalEntry[];
  /** The calls to GitHub, in order. */
  github: JournalEntry[];
  /** The run for a person to read, with everything that differs from run to run taken out. */
  transcript: string;
}

export interface Stage extends RunningSimulator {
  /** The image repository that can be pulled, with this tag. */
  imageOf(tag: string): string;
  /** The same image, named by the digest of that tag. */
  pinnedImageOf(tag: string): string;
  /** Takes everything away, and opens the pull request again. */
  reset(): Promise<void>;
  databases(): Promise<DatabaseRow[]>;
  /** Runs the action; inputs that are not given are those of a pull request's preview, `deploy`, tag v1. */
  act(
    inputs?: Record<string, string>,
    options?: Partial<Pick<ActionRun, 'workspace' | 'variables' | 'event' | 'cancellation' | 'onLine'>>,
  ): Promise<Play>;
}

const POLICY = fileURLToPath(new URL('../../docs/iam-policy.json', import.meta.url));
const IS_READ = /^(Describe|Get|List)/;

/** With `--policy` among the flags, the action is held to that one, and what it is refused is for the test to look at. */
export async function openStage(flags: string[] = []): Promise<Stage> {
  const isOwnPolicy = flags.includes('--policy');
  const policy = isOwnPolicy ? [] : ['--policy', POLICY];
  const simulator = await startSimulator(['--time-scale', TIME_SCALE, ...policy, ...flags]);
  const openPullRequest = () =>
    simulator.control('POST', 'pull-requests', { repository: 'acme/shop', number: 42, state: 'open' });
  await openPullRequest();
  const imageOf = (tag: string) => simulator.image.replace(/:[^/:]+$/, '').concat(`:${tag}`);
  return {
    ...simulator,
    imageOf,
    pinnedImageOf: (tag) => imageOf(tag).replace(/:[^/:]+$/, `@${digestOfTag(tag)}`),
    async reset() {
      await simulator.control('POST', 'reset');
      await openPullRequest();
    },
    databases: async () => (await simulator.state()).databases as DatabaseRow[],
    async act(inputs = {}, options = {}) {
      const before = (await simulator.journal()).length;
      const result = await runAction({
        simulator,
        entry: 'src/index.ts',
        event: { name: 'pull_request', payload: { action: 'synchronize', pull_request: { number: 42 } } },
        inputs: {
          mode: 'deploy',
          'base-service': simulator.baseService,
          image: imageOf('v1'),
          // Scenarios that are about databases say otherwise.
          database: 'shared',
          ...inputs,
        },
        ...options,
      });
      // Some calls the action does without where it may not make them: a missing grant would not show.
      if (!isOwnPolicy) await refuseRefusals(simulator);
      const all = (await simulator.journal()).slice(before);
      const calls = all.filter(({ service }) => service !== 'github');
      const github = all.filter(({ service }) => service === 'github');
      const writes = calls.filter(({ operation }) => !IS_READ.test(operation));
      const reads = calls.filter(({ operation }) => IS_READ.test(operation));
      return { ...result, writes, reads, github, transcript: renderTranscript(result, { reads, writes }) };
    },
  };
}

/** `ecs:CreateService`, in order. */
export function namesOf(entries: JournalEntry[]): string[] {
  return entries.map(({ service, operation }) => `${service}:${operation}`);
}

/** Each permission that AWS would have checked for the action's calls so far, once. */
export async function authorizationsOf(simulator: Pick<RunningSimulator, 'control'>): Promise<Authorization[]> {
  return (await simulator.control('GET', 'authorizations')).body as Authorization[];
}

async function refuseRefusals(simulator: RunningSimulator): Promise<void> {
  const missing = (await authorizationsOf(simulator)).filter((each) => !each.isAllowed && !isGone(each));
  if (missing.length > 0) throw new Error(`docs/iam-policy.json does not allow ${JSON.stringify(missing)}`);
}

/** A thing that is gone has no tags any more: asked to delete it once more, AWS may say that nobody is allowed to. */
function isGone({ operation, context }: Authorization): boolean {
  return operation.startsWith('Delete') && !Object.keys(context).some((key) => key.startsWith('aws:ResourceTag/'));
}
