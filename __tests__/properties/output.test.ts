import { describe, expect, test } from '@jest/globals';
import {
  AwsError,
  CheckError,
  ExplainedError,
  joined,
  OwnershipError,
  RolloutError,
  UserError,
} from '../../src/errors.ts';
import type { Step } from '../../src/reconcile/executor.ts';
import { openComment } from '../../src/report/comment.ts';
import { renderComment } from '../../src/report/comment-body.ts';
import { hasRows, rowMarker } from '../../src/report/comment-rows.ts';
import { type Phase, renderGantt, renderPhases } from '../../src/report/phases.ts';
import type { Report, SweepResult } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderTable } from '../../src/report/table.ts';
import { escapeMarkdown, renderBlockquote, renderCode, renderCodeBlock, renderItem } from '../../src/text/markdown.ts';
import { renderQuote, sanitizeLine } from '../../src/text/quote.ts';
import { identity } from '../support/build.ts';
import { BOT, gitHubWith, type StoredComment, storedComment } from '../support/comments.ts';
import { structureOf } from '../support/property-markdown.ts';
import { busyMilliseconds, fc, tries } from '../support/property-runs.ts';
import { endlessText, hostileText, hostileWords } from '../support/property-texts.ts';
import { emptyReport, report } from '../support/report.ts';

const MAX_MS = 1_000;
const MAX_COMMENT_LENGTH = 65_536;
const MAX_MARKER_LENGTH = 400;
const MAX_SUMMARY_BYTES = 1024 * 1024;
const DURATION = { durationMilliseconds: 95_000 };
const HINT = 'Fix it.';

/** Errors of all kinds that quote other people's words, each made of some texts. */
const ERRORS: Record<string, (texts: string[]) => unknown> = {
  'what AWS refuses': ([text = '']) =>
    new AwsError('creating service', {
      code: 'AccessDenied',
      reason: `no\n  | it\n${text}`,
      requestId: undefined,
      hint: HINT,
      cause: undefined,
    }),
  'a bug': ([text = '']) => Object.assign(new Error('no'), { stack: `no ${text}\n    at x` }),
  problems: (texts) => new UserError(['one', ...texts.map((text) => `two ${text}`)]),
  'a rollout': ([text = '', line = '']) =>
    new RolloutError(`no: ${text}`, { details: [text, renderQuote([line])], hint: HINT, lastLines: [line] }),
  'an answer': ([text = '', line = '']) =>
    new CheckError(`no\nIt was:\n${renderQuote([line])}\n${text}`, { hint: HINT }),
  'a resource of another owner': ([text = '']) =>
    new OwnershipError(`service is not ours: ${text}`, { details: ['it'], hint: HINT }),
  several: (texts) =>
    joined(texts.map((text, at) => new ExplainedError(`${at} ${text}`, { details: ['it'], hint: `${at}` }))),
};

/** Everything of a report that somebody else may have a word in. */
function reportWith([one = '', other = '']: string[]): Report {
  const changes = [{ path: `medusa.variables.${one}`, observed: '', desired: '' }];
  const steps: Step[] = [
    { action: 'update', kind: 'task definition', name: other, changes },
    { action: 'keep', kind: 'VPC origin', name: one, changes: [] },
  ];
  return report({
    reason: one,
    steps,
    phases: phasesWith(other),
    commit: one,
    served: { commit: other, isOlder: true },
  });
}

function phasesWith(name: string): Phase[] {
  const times = { state: 'failed', startedAtMilliseconds: 0, endedAtMilliseconds: 20_000 } as const;
  return [
    { name, ...times },
    { name: `phase ${name}`, ...times },
  ];
}

function sweepWith(texts: string[]): Report {
  const results = ['kept', 'removed', 'failed'] as const;
  const sweepResults: SweepResult[] = results.map((result, at) => ({
    environment: `pr ${texts[at % 2]}`,
    result,
    reason: `because ${texts[0]}`,
  }));
  return { ...emptyReport(), action: 'swept', reason: texts[0] ?? '', sweepResults };
}

const RENDERERS: Record<string, (texts: string[]) => string> = {
  'inline text': ([text = '']) => `So ${escapeMarkdown(text)}`,
  'a line': ([text = '']) => escapeMarkdown(text),
  'a quote': ([text = '']) => renderBlockquote(text).join('\n'),
  'an item': ([text = '']) => renderItem(text, '`label`: '),
  'a bare item': ([text = '']) => renderItem(text),
  'a name': ([text = '']) => renderCode(text),
  'a fence': ([text = '']) => renderCodeBlock(text).join('\n'),
  'a table of phases': ([text = '']) => renderPhases(phasesWith(text)).join('\n'),
  'a picture': ([text = '']) => renderGantt(phasesWith(text), 20_000).join('\n'),
  'the summary': (texts) => renderSummary({ ...reportWith(texts), end: DURATION }),
  'the summary of a plan': (texts) => renderSummary({ ...reportWith(texts), action: 'planned', end: DURATION }),
  'the summary of a sweep': (texts) => renderSummary({ ...sweepWith(texts), end: DURATION }),
  'the comment of a removal': (texts) => renderComment({ ...reportWith(texts), isRemoval: true, end: DURATION }),
  'the comment of a run at work': (texts) => renderComment(reportWith(texts)),
  ...Object.fromEntries(
    Object.entries(ERRORS).flatMap(([kind, errorWith]) => [
      [
        `the summary of ${kind}`,
        (texts: string[]) => renderSummary(report({ end: { ...DURATION, error: errorWith(texts) } })),
      ],
      [
        `the comment of ${kind}`,
        (texts: string[]) => renderComment(report({ end: { ...DURATION, error: errorWith(texts) } })),
      ],
    ]),
  ),
};

