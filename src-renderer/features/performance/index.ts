export { PerformancePanel } from './performance-panel.tsx'
