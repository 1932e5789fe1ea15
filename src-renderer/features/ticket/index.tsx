export { focusTicketSize } from './focus-size.ts'
export { TicketPanel } from './ticket-panel.tsx'
