import { describe, expect, it } from 'vitest'
import { ZERO } from '../base/index.ts'
import { type Order, orderId, price, type Quantity, quantity } from '../domain/index.ts'
import { ABC } from './testing/hand-market.ts'
import { spotReserves } from './working-orders.ts'

const COIN = { ...ABC, kind: 'spot' } as const
const MARKET = {
  marketData: { instrument: () => COIN, lastPrice: () => 100 },
  takerFeeFraction: () => 0,
}

function order(change: Partial<Order['terms']>): Order {
  const terms = {
    orderId: orderId('wh-1'),
    instrumentId: COIN.instrumentId,
    side: 'buy',
    quantity: quantity(1),
    limitPrice: undefined,
    triggerPrice: undefined,
    reduceOnly: false,
    ocoGroup: undefined,
    ...change,
  }
  return { terms, filledQuantity: ZERO as Quantity, state: { kind: 'working' } } as Order
}

describe('what working orders of a spot account bind', () => {
  it('is what each of them needs, and of those that take turns what the one needs that needs most', () => {
    const orders = [
      order({ limitPrice: price(90) }),
      order({ limitPrice: price(80), ocoGroup: 'a' }),
      order({ triggerPrice: price(110), ocoGroup: 'a', awaitsFunds: true }),
      order({ limitPrice: price(130), ocoGroup: 'c' }),
      order({ triggerPrice: price(115), ocoGroup: 'c', awaitsFunds: true }),
      order({ limitPrice: price(70), ocoGroup: 'b' }),
      order({ triggerPrice: price(120), ocoGroup: 'b' }),
    ]
    expect(spotReserves(orders, COIN, MARKET).quote.toFixed()).toBe(String(90 + 110 + 130 + 70 + 120))
    const sells = orders.map(({ terms }) => order({ ...terms, side: 'sell' }))
    expect(spotReserves(sells, COIN, MARKET).base.toFixed()).toBe('5')
  })
})
