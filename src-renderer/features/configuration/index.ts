export { ConfigurationPanel } from './configuration-panel.tsx'
export { showConfiguration } from './show-configuration.ts'
