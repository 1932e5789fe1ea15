import type { LogItem } from '../../client/index.ts'
import { type LogFilter, passes } from './log-filter.ts'

export interface ShownLines {
  readonly items: readonly LogItem[]
  /** Lines that pass the filter and came since the list was stopped. */
  readonly waiting: number
  /** Lines that are here, whether they pass the filter or not. */
  readonly all: number
}

/**
 * What the list shows. A list that was stopped ends where it was, and what came since is counted.
 *
 * @param stoppedAt Id of the last item when it was stopped; undefined while it follows.
 */
export function shownLines(items: readonly LogItem[], filter: LogFilter, stoppedAt: string | undefined): ShownLines {
  const end = stoppedAt === undefined ? -1 : items.findLastIndex(({ id }) => id === stoppedAt)
  const until = end === -1 ? items.length : end + 1
  return {
    items: items.slice(0, until).filter((item) => passes(item, filter)),
    waiting: items.slice(until).filter((item) => item.kind === 'line' && passes(item, filter)).length,
    all: items.filter(({ kind }) => kind === 'line').length,
  }
}
