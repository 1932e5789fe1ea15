import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const tables: Translation<typeof en.tables> = {
  onlyInstrument: 'Nur {{symbol}}, das Instrument des Fensters',
  noInstrument: 'ein Instrument',
  export: 'Gezeigte Zeilen als CSV exportieren',
  exported: 'Exportiert: {{detail}}',
  notExported: 'Die Tabelle wurde nicht exportiert',
  copied: 'Die Tabelle liegt als CSV in der Zwischenablage',
  actions: 'Aktionen',
  side: { buy: 'Kauf', sell: 'Verkauf', long: 'Long', short: 'Short' },
  columns: {
    instrument: 'Instrument',
    side: 'Seite',
    quantity: 'Menge',
    price: 'Preis',
    owner: 'Inhaber',
    fees: 'Gebühren',
    state: 'Status',
    reason: 'Grund',
    time: 'Zeit, {{zone}}',
  },
  nothingHere: {
    title: 'Nichts in {{symbol}}',
    text: 'Die Tabelle zeigt nur das Instrument des Fensters. In anderen gibt es etwas.',
    showAll: 'Alle Instrumente zeigen',
  },
  ways: { ticket: 'Ticket öffnen', strategies: 'Strategien' },
}