const twoTexts = fc.tuple(hostileWords, hostileWords);

describe('Markdown', () => {
  test.each(Object.entries(RENDERERS))('of %s has the same structure, whatever the words', (_, render) => {
    const usual = structureOf(render(['word', 'word']));
    fc.assert(
      fc.property(twoTexts, (texts) => {
        expect(structureOf(render(texts))).toEqual(usual);
      }),
    );
  });

  test.each(Object.entries(RENDERERS))(
    'of %s can be sent, and soon: no longer than GitHub takes it',
    (kind, render) => {
      fc.assert(
        fc.property(fc.tuple(endlessText, hostileText), (texts) => {
          let rendered = '';
          const work = () => {
            rendered = render(texts);
          };
          expect(busyMilliseconds(work)).toBeLessThan(MAX_MS);
          // The only control characters are those that end a line; and no half characters, which no JSON should hold.
          expect(rendered).not.toMatch(/[^\P{Cc}\n\t]|\p{Cs}/u);
          if (kind.startsWith('the comment'))
            expect(rendered.length).toBeLessThan(MAX_COMMENT_LENGTH - MAX_MARKER_LENGTH);
          if (kind.startsWith('the summary')) expect(Buffer.byteLength(rendered)).toBeLessThan(MAX_SUMMARY_BYTES);
        }),
        tries(5),
      );
    },
  );
});

/** Reads what a program prints like the runner. https://github.com/actions/runner, ActionCommand.cs */
function commandsIn(printed: string): string[] {
  return printed.split(/\r\n|\r|\n/).filter((line) => /^[\s\u0085]*::/.test(line) || line.includes('##['));
}

describe('the log', () => {
  test('obeys nothing that is quoted', () => {
    fc.assert(
      fc.property(fc.array(hostileText), (texts) => {
        expect(commandsIn(renderQuote(texts))).toEqual([]);
        for (const line of renderQuote(texts).split('\n').slice(0, texts.length)) expect(line).toMatch(/^ {2}\| /);
      }),
      tries(1_000),
    );
  });

  test('obeys nothing that stands in a line or in a table', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const line = sanitizeLine(one);
        const table = renderTable([
          ['pr-1', 'kept', one],
          [other, 'failed', 'because'],
        ]);
        expect(commandsIn([line, ...table].join('\n'))).toEqual([]);
        expect([line, ...table].filter((text) => /[\r\n]/.test(text))).toEqual([]);
      }),
      tries(1_000),
    );
  });
});

describe('the comment', () => {
  const [marker, another] = [rowMarker(identity()), rowMarker(identity({ environment: 'pr-7' }))];
  const logins = [BOT, 'github-actions', 'GitHub-Actions[bot]', 'octocat', 'mallory', 'app[bot]'];
  const author = fc.option(fc.constantFrom(...logins));
  const texts = [
    fc.constantFrom(`${marker}\nours`, `${another}\nof another`),
    hostileText,
    hostileText.map((text) => `${text}${marker}`),
  ];
  const anyComment = fc.tuple(fc.option(fc.oneof(...texts), { nil: undefined }), author);
  const found = fc
    .array(anyComment, { maxLength: 6 })
    .map((comments) => comments.map(([body, login], id) => storedComment(id, body, login)));

  /** Each token says whose it is. A workflow's own writes as that bot. */
  test('that is changed or removed is ours', async () => {
    const anyLogin = fc.constantFrom(...logins);
    await fc.assert(
      fc.asyncProperty(found, anyLogin, async (comments, login) => {
        const marked = comments.filter(({ user, body }) => user !== null && hasRows(body ?? ''));
        const byBot = marked.filter(({ user }) => user?.login === BOT);
        const ours = byBot.length > 0 ? byBot : marked.filter(({ user }) => user?.login === login);
        const ids = ours.map(({ id }) => id);
        const { writes } = await writesTo(comments, login);
        const touched = writes.flatMap(({ parameters }) => (parameters as { comment_id?: number }).comment_id ?? []);
        expect(ids).toEqual(expect.arrayContaining(touched));
        expect(writes.at(-1)?.route).toMatch(ids.length === 0 ? /^POST / : /^PATCH /);
      }),
      tries(1_000),
    );
  });

  test('of others is left alone, and none is added, where GitHub does not say whose the token is', async () => {
    await fc.assert(
      fc.asyncProperty(found, async (comments) => {
        const marked = comments.filter(({ body }) => hasRows(body ?? ''));
        const isUnclear = marked.length > 0 && marked.every(({ user }) => user?.login !== BOT);
        const { writes, error } = await writesTo(comments, null);
        expect(error === undefined).toBe(!isUnclear);
        if (isUnclear) expect(writes).toEqual([]);
      }),
      tries(1_000),
    );
  });

  /** The writes of a report where these comments are, and its error. */
  async function writesTo(comments: StoredComment[], login: string | null) {
    const { github, writes } = gitHubWith(structuredClone(comments), login);
    const place = { github, clock: { sleep: async () => {} }, random: () => 0, pullRequest: 42, key: identity() };
    const written = openComment(place).write({ whole: 'text', brief: 'text' }, { mayCreate: true, isLast: false });
    const error: unknown = await written.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    return { writes, error };
  }
});
