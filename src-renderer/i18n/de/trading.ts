import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const trading: Translation<typeof en.trading> = {
  states: {
    pending: 'WARTET',
    submitted: 'GESENDET',
    working: 'AKTIV',
    partiallyFilled: 'TEILWEISE',
    cancelling: 'STORNIERUNG',
    unknown: 'UNBEKANNT',
    filled: 'AUSGEFÜHRT',
    cancelled: 'STORNIERT',
    rejected: 'ABGELEHNT',
    expired: 'VERFALLEN',
    unsent: 'UNGESENDET',
  },
  roles: { entry: 'Einstieg', stopLoss: 'Stop-Loss', takeProfit: 'Take-Profit', close: 'Schließung' },
  types: {
    market: 'Markt',
    limit: 'Limit',
    stop: 'Stop',
    stopLimit: 'Stop-Limit',
    takeProfit: 'Take-Profit',
    takeProfitLimit: 'Take-Profit-Limit',
    trailingStop: 'Trailing-Stop',
  },
  faults: {
    noNumber: '„{{text}}“ ist keine Zahl. Schreibweise: {{example}}',
    notAboveZero: 'Muss über 0 liegen',
    atMostPercent: 'Höchstens {{most}} %',
    tick: 'Tick ist {{step}}. Nächster {{nearest}}',
    lot: 'Lot ist {{step}}. Nächstes {{nearest}}',
  },
  status: {
    maintenance: {
      word: 'Pause',
      title: 'Handelspause an der Börse',
      text: 'Die Börse nimmt für {{symbol}} zurzeit keine Aufträge an. Nichts lässt sich eröffnen; was gehalten wird, lässt sich schließen, sobald wieder gehandelt wird.',
    },
    delisted: {
      word: 'Delistet',
      title: 'An der Börse delistet',
      text: 'Die Börse hat {{symbol}} aus dem Handel genommen oder tut es bald. Nichts lässt sich eröffnen; was gehalten wird, bleibt, bis es dort geschlossen oder abgerechnet ist.',
    },
  },
  manual: 'Manuell',
  unassigned: 'Noch niemand',
  switchedOff: '{{name}}, aus',
}
