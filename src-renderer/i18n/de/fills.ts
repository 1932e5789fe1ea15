import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const fills: Translation<typeof en.fills> = {
  title: 'Ausführungen',
  columns: { value: 'Wert', fee: 'Gebühr', liquidity: 'Liquidität', realised: 'Realisierter PnL', order: 'Auftrag' },
  maker: 'Maker',
  taker: 'Taker',
  shown_one: '{{count}} Ausführung',
  shown_other: '{{count}} Ausführungen',
  realised: 'Realisiert',
  fees: 'Gebühren',
  net: 'Nach Gebühren',
  bought: 'Gekauft',
  sold: 'Verkauft',
  day_one: '{{day}} · {{count}} Ausführung',
  day_other: '{{day}} · {{count}} Ausführungen',
  groupByDay: 'Summen je Tag',
  empty: {
    title: 'Noch keine Ausführungen',
    text: 'Jede Ausführung eines Auftrags steht hier, mit ihrer Gebühr.',
  },
}
