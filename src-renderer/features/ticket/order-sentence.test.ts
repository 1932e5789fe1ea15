import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { ordersSentence } from './order-sentence.ts'

const instrument = { base: 'BTC', quote: 'USDT', tickSize: '0.1', lotSize: '0.001' } as InstrumentView
const orderSentence = (draft: OrderDraftInput, quantity: string | null): string =>
  ordersSentence([draft], instrument, [quantity])
const limit: OrderDraftInput = {
  instrumentId: 'simulated:BTC-PERP',
  side: 'buy',
  type: 'limit',
  size: { kind: 'quantity', quantity: '0.21' },
  limitPrice: '64336',
}

describe('order sentence', () => {
  it('says side, quantity, type and price', () => {
    expect(orderSentence(limit, '0.21')).toBe('Buy 0.210 BTC limit 64,336.0')
  })

  it('says a market order without a price, and that it only reduces', () => {
    const { limitPrice: _, ...rest } = limit
    const draft: OrderDraftInput = { ...rest, side: 'sell', type: 'market', reduceOnly: true }
    expect(orderSentence(draft, null)).toBe('Sell 0.210 BTC at market, reduce-only')
  })

  it('says what a conditional order waits for, and where it is placed then', () => {
    const { limitPrice: _, ...rest } = limit
    const sentence = (draft: Partial<OrderDraftInput>): string => orderSentence({ ...rest, ...draft }, '0.21')
    const prices = { triggerPrice: '64000', limitPrice: '64010' }
    expect(sentence({ type: 'stop', triggerPrice: '64000' })).toBe('Buy 0.210 BTC stop 64,000.0')
    expect(sentence({ type: 'stopLimit', ...prices })).toBe('Buy 0.210 BTC stop 64,000.0 limit 64,010.0')
    expect(sentence({ type: 'takeProfitLimit', ...prices })).toBe('Buy 0.210 BTC take-profit 64,000.0 limit 64,010.0')
    expect(sentence({ type: 'trailingStop', trailing: { kind: 'fraction', fraction: 0.01 } })).toBe(
      'Buy 0.210 BTC trailing stop 1.00\u2009%',
    )
    expect(sentence({ type: 'trailingStop', trailing: { kind: 'price', distance: '120' } })).toBe(
      'Buy 0.210 BTC trailing stop 120.0 USDT',
    )
  })

  it('says that an order never takes', () => {
    expect(orderSentence({ ...limit, postOnly: true }, '0.21')).toBe('Buy 0.210 BTC limit 64,336.0, post-only')
  })

  it('says the size as asked for until its quantity is known', () => {
    const byValue = orderSentence({ ...limit, size: { kind: 'value', value: '500' } }, null)
    const byRisk = orderSentence({ ...limit, size: { kind: 'riskToStop', fraction: 0.0025 } }, null)
    expect(byValue).toBe('Buy BTC for 500.00 USDT limit 64,336.0')
    expect(byRisk).toBe('Buy BTC risking 0.25\u2009% limit 64,336.0')
  })

  it('says a size by volatility and by Kelly', () => {
    const size = { kind: 'volatilityTarget', fraction: 0.1 } as const
    expect(orderSentence({ ...limit, size }, null)).toBe('Buy BTC for 10.00\u2009% of volatility limit 64,336.0')
    const kelly = { kind: 'kelly', multiplier: 0.5, maxFraction: 0.02 } as const
    expect(orderSentence({ ...limit, size: kelly }, null)).toBe('Buy BTC by Kelly limit 64,336.0')
  })
})

describe('the sentence of a pair', () => {
  const stop: OrderDraftInput = { ...limit, side: 'sell', type: 'stop', triggerPrice: '62000' }
  const { limitPrice: _, ...sellStop } = stop

  it('says both prices of the same quantity once', () => {
    const sell: OrderDraftInput = { ...limit, side: 'sell', reduceOnly: true }
    expect(ordersSentence([sell, { ...sellStop, reduceOnly: true }], instrument, ['0.21', '0.21'])).toBe(
      'Sell 0.210 BTC limit 64,336.0 or stop 62,000.0, reduce-only',
    )
  })

  it('says both orders where they differ in more', () => {
    expect(ordersSentence([limit, sellStop], instrument, ['0.21', '0.21'])).toBe(
      'Buy 0.210 BTC limit 64,336.0 or Sell 0.210 BTC stop 62,000.0',
    )
  })
})
