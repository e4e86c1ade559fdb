// Owns the report of a play: what was promised and seen, as a page that can be pasted into an issue.
import { renderDuration } from '../../src/text/duration.ts';
import { QUESTIONS, type QuestionId } from './questions.ts';
import type { LiveRecord } from './record.ts';

export interface ReportParts {
  record: LiveRecord;
  /** A region of AWS, the simulator, or another cloud. */
  cloud: string;
  callCount: number;
  /** The reason why the play ended early. */
  failure: string | undefined;
  /** Operations that the cloud says it has not. */
  absent: string[];
  /** All that is left. */
  standing: string[];
}

export function renderReport({ record, cloud, callCount, failure, absent, standing }: ReportParts): string {
  const { promises, brokenCount, figures } = record;
  const ids = Object.keys(QUESTIONS) as QuestionId[];
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [
    '# A preview, played live',
    '',
    `On ${cloud}, with ${callCount} calls to AWS. ${promises.length - brokenCount} promises were kept, ${brokenCount} were broken.`,
    ...(failure === undefined ? [] : ['', `It ended early: ${failure}`]),
    ...(standing.length === 0
      ? ['', 'Nothing stands after it.']
      : ['', 'Still standing:', '', ...standing.map((line) => `- ${line}`)]),
    ...(absent.length === 0 ? [] : ['', `Not there: ${absent.join(', ')}.`]),
    '',
    '## Promises',
    '',
    '| promise | |',
    '| --- | --- |',
    ...promises.map(({ promise, isKept }) => `| ${cell(promise)} | ${isKept ? 'kept' : '**broken**'} |`),
    '',
    '## Open questions',
    '',
    '| question | the simulator | seen |',
    '| --- | --- | --- |',
    ...ids.map((id) => {
      const { result, seen } = record.findingOf(id);
      const shown = result === 'otherwise' ? `**otherwise**: ${seen}` : `${result}: ${seen}`;
      return `| ${QUESTIONS[id].question} (\`${id}\`) | ${QUESTIONS[id].expected} | ${cell(shown)} |`;
    }),
    '',
    '## Times',
    '',
    '| step | took |',
    '| --- | --- |',
    ...figures.map(({ what, seconds }) => `| ${cell(what)} | ${renderDuration(seconds * 1000)} |`),
    '',
  ].join('\n');
}
