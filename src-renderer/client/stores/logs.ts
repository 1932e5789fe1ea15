import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LogLevelValue, LogLineView } from '../../../src-contract/index.ts'
import type { TopicHandler } from '../types.ts'

/** A line, or a place where the engine left lines out because more came than the window could take. */
export type LogItem =
  | { readonly kind: 'line'; readonly id: string; readonly line: LogLineView }
  | { readonly kind: 'skipped'; readonly id: string; readonly count: number }

export interface LogState {
  /** Level from which on the lines are here; undefined before any were asked for. */
  readonly level: LogLevelValue | undefined
  readonly loaded: boolean
  /** Oldest first. */
  readonly items: readonly LogItem[]
  /** Somebody reads further up: nothing may be taken away under their eyes. */
  readonly held: boolean
  /** There are no lines before the first one. */
  readonly complete: boolean
  /** Why the engine gives no lines. */
  readonly refusal: string | undefined
}

export type LogStore = StoreApi<LogState>

export const MOST_LOG_LINES = 5_000
/** While somebody reads, until they go on following: about two minutes of the fastest log. */
export const MOST_HELD_LINES = 25_000

const EMPTY: LogState = {
  level: undefined,
  loaded: false,
  items: [],
  held: false,
  complete: false,
  refusal: undefined,
}

export function createLogStore(): LogStore {
  return createStore<LogState>(() => EMPTY)
}

/** Keeps the lines from a level on. What is here of another level is replaced. */
export function keepLogs(store: LogStore, level: LogLevelValue): TopicHandler<'logs'> {
  return {
    snapshot: (lines) =>
      store.setState((state) => {
        const known = state.level === level ? state.items : []
        const continued = continuedBy(known, lines)
        const before = continued === undefined ? [] : known
        return {
          level,
          loaded: true,
          refusal: undefined,
          complete: (before.length > 0 && state.complete) || lines[0]?.seq === 1,
          items: cut([...before, ...(continued ?? lines).map(itemOf)], state.held),
        }
      }),
    deltas: (lines, skipped = 0) =>
      store.setState(({ items, held }) => ({
        items: cut([...items, ...gapOf(lines, skipped), ...lines.map(itemOf)], held),
      })),
    refused: (_, message) => store.setState({ level, loaded: true, refusal: message }),
  }
}

/** Puts older lines, newest first as the engine lists them, before the others. */
export function addOlder(store: LogStore, lines: readonly LogLineView[]): void {
  store.setState(({ items }) => {
    const firstSeq = oldestSeq(items) ?? Number.POSITIVE_INFINITY
    const older = lines.filter(({ seq }) => seq < firstSeq).toReversed()
    return older.length === 0 ? { complete: true } : { items: [...older.map(itemOf), ...items] }
  })
}

/** Number of the first line; undefined without any. */
export function oldestSeq(items: readonly LogItem[]): number | undefined {
  const first = items.find((item) => item.kind === 'line')
  return first?.kind === 'line' ? first.line.seq : undefined
}

/**
 * The lines of a snapshot that follow on what is known; undefined where they do not join: the engine has started anew, or
 * more was written meanwhile than a snapshot holds.
 */
function continuedBy(known: readonly LogItem[], lines: readonly LogLineView[]): readonly LogLineView[] | undefined {
  const last = known.findLast((item) => item.kind === 'line')
  if (last?.kind !== 'line') return undefined
  const { seq, timeMs } = last.line
  const joins = lines.some((line) => line.seq === seq && line.timeMs === timeMs)
  return joins ? lines.filter((line) => line.seq > seq) : undefined
}

const itemOf = (line: LogLineView): LogItem => ({ kind: 'line', id: `line ${line.seq}`, line })

function gapOf(lines: readonly LogLineView[], skipped: number): readonly LogItem[] {
  return skipped === 0 ? [] : [{ kind: 'skipped', id: `before ${lines[0]?.seq ?? 0}`, count: skipped }]
}

const cut = (items: readonly LogItem[], held: boolean): readonly LogItem[] => {
  const most = held ? MOST_HELD_LINES : MOST_LOG_LINES
  return items.length > most ? items.slice(-most) : items
}
