import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { orderTexts } from './order-view-model.ts'

const order = {
  quantity: '0.42',
  filledQuantity: '0',
  limitPrice: '64336',
  triggerPrice: null,
  averagePrice: null,
} as OrderView
const instrument = { tickSize: '0.1', lotSize: '0.001' } as InstrumentView

describe('order view model', () => {
  it('writes numbers with the digits of tick and lot', () => {
    expect(orderTexts(order, instrument)).toEqual({ filled: '0.000 / 0.420', price: '64,336.0', averagePrice: '·' })
  })

  it('shows the trigger of a stop order as its price', () => {
    expect(orderTexts({ ...order, limitPrice: null, triggerPrice: '64198' }, instrument).price).toBe('64,198.0')
  })

  it('shows raw texts while the instrument is not known', () => {
    expect(orderTexts({ ...order, averagePrice: '64335.95' }, undefined)).toEqual({
      filled: '0 / 0.42',
      price: '64336',
      averagePrice: '64335.95',
    })
  })
})
