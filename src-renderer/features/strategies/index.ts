export { StrategiesPanel } from './strategies-panel.tsx'
export { StrategySwitch } from './strategy-switch.tsx'
