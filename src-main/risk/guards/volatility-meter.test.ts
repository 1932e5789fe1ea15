import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { BTC_ID, ETH_ID, MINUTE } from '../testing/guard-bench.ts'
import { VolatilityMeter } from './volatility-meter.ts'

const MINUTES_A_YEAR = 525_960

describe('VolatilityMeter', () => {
  it('finds the volatility that prices were made with', () => {
    const random = new SeededRandom(3)
    const meter = new VolatilityMeter()
    const perMinute = 0.8 / Math.sqrt(MINUTES_A_YEAR)
    let close = 100
    let sum = 0
    for (let minute = 0; minute < 5_000; minute++) {
      // Six uniform draws are close to normal; each has variance 1/12.
      let draw = -3
      for (let part = 0; part < 6; part++) draw += random.next()
      close *= Math.exp(draw * Math.SQRT2 * perMinute)
      meter.handleClose(BTC_ID, close, minute * MINUTE)
      if (minute >= 2_000) sum += meter.annual(BTC_ID) ?? 0
    }
    expect(sum / 3_000).toBeCloseTo(0.8, 1)
  })

  it('is silent until an hour has closed, and about instruments it has not seen', () => {
    const meter = new VolatilityMeter()
    for (let minute = 0; minute < 60; minute++) meter.handleClose(BTC_ID, 100 + (minute % 2), minute * MINUTE)
    expect(meter.annual(BTC_ID)).toBeUndefined()
    meter.handleClose(BTC_ID, 100, 60 * MINUTE)
    expect(meter.annual(BTC_ID)).toBeCloseTo(0.00995 * Math.sqrt(MINUTES_A_YEAR), 2)
    expect(meter.annual(ETH_ID)).toBeUndefined()
  })

  it('counts a move over a gap as slow as it was, and leaves out what is no price or out of order', () => {
    const steady = new VolatilityMeter()
    for (let minute = 0; minute <= 60; minute++) steady.handleClose(BTC_ID, 100 * 1.001 ** minute, minute * MINUTE)
    const before = steady.annual(BTC_ID) ?? 0
    for (const close of [Number.NaN, 0, -5, Number.POSITIVE_INFINITY]) steady.handleClose(BTC_ID, close, 61 * MINUTE)
    steady.handleClose(BTC_ID, 1, 30 * MINUTE)
    expect(steady.annual(BTC_ID)).toBe(before)
    // Four times the time at twice the distance is the same volatility.
    steady.handleClose(BTC_ID, 100 * 1.001 ** 62, 64 * MINUTE)
    expect(steady.annual(BTC_ID)).toBeCloseTo(before, 9)
  })
})
