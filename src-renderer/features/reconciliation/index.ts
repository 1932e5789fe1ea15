export { ReconciliationPanel } from './reconciliation-panel.tsx'
