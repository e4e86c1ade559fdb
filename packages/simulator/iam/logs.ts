// Owns what AWS checks before each call to CloudWatch Logs.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
import type { GetLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs';
import { type ChecksOf, check } from './check.ts';

export const logsChecks: Record<string, ChecksOf> = {
  GetLogEvents: ({ logGroupName, logStreamName }: GetLogEventsRequest, { region, accountId }) => {
    const stream = `log-group:${logGroupName}:log-stream:${logStreamName}`;
    return [check('logs:GetLogEvents', `arn:aws:logs:${region}:${accountId}:${stream}`)];
  },
};
