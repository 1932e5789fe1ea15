export { ChartPanel } from './chart-panel.tsx'
export type { ChartProbe } from './chart-probe.ts'
