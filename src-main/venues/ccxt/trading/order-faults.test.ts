import { describe, expect, it } from 'vitest'
import { TEST_INSTRUMENT, type OrderWords, testOrder, trailing } from '../../testing/orders.ts'
import { BINANCE_SPOT } from '../profiles/binance.ts'
import { orderFaults } from './order-faults.ts'

const faultOf = orderFaults({
  profile: BINANCE_SPOT,
  instrumentOf: (instrumentId) => (instrumentId === TEST_INSTRUMENT.instrumentId ? TEST_INSTRUMENT : undefined),
  nowMs: () => 10_000,
})

describe('What keeps an order from being sent', () => {
  it('is nothing for what the venue may decide by itself', () => {
    expect(faultOf(testOrder({ limit: '90.3', quantity: '0' }))).toBeUndefined()
    expect(faultOf(testOrder({ limit: '90', timeInForce: 'GTD', expireAtMs: 10_001 }))).toBeUndefined()
  })

  it.each<[string, OrderWords, string]>([
    [
      'an instrument of elsewhere',
      { instrument: { ...TEST_INSTRUMENT, instrumentId: 'other:XYZ' as never } },
      'other:XYZ',
    ],
    ['a type that the venue does not have', { trailing: trailing('3') }, 'trailingStop'],
    ['an id that the venue would not take', { id: 'Bestellung für morgen' }, 'Bestellung für morgen'],
    ['an end that is over', { limit: '90', timeInForce: 'GTD', expireAtMs: 10_000 }, 'over already'],
  ])('is %s, and the reason names it', (_, words, named) => {
    expect(faultOf(testOrder(words))).toContain(named)
  })
})
