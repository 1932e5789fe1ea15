export { ProtectionPanel } from './protection-panel.tsx'
