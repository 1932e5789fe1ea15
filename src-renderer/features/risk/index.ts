export { RiskPanel } from './risk-panel.tsx'
