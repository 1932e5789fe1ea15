import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { indicatorSeries } from '../indicator-series.ts'
import { Obv } from './obv.ts'

const bar = (close: number, volume: number): Candle => ({
  openTimeMs: timeMs(0),
  open: close,
  high: close,
  low: close,
  close,
  volume,
})

const series = (candles: readonly Candle[]) => indicatorSeries(candles, new Obv()).flat()

describe('Obv', () => {
  it('starts at 0, adds the volume of a rise, takes away that of a fall and leaves out that of neither', () => {
    expect(series([bar(10, 7), bar(11, 5), bar(11, 90), bar(9, 2), bar(10, 1)])).toEqual([0, 5, 5, 3, 4])
  })

  it('stays at 0 on a price that never moves', () => {
    expect(series([bar(10, 7), bar(10, 5), bar(10, 0)])).toEqual([0, 0, 0])
  })

  it('keeps small volumes that follow a huge one', () => {
    const rises = Array.from({ length: 1001 }, (_, index) => bar(index + 3, 1))
    expect(series([bar(1, 1), bar(2, 1e16), ...rises, bar(1, 1e16)]).at(-1)).toBe(1001)
  })
})
