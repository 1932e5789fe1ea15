import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allRowsSince, type History, type HistoryRange, rowsSince } from './history.ts'

const NOW_MS = 1_000_000_000_000
const WINDOW_MS = 10_000

interface Row {
  readonly id: number
  readonly timeMs: number
}

/** A venue that refuses long ranges and gives no more than so many rows, the oldest or the newest of the range. */
function historyOf(
  rows: readonly Row[],
  { sinceMs, limit, isNewestFirst }: { sinceMs: number; limit: number; isNewestFirst: boolean },
) {
  const asked: HistoryRange[] = []
  const history: History<Row> = {
    async ask(range) {
      asked.push(range)
      const { startTime = 0, endTime = NOW_MS * 2 } = range
      if (range.startTime !== undefined && endTime - startTime >= WINDOW_MS) throw new Error('the range is too long')
      const inside = rows.filter(({ timeMs }) => timeMs >= startTime && timeMs <= endTime)
      const sorted = inside.toSorted((a, b) => (isNewestFirst ? b.timeMs - a.timeMs : a.timeMs - b.timeMs))
      return sorted.slice(0, limit)
    },
    timeOf: ({ timeMs }) => timeMs,
    keyOf: ({ id }) => String(id),
    sinceMs,
    nowMs: NOW_MS,
    windowMs: WINDOW_MS,
    limit,
  }
  return { history, asked }
}

/** A venue that takes any range and gives no more than five rows. */
function askWithoutLimit(rows: readonly Row[], asked: HistoryRange[]): History<Row>['ask'] {
  return async (range) => {
    asked.push(range)
    const { startTime = 0, endTime = NOW_MS * 2 } = range
    return rows.filter(({ timeMs }) => timeMs >= startTime && timeMs <= endTime).slice(0, 5)
  }
}

describe('A list of the past', () => {
  it('is whole, each row once, oldest first, however many there are and however they come', async () => {
    const rows = fc.uniqueArray(fc.integer({ min: 0, max: 60_000 }), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 0, max: 60_000 }),
        fc.boolean(),
        async (ages, sinceAge, isNewestFirst) => {
          const list = ages.map((ageMs, id) => ({ id, timeMs: NOW_MS - ageMs }))
          const sinceMs = NOW_MS - sinceAge
          const { history } = historyOf(list, { sinceMs, limit: 5, isNewestFirst })
          const expected = list.filter(({ timeMs }) => timeMs >= sinceMs).toSorted((a, b) => a.timeMs - b.timeMs)
          expect(await rowsSince(history)).toEqual(expected)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is asked for with one question where all of it fits into an answer', async () => {
    const rows = [1, 2, 3].map((id) => ({ id, timeMs: NOW_MS - 50_000 + id }))
    const { history, asked } = historyOf(rows, { sinceMs: NOW_MS - 49_998, limit: 5, isNewestFirst: false })
    expect((await allRowsSince(history, { fromId: 0 })).map(({ id }) => id)).toEqual([2, 3])
    expect(asked).toEqual([{ fromId: 0 }])
  })

  it('is asked for window by window where it does not', async () => {
    const rows = Array.from({ length: 9 }, (_, id) => ({ id, timeMs: NOW_MS - 40_000 + id * 4_000 }))
    const { history, asked } = historyOf(rows, { sinceMs: NOW_MS - 40_000, limit: 5, isNewestFirst: false })
    expect(await allRowsSince(history, {})).toHaveLength(9)
    expect(asked.length).toBeGreaterThan(3)
  })

  it('costs as many questions as its rows need, however long a range the venue allows', async () => {
    const rows = Array.from({ length: 16 }, (_, id) => ({ id, timeMs: NOW_MS - 3_600_000 + id * 225_000 }))
    const { history, asked } = historyOf(rows, { sinceMs: NOW_MS - 3_600_000, limit: 5, isNewestFirst: false })
    const ofMonths = { ...history, ask: askWithoutLimit(rows, asked), windowMs: 90 * 86_400_000 }
    expect(await rowsSince(ofMonths)).toHaveLength(16)
    // Four rows are an answer that is known to be whole: the hour, its halves, its quarters, and two of their halves.
    expect(asked).toHaveLength(9)
  })

  it('is asked for once at least, though the venue may be ahead of our clock', async () => {
    const { history } = historyOf([{ id: 1, timeMs: NOW_MS + 100 }], {
      sinceMs: NOW_MS + 50,
      limit: 5,
      isNewestFirst: false,
    })
    expect(await rowsSince(history)).toHaveLength(1)
  })
})
