import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const tape: Translation<typeof en.tape> = {
  title: 'Time & Sales',
  of: 'Abschlüsse in {{symbol}}',
  time: 'Zeit {{zone}}',
  price: 'Preis',
  size: 'Menge',
  side: { buy: 'Käufer', sell: 'Verkäufer' },
  skipped_one: '{{count}} Abschluss übersprungen',
  skipped_other: '{{count}} Abschlüsse übersprungen',
  least: 'Kleinste gezeigte Menge',
  filter: 'Nach Menge filtern',
  atLeast: '≥ {{size}}',
  all: 'Alle Mengen',
  pause: 'Liste anhalten',
  resume: 'Mit neuen Abschlüssen weiter',
  paused: 'Angehalten',
  empty: { title: 'Noch keine Abschlüsse', text: 'Abschlüsse in {{symbol}} erscheinen, sobald der Markt sie liefert.' },
  filtered: {
    title: 'Kein Abschluss in dieser Größe',
    text: 'Keiner der neuesten Abschlüsse ist so groß. Senken Sie die kleinste Menge.',
  },
  noInstrument: { title: 'Kein Instrument gewählt', text: 'Wählen Sie eines in der Watchlist.' },
  refused: 'Abschlüsse können nicht gezeigt werden',
}
