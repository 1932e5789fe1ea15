import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const depth: Translation<typeof en.depth> = {
  title: 'Orderbuch',
  of: 'Orderbuch {{symbol}}',
  own: 'Eigene',
  bid: 'Geld',
  price: 'Preis',
  ask: 'Brief',
  last: 'Zuletzt',
  spread: 'Spanne {{spread}}',
  bidShare: '{{share}} Geld',
  askShare: '{{share}} Brief',
  within: 'innerhalb {{distance}}',
  group: 'Preise zusammenfassen',
  groupBy: 'Stufe {{step}}',
  keys: 'Eingabe schreibt den Preis der Zeile in das Ticket; gesendet wird nichts.',
  written: '{{price}} steht im Ticket von {{symbol}}',
  waiting: 'Wartet auf das Orderbuch',
  empty: {
    title: 'Dieser Markt hat kein Orderbuch',
    text: '{{symbol}} hat keines geliefert. Preise und Aufträge gehen auch ohne.',
  },
  noInstrument: { title: 'Kein Instrument gewählt', text: 'Wählen Sie eines in der Watchlist.' },
  refused: 'Das Orderbuch kann nicht gezeigt werden',
}
