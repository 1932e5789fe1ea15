export { EndpointsPanel } from './endpoints-panel.tsx'
