import { describe, expect, it } from 'vitest'
import { closes, closesBy } from '../testing/closes.ts'
import { singleSeries } from '../testing/single-series.ts'
import { Dema } from './dema.ts'
import { Tema } from './tema.ts'

describe('Tema', () => {
  it('seeds all three averages with the mean of the first closes', () => {
    // ema1: 3, 4, 6.5; ema2: 3, 3.5, 5; ema3: 3, 3.25, 4.125.
    expect(singleSeries(closes(1, 2, 6, 5, 9), new Tema(3))).toEqual([null, null, 3, 4.75, 8.625])
  })

  it('follows the close itself with period 1', () => {
    expect(singleSeries(closes(4, 2.1, 8), new Tema(1))).toEqual([4, 2.1, 8])
  })

  it('stays on a constant price exactly', () => {
    expect(
      new Set(
        singleSeries(
          closesBy(50, () => 7),
          new Tema(5),
        ).slice(4),
      ),
    ).toEqual(new Set([7]))
  })

  it('comes not to lag a price that rises faster and faster, which the double average does', () => {
    const candles = closesBy(900, (index) => 100 + (index / 100) ** 2)
    const close = 100 + 8.99 ** 2
    expect(singleSeries(candles, new Tema(20)).at(-1)).toBeCloseTo(close, 9)
    expect(singleSeries(candles, new Dema(20)).at(-1)).not.toBeCloseTo(close, 3)
  })
})
