export { DepthPanel } from './depth-panel.tsx'
