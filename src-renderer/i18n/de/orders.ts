import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const orders: Translation<typeof en.orders> = {
  open: 'Offene Aufträge',
  all: 'Alle Aufträge',
  filter: { label: 'Welche Aufträge', open: 'Offen', all: 'Alle' },
  columns: {
    order: 'Auftrag',
    filled: 'Ausgeführt',
    share: 'Anteil',
    average: 'Durchschnitt',
    created: 'Erstellt, {{zone}}',
    age: 'Alter',
    updated: 'Geändert, {{zone}}',
    id: 'Kennung',
  },
  help: { age: 'Wie lange der Auftrag offen ist' },
  cancelName: '{{order}} stornieren, {{side}} {{symbol}}',
  notCancelled: 'Der Auftrag wurde nicht storniert',
  cancelAll: {
    button: 'Alle stornieren',
    title: '{{orders}} stornieren?',
    titleOf: '{{orders}} in {{symbol}} stornieren?',
    entries: 'Einstiege und Schließungen',
    protections: 'Stops und Ziele',
    stay: '{{count}}, bleiben',
    go: '{{count}}, auch storniert',
    keep: 'Alle behalten',
    confirm: 'Ja, {{orders}} stornieren',
    text: 'Positionen bleiben offen.',
    include: 'Auch Stops und Ziele: Positionen verlieren ihren Schutz',
    done: '{{orders}} storniert',
    nothing: 'Außer Stops und Zielen gibt es nichts zu stornieren.',
  },
  footer: {
    open: 'Offen',
    entries: 'Einstiege',
    protections: 'Stops und Ziele',
    value: 'Wert der offenen Einstiege',
  },
  empty: {
    open: 'Keine offenen Aufträge',
    all: 'Noch keine Aufträge',
    text: 'Senden Sie einen über das Auftragsfenster, oder schalten Sie eine Strategie ein.',
  },
}
