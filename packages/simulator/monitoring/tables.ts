// Owns the rows that the simulated CloudWatch keeps: how often something happened, minute by minute.

export interface MetricRow {
  region: string;
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  unit: string;
  /** How long after the end of its minute a data point can be read. */
  delaySeconds: number;
  /** The counts by the beginning of their minute, in seconds since 1970. A minute in which nothing happened is not there. */
  minutes: Map<number, number>;
}

export interface MonitoringTables {
  /** By what distinguishes one metric from all others. */
  metrics: Map<string, MetricRow>;
}

export function emptyMonitoringTables(): MonitoringTables {
  return { metrics: new Map() };
}

export type MetricName = Pick<MetricRow, 'region' | 'namespace' | 'name' | 'dimensions'>;

/** The order of the dimensions does not matter. */
export function keyOf({ region, namespace, name, dimensions }: MetricName): string {
  return JSON.stringify([region, namespace, name, Object.entries(dimensions).sort()]);
}
