import { describe, expect, it } from 'vitest'
import { InstrumentPrice } from './instrument-price.ts'

describe('InstrumentPrice', () => {
  it('begins with a price of the past, which is not live', () => {
    const price = new InstrumentPrice()
    price.seed(100, 5_000)
    expect(price).toMatchObject({ last: 100, timeMs: 5_000, receivedAtMs: undefined, stale: true, hasTicks: false })
  })

  it('keeps the newer price when an older one comes late, but counts it as news', () => {
    const price = new InstrumentPrice()
    price.setLast(100, { timeMs: 5_000, receivedAtMs: 1, isTick: true })
    price.setLast(90, { timeMs: 4_999, receivedAtMs: 2, isTick: false })
    expect(price).toMatchObject({ last: 100, timeMs: 5_000, receivedAtMs: 2, hasTicks: true })
    price.setLast(95, { timeMs: 5_000, receivedAtMs: 3, isTick: true })
    expect(price.last).toBe(95)
  })

  it('takes a quote for news that moves the time and not the last price', () => {
    const price = new InstrumentPrice()
    price.seed(100, 5_000)
    price.setQuote({ timeMs: 6_000 as never, bid: 101, bidSize: 1, ask: 102, askSize: 1 }, 7)
    expect(price).toMatchObject({ last: 100, timeMs: 6_000, receivedAtMs: 7, hasTicks: true })
  })
})
