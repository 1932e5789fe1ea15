import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { amendFields, readAmend } from './amend-form.ts'

const instrument = { base: 'BTC', quote: 'USDT', tickSize: '0.1', lotSize: '0.001' } as InstrumentView
const order = (over: Partial<OrderView> = {}): OrderView =>
  ({
    orderId: 'o1',
    type: 'limit',
    quantity: '0.21',
    filledQuantity: '0',
    limitPrice: '64336.0',
    triggerPrice: null,
    trailing: null,
    ...over,
  }) as OrderView

describe('the form for other terms', () => {
  it('has the fields that the order has', () => {
    expect(amendFields(order())).toEqual(['limitPrice', 'quantity'])
    expect(amendFields(order({ triggerPrice: '65000' }))).toEqual(['triggerPrice', 'limitPrice', 'quantity'])
    const trailing = { kind: 'fraction', fraction: 0.01 } as const
    expect(amendFields(order({ limitPrice: null, triggerPrice: '65000', trailing }))).toEqual(['quantity'])
  })

  it('asks for what differs, and for nothing where all stays', () => {
    expect(readAmend({ limitPrice: '64400', quantity: '0.210' }, order(), instrument)).toEqual({
      draft: { orderId: 'o1', limitPrice: '64400.0' },
      faults: {},
    })
    expect(readAmend({}, order(), instrument).draft).toBeUndefined()
    expect(readAmend({ limitPrice: '64336' }, order(), instrument).draft).toBeUndefined()
  })

  it('says a fault at its field, with the nearest price', () => {
    expect(readAmend({ limitPrice: '64400.07', quantity: '' }, order(), instrument)).toEqual({
      draft: undefined,
      faults: { limitPrice: 'Tick is 0.1. Nearest 64,400.1', quantity: 'Enter a number' },
    })
  })

  it('wants more than what has filled', () => {
    const filled = order({ filledQuantity: '0.1' })
    expect(readAmend({ quantity: '0.1' }, filled, instrument).faults.quantity).toMatch(/^0\.100 has filled/)
    expect(readAmend({ quantity: '0.101' }, filled, instrument).draft).toEqual({ orderId: 'o1', quantity: '0.101' })
  })
})
