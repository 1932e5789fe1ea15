export { MetricsPanel } from './metrics-panel.tsx'
