// Owns asking the address of every preview who answers, all the time that something is played on a stage: its own environment
// may, and nobody else.
import { setTimeout as sleep } from 'node:timers/promises';
import type { DistributionRow } from '../../packages/simulator/cloudfront/tables.ts';
import { ENVIRONMENT_TAG } from '../../src/identity.ts';
import type { Stage } from '../stage.ts';
import { type OwnStageSettings, onStages } from '../stages.ts';
import type { ViewerAnswer } from '../viewer.ts';

/** Between two rounds of questions; a round after each write comes besides. */
const PAUSE_MS = 250;
/** No measure of anything: it ends a question that nobody answers. */
const MAX_ANSWER_MS = 10_000;

export interface Answers {
  asked: number;
  /** Who answered in the place of the environment, and when: one for each such answer. */
  foreign: string[];
}

/** A stage whose addresses are asked. */
export interface WatchedStage extends Stage {
  watch: Watch;
  hasWaker?: boolean;
}

interface Address {
  host: string;
  environment: string;
}

export class Watch {
  readonly #stage: Stage;
  readonly #ended = new AbortController();
  readonly #asking: Promise<void>;
  #answers: Answers = { asked: 0, foreign: [] };
  /** The round under way, and the one after it. */
  #round: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#asking = this.#askOn();
  }

  /** Resolves when each address that there is now has been asked. One question is under way at a time. */
  ask(when: string): Promise<void> {
    // The round under way may have asked already, so another one follows it.
    this.#next ??= this.#round.then(() => {
      this.#next = undefined;
      this.#round = this.#askEach(when);
      return this.#round;
    });
    return this.#next;
  }

  /** The answers since the last time that they were taken, one more round of them included. */
  async take(): Promise<Answers> {
    await this.ask('at the end');
    const answers = this.#answers;
    this.#answers = { asked: 0, foreign: [] };
    return answers;
  }

  /** Resolves when nothing is asked any more. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#asking;
  }

  async #askOn(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      await this.ask('in between');
      await sleep(PAUSE_MS);
    }
  }

  async #askEach(when: string): Promise<void> {
    for (const { host, environment } of await addressesOf(this.#stage)) {
      const answer = await this.#answerOf(`https://${host}/echo`);
      if (answer === undefined) continue;
      this.#answers.asked += 1;
      const other = foreignAnswer(answer, environment);
      if (other !== undefined)
        this.#answers.foreign.push(`${other} answered at the address of ${environment}, ${when}`);
    }
  }

  /** Undefined where the answer breaks off, as it does when its task is killed. */
  #answerOf(url: string): Promise<ViewerAnswer | undefined> {
    return this.#stage.view(url, { signal: AbortSignal.timeout(MAX_ANSWER_MS) }).catch(() => undefined);
  }
}

/** Opens stages whose addresses are asked for as long as they are played on. */
export function onWatchedStages<Result>(
  count: number,
  settings: OwnStageSettings,
  play: (stages: WatchedStage[]) => Promise<Result>,
): Promise<Result> {
  return onStages(count, settings, async (stages) => {
    const watched = stages.map(watch);
    try {
      return await play(watched);
    } finally {
      await Promise.all(watched.map((stage) => stage.watch.end()));
    }
  });
}

export function watch(stage: Stage): WatchedStage {
  return Object.assign(stage, { watch: new Watch(stage) });
}

/** One line for each kind of foreign answer. */
export function problemsOf({ foreign }: Answers): string[] {
  return [...new Set(foreign)].map((line) => `${line} (${foreign.filter((other) => other === line).length} times)`);
}

async function addressesOf(stage: Stage): Promise<Address[]> {
  const { cloudfront } = await stage.state<{ cloudfront: { distributions: Record<string, DistributionRow> } }>(
    'cloudfront',
  );
  return Object.values(cloudfront.distributions).flatMap(({ domainName, tags }) => {
    const environment = tags.find(({ Key }) => Key === ENVIRONMENT_TAG)?.Value;
    return environment === undefined ? [] : [{ host: domainName, environment }];
  });
}

/** Whose answer it is, where it is neither the environment's nor the edge's or the load balancer's own. */
function foreignAnswer({ status, body }: ViewerAnswer, environment: string): string | undefined {
  if (status === 403 || status === 404 || status >= 500) return undefined;
  if (status !== 200) return `Somebody with status ${status}`;
  const { variables } = JSON.parse(body) as { variables: { MEDUSA_PREVIEW?: string } };
  if (variables.MEDUSA_PREVIEW === environment) return undefined;
  return variables.MEDUSA_PREVIEW ?? 'The base service';
}
