import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWarnings } from '../../src/checks/warnings.ts';
import { problemsOfWorkload } from '../../src/checks/workload.ts';
import { describeEnvironment } from '../../src/environment/environment.ts';
import { describeTaskDefinition, digestOf } from '../../src/environment/task-definition.ts';
import { describeWorkload } from '../../src/environment/workload.ts';
import { ExplainedError, GitHubError, UserError } from '../../src/errors.ts';
import { isForComment, readComment } from '../../src/request/command.ts';
import type { RunContext } from '../../src/request/event.ts';
import { type Reading, readInputs } from '../../src/request/inputs.ts';
import type { PullRequests } from '../../src/request/pull-request.ts';
import { type DeployRequest, describeCommanded, describeRequest } from '../../src/request/request.ts';
import { filesFrom, foundation, inputsFrom, runContext, type WrittenInputs } from '../support/build.ts';
import {
  anyEvent,
  anyTaskDefinition,
  badInputs,
  INPUT_NAMES,
  nested,
  writtenInputs,
} from '../support/property-inputs.ts';
import { busyMilliseconds, fc, PATIENCE_MS, slowTries, tries } from '../support/property-runs.ts';
import { ENDLESS_TEXTS } from '../support/property-texts.ts';
import { URL } from '../support/report.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

const MAX_MS = 1_000;

/** A GitHub that has every pull request, or none. */
function pullRequests(isThere: boolean): PullRequests {
  const refusal = new GitHubError('reading pull request: Not Found', { status: 404, hint: '', cause: undefined });
  const live = {
    isDraft: false,
    labels: ['preview'],
    sha: 'abc1234',
    isFork: false,
    updatedAt: '2026-11-22T10:00:00Z',
  };
  const read = async (number: number) => {
    if (!isThere) throw refusal;
    return { ...live, number, state: 'open' as const };
  };
  return { read, find: async () => (isThere ? read(42) : undefined) };
}

interface Ask {
  written: WrittenInputs;
  event: { eventName: string; payload: unknown };
  file: string;
  isThere: boolean;
}

/** The result of a run that asks AWS nothing, or of one to which AWS returned the most usual service. */
async function ask({ written, event, file, isThere }: Ask): Promise<unknown> {
  const reading = readInputs(inputsFrom(written), filesFrom({ 'task.json': file }));
  const context = runContext(event);
  const comment = isForComment(context, reading.inputs) ? readComment(context.payload) : undefined;
  if (comment !== undefined) return answerTo(comment, { reading, context, isThere });
  const request = await describeRequest(reading, context, pullRequests(isThere));
  return request.action === 'deploy' || request.action === 'prepare' ? describeDeploy(request) : request;
}

/** The request of a command; for any other comment what is said of it. */
function answerTo(
  comment: ReturnType<typeof readComment>,
  { reading, context, isThere }: { reading: Reading; context: RunContext; isThere: boolean },
): unknown {
  if ('reason' in comment || comment.command === undefined) return comment;
  const { number, command } = comment;
  return describeCommanded(reading, context, { number, command, pullRequests: pullRequests(isThere) });
}

function describeDeploy({ inputs, identity, pullRequest, access }: DeployRequest): string {
  const { taskDefinition } = inputs;
  const found = foundation(taskDefinition?.kind === 'file' ? { baseTaskDefinition: taskDefinition.definition } : {});
  const asked = { identity, inputs, pullRequest, access };
  const { workload, problems } = describeWorkload(asked, found);
  const wrong = [...problems, ...problemsOfWorkload(workload)];
  if (wrong.length > 0) throw new UserError(wrong);
  const environment = describeEnvironment(asked, workload, found);
  const definition = describeTaskDefinition(environment, URL);
  describeWarnings(environment, definition, found.baseService);
  return digestOf(definition);
}

const NAMES_AN_INPUT = new RegExp(`^(?:${INPUT_NAMES.join('|')})[:,] `);

/** Anything else that is thrown is a bug of ours. */
function expectExplained(error: unknown): void {
  if (!(error instanceof ExplainedError)) throw error;
  for (const problem of error instanceof UserError ? error.problems : []) expect(problem).toMatch(NAMES_AN_INPUT);
}

function countPrototypes(): number[] {
  return [Object.prototype, Array.prototype, String.prototype].map((it) => Object.getOwnPropertyNames(it).length);
}

describe('whatever comes in', () => {
  test('is a request, or an error that names the input; and no prototype is changed by it', async () => {
    const before = countPrototypes();
    const asks = fc.record({ written: writtenInputs, event: anyEvent, file: anyTaskDefinition, isThere: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(asks, async (asked) => {
        await ask(asked).catch(expectExplained);
        expect(countPrototypes()).toEqual(before);
      }),
      tries(1_500),
    );
  });

  const taken = { image: 'medusa:v2', 'base-service': 'shop/medusa', mode: 'deploy', environment: 'qa' };
  const askWith = async (file: string, container = '') => {
    const written = { ...taken, 'task-definition': 'task.json', container };
    await ask({ written, event: { eventName: 'push', payload: {} }, file, isThere: true }).catch(expectExplained);
  };

  test('as a task definition is taken, or refused before anything is made', async () => {
    const containers = fc.constantFrom('', 'medusa');
    await fc.assert(fc.asyncProperty(anyTaskDefinition, containers, askWith), tries(1_500));
  });

  test('is taken or refused, however deep it is nested', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), (depth) => askWith(nested(depth))),
      tries(20),
    );
  });

  test('that is wrong is refused by the name of its input, alone or among others', async () => {
    await fc.assert(
      fc.asyncProperty(badInputs, async ({ wrong, inputs }) => {
        const written = { ...taken, ...inputs };
        const asked = ask({ written, event: { eventName: 'push', payload: {} }, file: '', isThere: true });
        const error = await asked.catch((thrown: unknown) => thrown);
        expectExplained(error);
        expect((error as UserError).problems.filter((problem) => problem.startsWith(`${wrong}: `))).toHaveLength(1);
      }),
    );
  });

  test('is checked in no time, however long it is', () => {
    const isSlow = (text: string) =>
      busyMilliseconds(() =>
        readInputs(
          () => text,
          () => text,
        ),
      ) > MAX_MS;
    expect(ENDLESS_TEXTS.filter(isSlow).map((text) => text.slice(0, 20))).toEqual([]);
  });
});

describe('the whole action', () => {
  let stage: ScenarioStage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.stop());

  test(
    'asks nothing of AWS while an input is wrong, whatever the others and the event are',
    async () => {
      // A comment that asks for nothing ends before its inputs matter.
      const event = anyEvent.filter(({ eventName }) => eventName !== 'issue_comment');
      await fc.assert(
        fc.asyncProperty(badInputs, event, async ({ wrong, inputs }, { eventName, payload }) => {
          const wish = { event: { name: eventName, payload: payload as object } };
          const { exitCode, log, reads, writes } = await stage.act(inputs, wish);
          expect(log).toMatch(new RegExp(`^::error::(?:[^\\n]*%0A)?(?:- )?${wrong}: `, 'm'));
          expect(log).not.toMatch(/This is a bug|^\s+at /m);
          expect([exitCode, ...reads, ...writes]).toEqual([1]);
        }),
        slowTries(4),
      );
    },
    PATIENCE_MS,
  );
});
