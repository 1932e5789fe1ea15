import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { dayBarsOf, placeInRange } from './day-bars.ts'

const bar = (values: Partial<CandleView>): CandleView => values as CandleView

describe('the bars of a day', () => {
  it('give course, range and volume', () => {
    expect(
      dayBarsOf([
        bar({ low: 98, high: 103, close: 100, volume: 5 }),
        bar({ low: 97, high: 101, close: 99, volume: 2 }),
      ]),
    ).toEqual({
      closes: [100, 99],
      low: 97,
      high: 103,
      volume: 7,
    })
    expect(dayBarsOf([])).toBeUndefined()
  })

  it('show where a price lies', () => {
    expect(placeInRange({ low: 90, high: 110 }, 95)).toBe(0.25)
    expect(placeInRange({ low: 90, high: 110 }, 120)).toBe(1)
    expect(placeInRange({ low: 90, high: 110 }, 80)).toBe(0)
    expect(placeInRange({ low: 90, high: 90 }, 90)).toBe(0.5)
  })
})
