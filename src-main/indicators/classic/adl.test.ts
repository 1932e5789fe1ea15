import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import { randomCandles } from '../testing/random-candles.ts'
import { Adl } from './adl.ts'

const bar = ([low, high]: readonly [number, number], close: number, volume: number): Candle => ({
  openTimeMs: timeMs(0),
  open: low,
  high,
  low,
  close,
  volume,
})

describe('Adl', () => {
  it('adds the volume of a close at the high and takes away that of a close at the low', () => {
    const candles = [bar([8, 12], 12, 5), bar([8, 12], 8, 3), bar([8, 12], 10, 100), bar([8, 12], 11, 4)]
    expect(indicatorSeries(candles, new Adl())).toEqual([
      [1, 5, 5],
      [-1, -3, 2],
      [0, 0, 2],
      [0.5, 2, 4],
    ])
  })

  it('gives a bar without range no weight', () => {
    const candles = [bar([8, 12], 12, 5), bar([9, 9], 9, 1000)]
    expect(indicatorSeries(candles, new Adl())).toEqual([
      [1, 5, 5],
      [0, 0, 5],
    ])
  })

  it('keeps small flows that follow a huge one', () => {
    const candles = [
      bar([1, 2], 2, 1e16),
      ...Array.from({ length: 1001 }, () => bar([1, 2], 2, 1)),
      bar([1, 2], 1, 1e16),
    ]
    expect(indicatorSeries(candles, new Adl()).at(-1)).toEqual([-1, -1e16, 1001])
  })

  it('has a multiplier from -1 to 1 and a line that moves by the flow', () => {
    let line = 0
    for (const [multiplier, flow, adl] of indicatorSeries(randomCandles(500, 3), new Adl())) {
      expect(Math.abs(multiplier ?? Number.NaN)).toBeLessThanOrEqual(1)
      line += flow ?? Number.NaN
      expect(adl).toBeCloseTo(line, 9)
    }
  })
})
