/** How far back lists are asked for at most; Binance itself keeps no more of some of them. */
export const KEPT_MS = 90 * 86_400_000
/** By so much the venue's clock may be ahead of what was measured. Further on there is nothing to ask for. */
const AHEAD_MS = 60_000

/** Part of a list: what happened in a time, or from an id on; without either the newest rows. */
export interface HistoryRange {
  readonly startTime?: number
  readonly endTime?: number
  readonly fromId?: number
}

export interface History<Row> {
  /** Rows of the range, at most {@link limit}. */
  readonly ask: (range: HistoryRange) => Promise<readonly Row[]>
  readonly timeOf: (row: Row) => number
  readonly keyOf: (row: Row) => string
  readonly sinceMs: number
  readonly nowMs: number
  /** Longest range that may be asked for. */
  readonly windowMs: number
  /** Most rows of one answer. */
  readonly limit: number
}

/** Every row since a time, oldest first, window by window; a window with too many rows is asked for in halves. */
export async function rowsSince<Row>(history: History<Row>): Promise<Row[]> {
  const { timeOf, keyOf, sinceMs, nowMs, windowMs } = history
  const found = new Map<string, Row>()
  let startMs = Math.max(sinceMs, nowMs - KEPT_MS)
  // There is one window at least, though it may begin in the future.
  do {
    const lastMs = Math.max(startMs, nowMs) + AHEAD_MS
    const rows = await rowsWithin(history, startMs, Math.min(lastMs, startMs + windowMs - 1))
    for (const row of rows) found.set(keyOf(row), row)
    startMs += windowMs
  } while (startMs <= nowMs)
  return [...found.values()].toSorted((left, right) => timeOf(left) - timeOf(right))
}

async function rowsWithin<Row>(history: History<Row>, startMs: number, endMs: number): Promise<readonly Row[]> {
  const rows = await allRowsWithin(history, startMs, endMs)
  if (rows) return rows
  const middleMs = Math.floor((startMs + endMs) / 2)
  const earlier = await rowsWithin(history, startMs, middleMs)
  return [...earlier, ...(await rowsWithin(history, middleMs + 1, endMs))]
}

/** @returns Undefined where there are more than one answer gives. Its rows are let go then, before others are asked for. */
async function allRowsWithin<Row>(
  { ask, limit }: History<Row>,
  startMs: number,
  endMs: number,
): Promise<readonly Row[] | undefined> {
  const rows = await ask({ startTime: startMs, endTime: endMs })
  return rows.length < limit || startMs >= endMs ? rows : undefined
}

/**
 * As {@link rowsSince}, where one question without a range may give all there is.
 *
 * @param all what asks for it.
 */
export async function allRowsSince<Row>(history: History<Row>, all: HistoryRange): Promise<readonly Row[]> {
  const { ask, timeOf, sinceMs, limit } = history
  const rows = await ask(all)
  return rows.length < limit ? rows.filter((row) => timeOf(row) >= sinceMs) : rowsSince(history)
}
