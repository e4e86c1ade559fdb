// Owns the outputs: the report under the names in action.yml. Pure.
import { renderHeader } from './access.ts';
import type { Report } from './report.ts';

/** An undefined value becomes an empty output. */
export function renderOutputs(report: Report): Record<string, string | undefined> {
  const { url, adminUrl, steps, reference, end } = report;
  const plan = steps.map(({ action, kind, name, changes }) => ({
    action,
    kind,
    name,
    changes: changes.map(({ path }) => path),
  }));
  return {
    url,
    'admin-url': adminUrl,
    environment: report.environment,
    action: report.action,
    reason: report.reason,
    'distribution-id': report.distributionId,
    'vpc-origin-id': report.vpcOriginId,
    cluster: reference?.cluster,
    service: reference?.service,
    'task-definition-arn': report.taskDefinitionArn,
    'log-group': report.logGroup,
    'publishable-key': report.publishableKey,
    'access-header': renderHeader(report.access),
    'comment-url': report.commentUrl,
    plan: JSON.stringify(plan),
    'duration-seconds': String(Math.round((end?.durationMilliseconds ?? 0) / 1000)),
  };
}
