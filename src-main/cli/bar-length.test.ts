import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { barLength } from './bar-length.ts'

const bars = (...times: number[]): Candle[] =>
  times.map((time) => ({ openTimeMs: timeMs(time), open: 1, high: 1, low: 1, close: 1, volume: 1 }))

describe('barLength', () => {
  it.each([
    [60_000, '1m'],
    [900_000, '15m'],
    [14_400_000, '4h'],
    [86_400_000, '1d'],
    [30_000, '30s'],
    [1_500, '1500ms'],
  ])('of bars that are %s ms apart is %s', (barMs, timeframe) => {
    expect(barLength(bars(0, barMs, 2 * barMs))).toEqual({ timeframe, barMs })
  })

  it('is that of the smallest step, whatever is missing between', () => {
    expect(barLength(bars(0, 600_000, 900_000, 9_000_000))).toEqual({ timeframe: '5m', barMs: 300_000 })
  })

  it('is a minute where a single bar does not tell', () => {
    expect(barLength(bars(0))).toEqual({ timeframe: '1m', barMs: 60_000 })
  })
})
