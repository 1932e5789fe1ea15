import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const common: Translation<typeof en.common> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  retry: 'Noch einmal',
  remove: 'Entfernen',
  save: 'Sichern',
  search: 'Suchen',
  reset: 'Zurücksetzen',
  more: 'Mehr',
  none: 'Keine',
  unknown: 'Unbekannt',
  loading: 'Lädt',
  instruments_one: '{{count}} Instrument',
  instruments_other: '{{count}} Instrumente',
  positions_one: '{{count}} Position',
  positions_other: '{{count}} Positionen',
  orders_one: '{{count}} Auftrag',
  orders_other: '{{count}} Aufträge',
}
