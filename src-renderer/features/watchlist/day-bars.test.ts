import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { dayBarsOf, placeInRange, QUARTER_MS } from './day-bars.ts'

const bar = (values: Partial<CandleView>): CandleView => values as CandleView

describe('the bars of a day', () => {
  const quarters = [
    bar({ openTimeMs: 0, low: 98, high: 103, close: 100, volume: 5 }),
    bar({ openTimeMs: QUARTER_MS, low: 97, high: 101, close: 99, volume: 2 }),
  ]
  const minute = (number: number, values: Partial<CandleView>): CandleView =>
    bar({ openTimeMs: number * 60_000, low: 100, high: 100, close: 100, volume: 1, ...values })

  it('give course, range and volume', () => {
    expect(dayBarsOf(quarters, [])).toEqual({ closes: [100, 99], low: 97, high: 103, volume: 7 })
    expect(dayBarsOf([], [])).toBeUndefined()
  })

  it('know of the minutes since the last quarter of an hour, and of none twice', () => {
    const minutes = [minute(29, { low: 1, high: 999 }), minute(30, { low: 96 }), minute(31, { high: 105, close: 104 })]
    expect(dayBarsOf(quarters, minutes)).toEqual({ closes: [100, 99, 104], low: 96, high: 105, volume: 9 })
  })

  it('are the minutes alone where no quarter of an hour has closed', () => {
    expect(dayBarsOf([], [minute(0, { low: 95 })])).toEqual({ closes: [100], low: 95, high: 100, volume: 1 })
  })

  it('show where a price lies', () => {
    expect(placeInRange({ low: 90, high: 110 }, 95)).toBe(0.25)
    expect(placeInRange({ low: 90, high: 110 }, 120)).toBe(1)
    expect(placeInRange({ low: 90, high: 110 }, 80)).toBe(0)
    expect(placeInRange({ low: 90, high: 90 }, 90)).toBe(0.5)
  })
})
