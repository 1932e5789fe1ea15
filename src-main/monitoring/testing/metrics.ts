import type { Metric } from '../ports.ts'

/** A metric whose value a test sets. */
export interface HandMetric extends Metric {
  value: number | null
}

export function handMetric(metricId: string, change: Partial<Metric> & { value?: number | null } = {}): HandMetric {
  const metric: HandMetric = {
    metricId,
    label: metricId,
    group: 'engine',
    unit: 'count',
    description: `${metricId} as a test sets it.`,
    value: null,
    read: () => metric.value,
    ...change,
  }
  return metric
}
