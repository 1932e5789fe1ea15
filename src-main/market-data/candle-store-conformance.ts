import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InvariantError } from '../base/index.ts'
import type { CandleStore } from './ports.ts'
import { BTC, ETH, minute, minuteMs, minutes } from './testing/candles.ts'

/** What every candle store does; `open` gives a new, empty one. */
export function describeCandleStore(name: string, open: () => Promise<CandleStore>): void {
  describe(`${name} as a candle store`, () => {
    let store: CandleStore

    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    function append(from: number, to: number, id = BTC): void {
      for (const bar of minutes(from, to)) store.append(id, '1m', bar)
    }

    it('is empty at first', () => {
      expect(store.last(BTC, '1m')).toBeUndefined()
      expect(store.before(BTC, '1m', { limit: 10 })).toEqual([])
    })

    it('has a bar as soon as it is appended', () => {
      append(0, 3)
      expect(store.last(BTC, '1m')).toEqual(minute(2))
      expect(store.before(BTC, '1m', { limit: 10 })).toEqual(minutes(0, 3))
    })

    it('keeps series apart by instrument and timeframe', () => {
      append(0, 2)
      append(5, 6, ETH)
      store.append(BTC, '5m', minute(0))
      expect(store.before(ETH, '1m', { limit: 10 })).toEqual(minutes(5, 6))
      expect(store.before(BTC, '5m', { limit: 10 })).toEqual([minute(0)])
      expect(store.before(BTC, '1m', { limit: 10 })).toHaveLength(2)
    })

    it('pages back: the bars before a time, the newest of them, oldest first', () => {
      append(0, 30)
      expect(store.before(BTC, '1m', { beforeMs: minuteMs(20), limit: 5 })).toEqual(minutes(15, 20))
      expect(store.before(BTC, '1m', { beforeMs: minuteMs(3), limit: 100 })).toEqual(minutes(0, 3))
      expect(store.before(BTC, '1m', { beforeMs: minuteMs(0), limit: 100 })).toEqual([])
    })

    it('keeps the mark of a gap', () => {
      store.append(BTC, '5m', { ...minute(0), gap: true })
      expect(store.before(BTC, '5m', { limit: 1 })).toEqual([{ ...minute(0), gap: true }])
    })

    it.each([4, 3, 0])('refuses minute %i after minute 4, by name and time', (index) => {
      append(0, 5)
      expect(() => store.append(BTC, '1m', minute(index))).toThrow(InvariantError)
      expect(() => store.append(BTC, '1m', minute(index))).toThrow(
        `fake:BTC-PERP 1m: a bar must open after the last one stored (2026-01-05T00:04:00.000Z), got ${new Date(minuteMs(index)).toISOString()}`,
      )
      expect(store.before(BTC, '1m', { limit: 10 })).toEqual(minutes(0, 5))
    })

    it('grows the revision of a series with every bar, and of no other', () => {
      const before = store.revision(BTC, '1m')
      append(0, 3)
      expect(store.revision(BTC, '1m')).toBe(before + 3)
      expect(store.revision(BTC, '5m')).toBe(0)
    })

    it('drops every series of one instrument and begins anew, from further back', () => {
      append(10, 30)
      append(10, 30, ETH)
      store.append(BTC, '5m', minute(10))
      const revision = store.revision(BTC, '1m')
      store.clear(BTC)
      expect(store.last(BTC, '1m')).toBeUndefined()
      expect(store.before(BTC, '1m', { limit: 10 })).toEqual([])
      expect(store.before(BTC, '5m', { limit: 10 })).toEqual([])
      expect(store.revision(BTC, '1m')).toBeGreaterThan(revision)
      append(0, 12)
      expect(store.before(BTC, '1m', { limit: 100 })).toEqual(minutes(0, 12))
      expect(store.before(ETH, '1m', { limit: 100 })).toEqual(minutes(10, 30))
    })
  })
}
