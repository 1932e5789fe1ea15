import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const limits: Translation<typeof en.limits> = {
  title: 'Grenzen des Kontos',
  rule: 'Regel',
  used: 'Anteil',
  now: 'Jetzt',
  limit: 'Grenze',
  consequence: 'Dann',
  actions: { refuse: 'kein Einstieg', halt: 'Handel steht' },
  actionsLong: {
    refuse: 'An der Grenze werden neue Einstiege verweigert; Ausstiege gehen weiter',
    halt: 'An der Grenze wird der Handel angehalten',
  },
  states: { calm: 'innerhalb', warn: 'nahe der Grenze', danger: 'an der Grenze' },
  near_one: '{{count}} nahe der Grenze',
  near_other: '{{count}} nahe der Grenze',
  over_one: '{{count}} an der Grenze',
  over_other: '{{count}} an der Grenze',
  empty: { title: 'Keine Grenzen für dieses Konto', text: 'Setzen Sie sie in der Konfiguration unter risk.' },
  refused: 'Die Grenzen können nicht gezeigt werden',
}
