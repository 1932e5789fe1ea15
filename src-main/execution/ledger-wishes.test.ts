import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { money, type Order, orderId, type OrderTerms, price, quantity } from '../domain/index.ts'
import { wishedTerms } from './ledger-wishes.ts'
import { orderTerms } from './testing/terms.ts'

function orderOf(terms: OrderTerms): Order {
  return {
    terms,
    state: { kind: 'working' },
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: quantity(0),
    filledNotional: money(0),
    updatedAtMs: timeMs(1_000),
  }
}

describe('what orders were wished to be', () => {
  it('is what they are, without a copy of it, but for the first terms of those that were given others', () => {
    const untouched = orderTerms({ orderId: orderId('wh-1') })
    const amended = orderTerms({ orderId: orderId('wh-2'), type: 'limit', limitPrice: price(90) })
    const first = { quantity: quantity(3), limitPrice: price(95), triggerPrice: undefined }
    const wished = wishedTerms([orderOf(untouched), orderOf(amended)], [{ orderId: amended.orderId, terms: first }])
    expect(wished).toEqual([untouched, { ...amended, ...first }])
    expect(wished[0]).toBe(untouched)
  })
})
