import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const equity: Translation<typeof en.equity> = {
  title: 'Kapital',
  curve: 'Kapital von {{from}} bis {{to}} zwischen {{first}} und {{last}}, größter Rückgang {{drawdown}}',
  keys: 'Pfeiltasten bewegen sich auf der Kurve, Pos1 und Ende springen an die Ränder.',
  range: 'Zeitraum',
  ranges: { day: '1T', week: '1W', month: '1M', all: 'Alles' },
  rangeNames: { day: 'Ein Tag', week: 'Eine Woche', month: 'Ein Monat', all: 'Gesamt' },
  equity: 'Kapital',
  change: 'Änderung',
  drawdown: 'Rückgang',
  largest: 'max. {{drawdown}}',
  cash: 'Guthaben',
  time: 'Zeit {{zone}}',
  asTable: 'Als Tabelle zeigen',
  asCurve: 'Als Kurve zeigen',
  table: 'Kapital im Verlauf',
  empty: {
    title: 'Noch keine Kurve',
    text: 'Sie beginnt mit den ersten Minuten der Sitzung; jeder Abschluss fügt einen Punkt hinzu.',
  },
  emptyRange: { title: 'Nichts in diesem Zeitraum', text: 'Wählen Sie einen längeren.' },
  failed: 'Die Kapitalkurve konnte nicht geladen werden',
  notNew: 'Nicht auf dem neuesten Stand: {{fault}}',
}
