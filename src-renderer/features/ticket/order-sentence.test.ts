import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderDraftInput } from '../../../src-contract/index.ts'
import { orderSentence } from './order-sentence.ts'

const instrument = { base: 'BTC', quote: 'USDT', tickSize: '0.1', lotSize: '0.001' } as InstrumentView
const limit: OrderDraftInput = {
  instrumentId: 'simulated:BTC-PERP',
  side: 'buy',
  type: 'limit',
  size: { kind: 'quantity', quantity: '0.21' },
  limitPrice: '64336',
}

describe('order sentence', () => {
  it('says side, quantity, type and price', () => {
    expect(orderSentence(limit, instrument, '0.21')).toBe('Buy 0.210 BTC limit 64,336.0')
  })

  it('says a market order without a price, and that it only reduces', () => {
    const { limitPrice: _, ...rest } = limit
    const draft: OrderDraftInput = { ...rest, side: 'sell', type: 'market', reduceOnly: true }
    expect(orderSentence(draft, instrument, null)).toBe('Sell 0.210 BTC at market, reduce-only')
  })

  it('says the size as asked for until its quantity is known', () => {
    const byValue = orderSentence({ ...limit, size: { kind: 'value', value: '500' } }, instrument, null)
    const byRisk = orderSentence({ ...limit, size: { kind: 'riskToStop', fraction: 0.0025 } }, instrument, null)
    expect(byValue).toBe('Buy BTC for 500.00 USDT limit 64,336.0')
    expect(byRisk).toBe('Buy BTC risking 0.25\u2009% limit 64,336.0')
  })
})
