import { expect, it } from 'vitest'
import type { OrderView } from '../../../src-contract/index.ts'
import { ownOrdersOf } from './own-orders.ts'

const order = (change: Partial<OrderView>): OrderView =>
  ({
    instrumentId: 'a:1',
    side: 'buy',
    state: 'working',
    quantity: '2',
    filledQuantity: '0.5',
    limitPrice: '100',
    triggerPrice: null,
    ...change,
  }) as OrderView

it('takes open orders of the instrument at the price where they wait', () => {
  const orders = [
    order({}),
    order({ side: 'sell', limitPrice: null, triggerPrice: '90' }),
    order({ limitPrice: null }),
    order({ state: 'filled' }),
    order({ instrumentId: 'b:1' }),
  ]
  expect(ownOrdersOf(orders, 'a:1')).toEqual([
    { side: 'buy', price: 100, quantity: 1.5 },
    { side: 'sell', price: 90, quantity: 1.5 },
  ])
})
