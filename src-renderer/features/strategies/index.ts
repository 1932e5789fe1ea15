export { StrategiesPanel } from './strategies-panel.tsx'
