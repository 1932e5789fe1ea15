import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const connections: Translation<typeof en.connections> = {
  title: 'Ströme der Börsen',
  of: 'Verbindung {{name}}',
  refused: 'Die Verbindungen lassen sich nicht zeigen',
  tradesAt: 'handelt an {{venue}}',
  pricesOf: 'Preise von {{venue}}',
  account: 'Konto',
  live: '{{count}} von {{all}} fließen',
  footer: '{{count}} von {{all}} Strömen fließen',
  banned: 'Die Börse hat diese Adresse für {{age}} gesperrt: bis dahin wird nichts gesendet',
  paused: 'Die Börse will {{age}} lang keine Anfragen',
  empty: {
    title: 'Keine Verbindung zu einer Börse',
    text: 'Die Preise kommen vom simulierten Markt oder einer Wiedergabe, Aufträge handeln auf Papier.',
  },
  facts: {
    clock: 'Uhr der Börse',
    clockValue: '{{offset}} ms gegen diesen Rechner',
    rate: 'Anfragen verbraucht',
    rateValue: '{{used}} % von {{capacity}}',
    roundTrip: 'Hin und zurück',
    sockets: 'Offene Sockets',
  },
  columns: {
    name: 'Strom',
    state: 'Zustand',
    since: 'Seit',
    reconnects: 'Neu verbunden',
    silences: 'Verstummt',
    failure: 'Letzter Fehler',
  },
  help: {
    reconnects: 'Wie oft er neu verbunden wurde, aus welchem Grund auch immer.',
    silences: 'Wie oft zu lange nichts kam, sodass er neu geöffnet wurde.',
  },
  kinds: {
    candles: 'Kerzen',
    trades: 'Abschlüsse',
    quotes: 'Beste Preise',
    book: 'Orderbuch',
    mark: 'Markpreis',
    orders: 'Aufträge',
    fills: 'Ausführungen',
    account: 'Aufträge und Guthaben',
  },
  states: {
    connecting: 'verbindet',
    live: 'fließt',
    polling: 'wird abgefragt',
    stale: 'stumm',
    reconnecting: 'verbindet neu',
    stopped: 'angehalten',
  },
}
