import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const metrics: Translation<typeof en.metrics> = {
  range: 'Zeitraum der Verläufe',
  ranges: { '15m': '15 min', '1h': '1 h', '24h': '24 h', '7d': '7 T' },
  groups: {
    engine: 'Engine',
    market: 'Marktdaten',
    trading: 'Handel',
    process: 'Prozess',
    interface: 'Schnittstelle',
    endpoints: 'Dienste außerhalb',
  },
  limit: 'Grenze {{limit}}',
  noLimit: 'keine Grenze',
  noValue: 'kein Wert',
  over: 'über der Grenze',
  noCourse: 'Die Verläufe ließen sich nicht laden; was jetzt kommt, wird gezeigt',
  noCourseYet: 'In dieser Zeit wurde nichts gemessen.',
  cursor: 'Zeiger im Verlauf',
  cursorMax: 'höchster',
  facts: { now: 'Jetzt', low: 'Tiefster', mean: 'Mittel', high: 'Höchster', limit: 'Grenze' },
  streams: {
    title: 'Alter der Kurse je Instrument',
    instrument: 'Instrument',
    age: 'Alter',
    limit: 'Grenze',
    course: 'Letzte 15 min',
  },
}
