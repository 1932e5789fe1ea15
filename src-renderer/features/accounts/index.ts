export { AccountsPanel } from './accounts-panel.tsx'
