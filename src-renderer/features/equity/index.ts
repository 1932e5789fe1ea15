export { EquityPanel } from './equity-panel.tsx'
