// Owns the outputs: the report under the names in action.yml. Pure.
import type { Report } from './report.ts';

/** An undefined value becomes an empty output. */
export function renderOutputs(report: Report, durationMilliseconds: number): Record<string, string | undefined> {
  const { url, steps } = report;
  const plan = steps.map(({ action, kind, name, changes }) => ({
    action,
    kind,
    name,
    changes: changes.map(({ path }) => path),
  }));
  return {
    url: url,
    'admin-url': url && `${url}/app`,
    domain: report.domain,
    environment: report.environment,
    action: report.action,
    reason: report.reason,
    'distribution-id': report.distributionId,
    'distribution-arn': report.distributionArn,
    'vpc-origin-id': report.vpcOriginId,
    cluster: report.cluster,
    service: report.service,
    'service-arn': report.serviceArn,
    'task-definition-arn': report.taskDefinitionArn,
    'target-group-arn': report.targetGroupArn,
    'log-group': report.logGroup,
    'comment-url': report.commentUrl,
    plan: JSON.stringify(plan),
    'duration-seconds': String(Math.round(durationMilliseconds / 1000)),
  };
}
