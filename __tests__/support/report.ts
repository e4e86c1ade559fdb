// Owns a report, whole and ordinary, for tests of how it is rendered.
import type { Action, Step } from '../../src/reconcile/executor.ts';
import { describeReport, type Report } from '../../src/report/report.ts';

export const URL = 'https://d111111abcdef8.cloudfront.net';
export const PLACE = {
  runUrl: 'https://github.com/acme/shop/actions/runs/1',
  repositoryUrl: 'https://github.com/acme/shop',
  isPrivateRepository: true,
};
export const RUN = `[workflow run](${PLACE.runUrl})`;
export const [COMMIT, OLDER] = ['a'.repeat(40), 'b'.repeat(40)] as const;
export const linkTo = (sha: string) => `[\`${sha.slice(0, 7)}\`](${PLACE.repositoryUrl}/commit/${sha})`;

export function step(action: Action, kind: string, paths: string[] = []): Step {
  const changes = paths.map((path) => ({ path, observed: 'old secret', desired: 'new secret' }));
  return { action, kind, name: 'shop-pr-42', changes };
}

export function report(over: Partial<Report> = {}): Report {
  return {
    action: 'updated',
    reason: 'Pull request 42 is open.',
    environment: 'pr-42',
    url: URL,
    adminUrl: `${URL}/app`,
    served: { commit: undefined, isOlder: false },
    ...PLACE,
    end: undefined,
    phases: [],
    steps: [step('keep', 'distribution'), step('update', 'service', ['taskDefinition', 'desiredCount'])],
    ...over,
  };
}

/** The report of a run that has found nothing yet. */
export function emptyReport(): Report {
  return describeReport({}, { ...PLACE, phases: [], steps: [], end: undefined });
}
