export { MetricsPanel } from './metrics-panel.tsx'
export { showMetric } from './open-metric.ts'
