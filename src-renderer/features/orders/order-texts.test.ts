import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { filledShare, orderPrice, orderTexts } from './order-texts.ts'

const order = {
  quantity: '0.42',
  filledQuantity: '0',
  limitPrice: '64336',
  triggerPrice: null,
  averagePrice: null,
} as OrderView
const instrument = { tickSize: '0.1', lotSize: '0.001' } as InstrumentView

describe('texts of an order', () => {
  it('write numbers with the digits of tick and lot', () => {
    expect(orderTexts(order, instrument)).toEqual({ filled: '0.000 / 0.420', price: '64,336.0', averagePrice: '·' })
  })

  it('show the trigger of a stop order as its price', () => {
    const stop = { ...order, limitPrice: null, triggerPrice: '64198' }
    expect(orderTexts(stop, instrument).price).toBe('64,198.0')
    expect(orderPrice(stop)).toBe(64_198)
  })

  it('show raw texts while the instrument is not known', () => {
    expect(orderTexts({ ...order, averagePrice: '64335.95' }, undefined)).toEqual({
      filled: '0 / 0.42',
      price: '64336',
      averagePrice: '64335.95',
    })
  })
})

describe('the filled share of an order', () => {
  it('is between nothing and all of it', () => {
    expect(filledShare({ quantity: '0.42', filledQuantity: '0.21' })).toBe(0.5)
    expect(filledShare({ quantity: '1', filledQuantity: '1.0' })).toBe(1)
    expect(filledShare({ quantity: '0', filledQuantity: '0' })).toBe(0)
  })
})
