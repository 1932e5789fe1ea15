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
    trigger: 'Auslöser',
    handling: 'Liegt bei',
  },
  help: {
    age: 'Wie lange der Auftrag offen ist',
    trigger: 'Preis, auf den er wartet, wenn er dann zu einem anderen gestellt wird',
    handling: 'Wer sich darum kümmert: die Börse, oder die Engine, die dafür laufen muss',
  },
  handling: { venue: 'Börse' },
  emulated: 'NACHGEBILDET',
  handlingHelp: {
    venue: 'Er liegt an der Börse, auch wenn die Engine aus ist',
    engine:
      'Die Engine wartet auf seinen Preis oder sein Ende und sendet dann einen einfacheren Auftrag: nur solange sie läuft',
  },
  unknown: {
    asking: 'Börse wird gefragt, {{age}}.',
    submit: 'Noch weiß niemand, ob die Börse den Auftrag hat.',
    cancel: 'Noch weiß niemand, ob die Börse ihn storniert hat.',
    amend: 'Noch weiß niemand, ob die Börse ihn geändert hat.',
    meanwhile:
      'Seine Mittel bleiben reserviert, neue Einstiege des Besitzers warten; Ausstiege und Stornierungen gehen weiter.',
  },
  amendment: {
    text: 'Bei der Börse angefragt: {{terms}}; bis sie bestätigt, bleibt der Auftrag, wie er ist.',
    quantity: 'Menge {{quantity}}',
    limit: 'Limit {{price}}',
    trigger: 'Auslöser {{price}}',
  },
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
