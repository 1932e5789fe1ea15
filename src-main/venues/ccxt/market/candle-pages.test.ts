import type { OHLCV } from 'ccxt'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedRange, fetchCandlePages } from './candle-pages.ts'

const STEP_MS = 60_000

/** A venue with these bars, which gives so many at once, from the time asked for on. */
function venueWith(bars: readonly number[], most: number) {
  const asked: { sinceMs: number; limit: number }[] = []
  const ask = async (sinceMs: number, limit: number): Promise<readonly OHLCV[]> => {
    asked.push({ sinceMs, limit })
    return bars
      .filter((bar) => bar * STEP_MS >= sinceMs)
      .slice(0, Math.min(most, limit))
      .map((bar) => [bar * STEP_MS, 1, 2, 1, 2, bar])
  }
  return { ask, asked }
}

const read = async (
  { ask }: ReturnType<typeof venueWith>,
  [from, to]: readonly [number, number],
): Promise<number[]> => {
  const range = { fromMs: from * STEP_MS, toMs: to * STEP_MS, stepMs: STEP_MS, perRequest: 10, ask }
  return (await fetchCandlePages(range)).map(({ openTimeMs }) => openTimeMs / STEP_MS)
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

describe('bars that are asked for page by page', () => {
  it('are all of the range, with no more asked for than wanted', async () => {
    const venue = venueWith(upTo(100), 10)
    expect(await read(venue, [3, 26])).toEqual(upTo(26).slice(3))
    expect(venue.asked.map(({ limit }) => limit)).toEqual([10, 10, 3])
  })

  it('go on behind an answer that is shorter than asked for', async () => {
    expect(await read(venueWith(upTo(50), 4), [0, 20])).toEqual(upTo(20))
  })

  it('go on behind a time in which the venue has nothing', async () => {
    const windowed = async (sinceMs: number, limit: number): Promise<readonly OHLCV[]> =>
      [45, 46]
        .filter((bar) => bar * STEP_MS >= sinceMs && bar * STEP_MS < sinceMs + limit * STEP_MS)
        .map((bar) => [bar * STEP_MS, 1, 1, 1, 1, 1])
    expect(await read({ ask: windowed, asked: [] }, [0, 50])).toEqual([45, 46])
  })

  it('are in order, each once, without what is outside or lacks a figure', async () => {
    const ask = async (sinceMs: number): Promise<readonly OHLCV[]> =>
      sinceMs > 0
        ? []
        : [
            [2 * STEP_MS, 1, 1, 1, 1, 1],
            [STEP_MS, 1, 1, 1, 1, 1],
            [STEP_MS, 1, 1, 1, 1, 2],
            [3 * STEP_MS, undefined, 1, 1, 1, 1],
            [99 * STEP_MS, 1, 1, 1, 1, 1],
          ]
    expect(await read({ ask, asked: [] }, [0, 9])).toEqual([1, 2])
  })

  it('are those of the venue inside the range, however it pages', async () => {
    const bars = fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(
        bars,
        fc.integer({ min: 1, max: 12 }),
        fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 })),
        async (bars, most, range) => {
          const sorted = bars.toSorted((a, b) => a - b)
          const expected = sorted.filter((bar) => bar >= range[0] && bar < range[1])
          expect(await read(venueWith(sorted, most), range)).toEqual(expected)
        },
      ),
    )
  })
})

describe('the bars that can be asked for', () => {
  const nowMs = 100 * STEP_MS + 30_000

  it('have closed', () => {
    const parts = { nowMs, stepMs: STEP_MS, candleHistory: null }
    expect(closedRange({ fromMs: 0, toMs: Infinity }, parts)).toEqual({ fromMs: 0, toMs: 100 * STEP_MS })
    expect(closedRange({ fromMs: 7, toMs: 9 }, parts)).toEqual({ fromMs: 7, toMs: 9 })
  })

  it('are no older than the venue keeps them', () => {
    const parts = { nowMs, stepMs: STEP_MS, candleHistory: 20 }
    expect(closedRange({ fromMs: 0, toMs: Infinity }, parts)).toEqual({ fromMs: 80 * STEP_MS, toMs: 100 * STEP_MS })
    const gone = closedRange({ fromMs: 0, toMs: 10 * STEP_MS }, parts)
    expect(gone.fromMs).toBeGreaterThan(gone.toMs)
  })
})
