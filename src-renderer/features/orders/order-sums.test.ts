import { describe, expect, it } from 'vitest'
import type { OrderView } from '../../../src-contract/index.ts'
import { sumOrders } from './order-sums.ts'

const order = (over: Partial<OrderView>): OrderView =>
  ({
    role: 'entry',
    state: 'working',
    quantity: '2',
    filledQuantity: '0',
    limitPrice: '100',
    triggerPrice: null,
    ...over,
  }) as OrderView

describe('order sums', () => {
  it('count what is open, stops and targets apart from the others', () => {
    const sums = sumOrders([
      order({}),
      order({ role: 'stopLoss' }),
      order({ role: 'takeProfit' }),
      order({ role: 'close' }),
      order({ state: 'filled' }),
      order({ role: 'stopLoss', state: 'cancelled' }),
    ])
    expect(sums).toMatchObject({ open: 4, protections: 2, others: 2 })
  })

  it('value what is left of open entries that have a price', () => {
    const sums = sumOrders([
      order({ filledQuantity: '0.5' }),
      order({ limitPrice: null }),
      order({ role: 'stopLoss' }),
      order({ state: 'filled', filledQuantity: '2' }),
    ])
    expect(sums.entryValue).toBe(150)
  })
})
