// Owns counting requests as the services report them to CloudWatch.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html
import type { Cloud } from '../cloud/cloud.ts';
import { keyOf, type MetricRow } from './tables.ts';

const SECONDS_PER_MINUTE = 60;
/** No page says how late data come: these are what one sees, and nobody may rely on less. */
const LOAD_BALANCING_DELAY_SECONDS = 120;
const CLOUDFRONT_DELAY_SECONDS = 180;
/** CloudFront's metrics are in this region, wherever its viewers and origins are. */
const CLOUDFRONT_REGION = 'us-east-1';

/** A request for which the load balancer has chosen a target. Its own health checks are none. */
export function countTargetRequest(cloud: Cloud, loadBalancerArn: string, targetGroupArn: string): void {
  const LoadBalancer = loadBalancerArn.split(':loadbalancer/')[1] ?? '';
  const TargetGroup = targetGroupArn.split(':').at(-1) ?? '';
  const metric = {
    region: cloud.region,
    namespace: 'AWS/ApplicationELB',
    name: 'RequestCount',
    unit: 'Count',
    delaySeconds: LOAD_BALANCING_DELAY_SECONDS,
  };
  count(cloud, { ...metric, dimensions: { LoadBalancer } });
  count(cloud, { ...metric, dimensions: { LoadBalancer, TargetGroup } });
}

/** A request of a viewer, whatever became of it. */
export function countViewerRequest(cloud: Cloud, distributionId: string): void {
  count(cloud, {
    region: CLOUDFRONT_REGION,
    namespace: 'AWS/CloudFront',
    name: 'Requests',
    dimensions: { DistributionId: distributionId, Region: 'Global' },
    unit: 'None',
    delaySeconds: CLOUDFRONT_DELAY_SECONDS,
  });
}

function count(cloud: Cloud, metric: Omit<MetricRow, 'minutes'>): void {
  const { metrics } = cloud.tables.monitoring;
  const row = metrics.get(keyOf(metric)) ?? { ...metric, minutes: new Map<number, number>() };
  const seconds = Math.floor(cloud.clock.now().getTime() / 1000);
  const minute = seconds - (seconds % SECONDS_PER_MINUTE);
  row.minutes.set(minute, (row.minutes.get(minute) ?? 0) + 1);
  metrics.set(keyOf(metric), row);
}
