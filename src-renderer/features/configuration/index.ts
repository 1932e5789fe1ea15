export { ConfigurationPanel } from './configuration-panel.tsx'
