export { TicketPanel } from './ticket-panel.tsx'
