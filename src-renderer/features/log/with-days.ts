import type { LogItem } from '../../client/index.ts'
import { formatDay } from '../../ui/index.ts'

/** Between two lines of different days, as the clock of a line has none. */
export interface DayItem {
  readonly kind: 'day'
  readonly id: string
  /** `2026-11-20`, of the lines below. */
  readonly day: string
}

/** Every zone changes its day at a full quarter of an hour UTC: within one, the day is looked up once. */
const QUARTER_MS = 15 * 60_000

/** The items with the day before the first line of each day but the first. */
export function withDays(items: readonly LogItem[]): readonly (LogItem | DayItem)[] {
  const dayOf = dayReader()
  let before: string | undefined
  return items.flatMap((item): readonly (LogItem | DayItem)[] => {
    if (item.kind !== 'line') return [item]
    const day = dayOf(item.line.timeMs)
    const isNew = before !== undefined && day !== before
    before = day
    return isNew ? [{ kind: 'day', id: `day ${day} ${item.id}`, day }, item] : [item]
  })
}

function dayReader(): (timeMs: number) => string {
  let quarter: number | undefined
  let day = ''
  return (timeMs) => {
    const present = Math.floor(timeMs / QUARTER_MS)
    if (present !== quarter) day = formatDay(timeMs)
    quarter = present
    return day
  }
}
