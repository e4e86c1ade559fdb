// Owns what AWS checks before each call to CloudWatch.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
import { unscoped } from './check.ts';

export const monitoringChecks = unscoped('cloudwatch', ['GetMetricData']);
