import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import type { StoredPriceAlert } from './alert-ports.ts'
import { barMark, isReachedBy, isReachedWithin } from './price-alert.ts'

const MINUTE_MS = 60_000
const OPEN_MS = 600_000

function bar(openTimeMs: number, high: number, low: number): Candle {
  return { openTimeMs: timeMs(openTimeMs), open: low, high, low, close: high, volume: 1 }
}

function waiting(direction: 'above' | 'below', price: string, forming?: Candle): StoredPriceAlert {
  const nowMs = OPEN_MS + 20_000
  return {
    view: { priceAlertId: 'p', instrumentId: 'simulated:X', price, direction, note: '', createdAtMs: nowMs },
    since: barMark({ direction, nowMs, forming }),
  }
}

describe('a price that is waited for', () => {
  it('is reached by a price at it or beyond it, on its side only', () => {
    expect([99.9, 100, 101].map((price) => isReachedBy(waiting('above', '100'), price))).toEqual([false, true, true])
    expect([99.9, 100, 101].map((price) => isReachedBy(waiting('below', '100'), price))).toEqual([true, true, false])
  })

  it('is reached within a later bar by its high or its low', () => {
    const next = bar(OPEN_MS + MINUTE_MS, 100, 90)
    expect(isReachedWithin(waiting('above', '100'), next)).toBe(true)
    expect(isReachedWithin(waiting('above', '100.1'), next)).toBe(false)
    expect(isReachedWithin(waiting('below', '90'), next)).toBe(true)
    expect(isReachedWithin(waiting('below', '89.9'), next)).toBe(false)
  })

  it('is not reached by a bar from before the wait', () => {
    expect(isReachedWithin(waiting('above', '100'), bar(OPEN_MS - MINUTE_MS, 200, 50))).toBe(false)
  })

  it('takes the bar of its moment as a whole where it had not begun', () => {
    expect(isReachedWithin(waiting('above', '100'), bar(OPEN_MS, 100, 90))).toBe(true)
  })

  it('does not count what the bar of its moment had seen before', () => {
    const forming = bar(OPEN_MS, 105, 90)
    const alert = waiting('above', '100', forming)
    expect(isReachedWithin(alert, forming)).toBe(false)
    expect(isReachedWithin(alert, bar(OPEN_MS, 105, 80))).toBe(false)
    expect(isReachedWithin(alert, bar(OPEN_MS, 105.1, 90))).toBe(true)
    expect(isReachedWithin(waiting('above', '110', forming), bar(OPEN_MS, 110, 90))).toBe(true)
  })

  it('is reached by a course of bars exactly where a price of the course after the wait reaches it', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(prices, prices, fc.constantFrom('above' as const, 'below' as const), (before, after, direction) => {
        const last = before.at(-1) ?? 5
        const level = direction === 'above' ? last + 1 : last - 1
        const alert = waiting(direction, String(level), bar(OPEN_MS, Math.max(...before), Math.min(...before)))
        const seen = [...before]
        const byPrice = after.findIndex((price) => isReachedBy(alert, price))
        const byBar = after.findIndex((price) => {
          seen.push(price)
          return isReachedWithin(alert, bar(OPEN_MS, Math.max(...seen), Math.min(...seen)))
        })
        // Within its first bar a return to where the bar had been shows in no high or low; later bars miss nothing.
        expect(byBar < 0 || (byPrice >= 0 && byPrice <= byBar)).toBe(true)
        const next = isReachedWithin(alert, bar(OPEN_MS + MINUTE_MS, Math.max(...after), Math.min(...after)))
        expect(next).toBe(byPrice >= 0)
      }),
    )
  })
})
