export { TapePanel } from './tape-panel.tsx'
