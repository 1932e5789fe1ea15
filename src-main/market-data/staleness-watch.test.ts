import { describe, expect, it } from 'vitest'
import { InstrumentPrice } from './instrument-price.ts'
import { type Freshness, type MarketDataCondition, StalenessWatch } from './staleness-watch.ts'
import { BTC, ETH } from './testing/candles.ts'

function create(speed = 1) {
  const prices = { btc: new InstrumentPrice(), eth: new InstrumentPrice() }
  const freshness: Freshness[] = []
  const conditions: MarketDataCondition[] = []
  const watch = new StalenessWatch({ staleAfterMs: () => 10_000, speed: () => speed, onListenerError: () => undefined })
  watch.onFreshness((event) => freshness.push(event))
  watch.onCondition((condition) => conditions.push(condition))
  watch.start(
    [
      [BTC, prices.btc],
      [ETH, prices.eth],
    ],
    1_000,
  )
  const come = (price: InstrumentPrice, receivedAtMs: number, isTick = true): void => {
    price.setLast(100, { timeMs: 0, receivedAtMs, isTick })
    if (price.stale) watch.handleFresh(price === prices.btc ? BTC : ETH)
  }
  return { watch, freshness, conditions, come, ...prices }
}

describe('StalenessWatch', () => {
  it('takes a price for stale until the first one has come, without calling it overdue', () => {
    const { btc, watch, come, freshness, conditions } = create()
    watch.check(5_000)
    expect(btc.stale).toBe(true)
    come(btc, 5_000)
    expect(btc.stale).toBe(false)
    expect(freshness).toEqual([{ instrumentId: BTC, stale: false }])
    expect(conditions).toEqual([])
  })

  it('reports each price that is overdue, and well again when all are back', () => {
    const { btc, eth, watch, come, conditions } = create()
    come(btc, 2_000)
    come(eth, 8_000)
    watch.check(12_000)
    expect(conditions).toEqual([])
    watch.check(12_001)
    watch.check(12_500)
    watch.check(18_001)
    expect([...watch.overdue]).toEqual([BTC, ETH])
    come(btc, 19_000)
    expect([...watch.overdue]).toEqual([ETH])
    come(eth, 19_500)
    expect(conditions).toEqual([
      { kind: 'degraded', reason: 'no fresh price for fake:BTC-PERP' },
      { kind: 'degraded', reason: 'no fresh price for fake:BTC-PERP, fake:ETH-PERP' },
      { kind: 'degraded', reason: 'no fresh price for fake:ETH-PERP' },
      { kind: 'well' },
    ])
    expect(watch.condition).toEqual({ kind: 'well' })
  })

  it('reports an instrument that never had a price', () => {
    const { watch, eth, come } = create(20)
    come(eth, 10_000)
    watch.check(11_000)
    expect(watch.condition).toEqual({ kind: 'well' })
    watch.check(11_001)
    expect(watch.condition).toEqual({ kind: 'degraded', reason: 'no fresh price for fake:BTC-PERP' })
  })

  it('gives bars without ticks the time of two and a half of them, by the speed of the session', () => {
    for (const [speed, limitMs] of [
      [1, 150_000],
      [10, 15_000],
      [100, 10_000],
    ] as const) {
      const { btc, watch, come } = create(speed)
      come(btc, 1_000, false)
      watch.check(1_000 + limitMs)
      expect(btc.stale).toBe(false)
      watch.check(1_001 + limitMs)
      expect(btc.stale).toBe(true)
    }
  })

  it('finds nothing stale at full speed', () => {
    const { btc, watch, come } = create(Infinity)
    come(btc, 1_000)
    watch.check(1e12)
    expect(btc.stale).toBe(false)
  })

  it('calls every price stale and none overdue once no more can come', () => {
    const { btc, eth, watch, come, freshness, conditions } = create()
    come(btc, 2_000)
    come(eth, 5_000)
    watch.check(12_001)
    expect(watch.condition.kind).toBe('degraded')
    freshness.length = 0
    watch.end()
    watch.check(1e12)
    expect([btc.stale, eth.stale]).toEqual([true, true])
    expect(freshness).toEqual([{ instrumentId: ETH, stale: true }])
    expect(conditions.at(-1)).toEqual({ kind: 'well' })
  })

  it('knows the age of the oldest price, and none before the first', () => {
    const { btc, eth, watch, come } = create()
    expect(watch.oldestAgeMs(9_000)).toBeUndefined()
    come(btc, 8_000)
    come(eth, 8_500)
    expect(watch.oldestAgeMs(9_000)).toBe(1_000)
  })
})
