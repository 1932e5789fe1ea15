import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candle } from '../../../domain/index.ts'
import type { IctRecord } from '../ict-record.ts'
import { SwingDetector } from '../swing.ts'
import { barSeries } from '../testing/bar-arbitrary.ts'
import { type Prices, sketch } from '../testing/bars.ts'
import { runDetectors } from '../testing/detector-run.ts'
import { middleBars, mirrored } from '../testing/middle-bars.ts'
import { PremiumDiscountDetector } from './premium-discount.ts'

/** A high of 14 at bar 3, a low of 9 at bar 6, a high of 15 at bar 9. */
const SWINGS = [10, 11, 12, 13, 12, 11, 10, 11, 12, 14, 12.6, 12.6]

function ranges(candles: readonly Candle[]): IctRecord[] {
  const detectors = [new SwingDetector({ swingLength: 2 }), new PremiumDiscountDetector()]
  return runDetectors(detectors, candles).ofKind('premiumDiscount')
}

describe('dealing ranges', () => {
  it('lie between the newest high and low, each until the next swing is confirmed', () => {
    const found = ranges(middleBars(SWINGS.with(9, 13)))
    expect(found.map(sketch)).toMatchObject([
      { direction: -1, formed: 3, confirmed: 8, invalidated: 11 },
      { direction: 1, formed: 6, confirmed: 11, invalidated: null },
    ])
    expect(found.map(({ top, bottom, level }) => [top, bottom, level])).toEqual([
      [14, 9, 11.5],
      [14, 9, 11.5],
    ])
    expect(new Set(found.map(({ id }) => id)).size).toBe(2)
  })

  it('are mitigated at the first bar that comes to the middle from above', () => {
    const start = SWINGS.slice(0, 9)
    const mitigated = (then: Prices[]) => ranges(middleBars(start, then))[0]?.mitigatedAtMs
    expect(mitigated([[12, 13, 11.6, 12]])).toBeNull()
    expect(
      mitigated([
        [12, 13, 11.6, 12],
        [12, 12, 11.5, 12],
      ]),
    ).toBe(10 * 60_000)
    expect(mitigated([[10, 11, 9.5, 10]])).toBe(9 * 60_000)
  })

  it('are mitigated from below where the price was at a discount', () => {
    const [range] = ranges(mirrored(middleBars(SWINGS.slice(0, 9), [[12, 12, 11.5, 12]])))
    expect(range).toMatchObject({ top: -9, bottom: -14, level: -11.5, direction: 1, mitigatedAtMs: 9 * 60_000 })
  })

  it('end with a close outside, not with a wick', () => {
    const start = SWINGS.slice(0, 9)
    const [range] = ranges(
      middleBars(start, [
        [12, 15, 12, 14],
        [14, 15, 13, 14.1],
      ]),
    )
    expect(range?.invalidatedAtMs).toBe(10 * 60_000)
  })

  it('are over at once where the price has left them before the newer swing was confirmed', () => {
    const [range] = ranges(middleBars(SWINGS.slice(0, 8), [[11, 16, 11, 15]]))
    expect(range).toMatchObject({ confirmedAtMs: 8 * 60_000, invalidatedAtMs: 8 * 60_000, mitigatedAtMs: null })
  })

  it('have room, their middle within, one at a time, and each an id of its own', () => {
    fc.assert(
      fc.property(barSeries, (candles) => {
        const found = ranges(candles)
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
        for (const [index, { top, bottom, level, invalidatedAtMs }] of found.entries()) {
          expect((top ?? 0) > (bottom ?? 0) && (level ?? 0) <= (top ?? 0) && (level ?? 0) >= (bottom ?? 0)).toBe(true)
          const untilMs = found[index + 1]?.confirmedAtMs ?? Infinity
          expect((invalidatedAtMs ?? Infinity) <= untilMs).toBe(true)
        }
      }),
    )
  })
})
