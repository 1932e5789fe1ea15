import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const trading: Translation<typeof en.trading> = {
  states: {
    pending: 'WARTET',
    submitted: 'GESENDET',
    working: 'AKTIV',
    partiallyFilled: 'TEILWEISE',
    cancelling: 'STORNIERUNG',
    filled: 'AUSGEFÜHRT',
    cancelled: 'STORNIERT',
    rejected: 'ABGELEHNT',
    expired: 'VERFALLEN',
    unsent: 'UNGESENDET',
  },
  roles: { entry: 'Einstieg', stopLoss: 'Stop-Loss', takeProfit: 'Take-Profit', close: 'Schließung' },
  types: { market: 'Markt', limit: 'Limit', stop: 'Stop' },
  manual: 'Manuell',
}
