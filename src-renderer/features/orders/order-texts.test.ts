import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { amendmentTexts, filledShare, orderPrice, orderTexts } from './order-texts.ts'

const order = {
  quantity: '0.42',
  filledQuantity: '0',
  limitPrice: '64336',
  triggerPrice: null,
  averagePrice: null,
  trailing: null,
} as OrderView
const instrument = { tickSize: '0.1', lotSize: '0.001' } as InstrumentView

describe('texts of an order', () => {
  it('write numbers with the digits of tick and lot', () => {
    expect(orderTexts(order, instrument)).toEqual({
      filled: '0.000 / 0.420',
      price: '64,336.0',
      averagePrice: '·',
      trigger: '·',
    })
  })

  it('show the trigger of a stop order as its price', () => {
    const stop = { ...order, limitPrice: null, triggerPrice: '64198' }
    expect(orderTexts(stop, instrument).price).toBe('64,198.0')
    expect(orderPrice(stop)).toBe(64_198)
  })

  it('show the trigger beside the limit of an order that has both', () => {
    const stopLimit = { ...order, triggerPrice: '64400' }
    expect(orderTexts(stopLimit, instrument)).toMatchObject({ price: '64,336.0', trigger: '64,400.0' })
  })

  it('show how far a trailing stop stays behind', () => {
    const trailing = (value: OrderView['trailing']): string =>
      orderTexts({ ...order, limitPrice: null, trailing: value }, instrument).trigger
    expect(trailing({ kind: 'fraction', fraction: 0.01 })).toBe('1.00\u2009%')
    expect(trailing({ kind: 'price', distance: '120' })).toBe('120.0')
  })

  it('do not claim that nothing has filled while nobody can tell', () => {
    const unknown = { ...order, state: 'unknown' as const }
    expect(orderTexts(unknown, instrument).filled).toBe('? / 0.420')
    expect(orderTexts({ ...unknown, filledQuantity: '0.1' }, instrument).filled).toBe('0.100 / 0.420')
  })

  it('write other terms with the digits of tick and lot', () => {
    const amendment = { quantity: '0.3', limitPrice: '64000', triggerPrice: null }
    expect(amendmentTexts(amendment, instrument)).toEqual({ quantity: '0.300', limit: '64,000.0', trigger: undefined })
  })

  it('show raw texts while the instrument is not known', () => {
    expect(orderTexts({ ...order, averagePrice: '64335.95' }, undefined)).toEqual({
      filled: '0 / 0.42',
      price: '64336',
      averagePrice: '64335.95',
      trigger: '·',
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
