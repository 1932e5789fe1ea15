export { ChartPanel } from './chart-panel.tsx'
export type { ChartProbe } from './session/chart-probe.ts'
export { setConfirmDrags } from './lines/confirm-drags.ts'
