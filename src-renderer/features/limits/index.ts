export { LimitsPanel } from './limits-panel.tsx'
