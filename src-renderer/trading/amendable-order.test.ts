import { describe, expect, it } from 'vitest'
import type { OrderView } from '../../src-contract/index.ts'
import { amendablePrices, isAmendable } from './amendable-order.ts'

describe('other terms of an order', () => {
  const order = { state: 'working', role: 'entry', amendment: null } as const
  it('can be asked for while it works', () => {
    const states: readonly OrderView['state'][] = [
      'working',
      'partiallyFilled',
      'pending',
      'cancelling',
      'unknown',
      'filled',
    ]
    expect(states.filter((state) => isAmendable({ ...order, state }))).toEqual(['working', 'partiallyFilled'])
  })

  it('wait for those that were asked for before', () => {
    const amendment = { quantity: '1', limitPrice: '2', triggerPrice: null }
    expect(isAmendable({ ...order, amendment })).toBe(false)
  })

  it('of a stop or a target are those of its position', () => {
    expect(isAmendable({ ...order, role: 'stopLoss' })).toBe(false)
    expect(isAmendable({ ...order, role: 'close' })).toBe(true)
  })

  it('are its prices, but not one that follows the market', () => {
    expect(amendablePrices({ limitPrice: '10', triggerPrice: null, trailing: null })).toEqual(['limitPrice'])
    expect(amendablePrices({ limitPrice: '10', triggerPrice: '11', trailing: null })).toEqual([
      'triggerPrice',
      'limitPrice',
    ])
    const trailing = { kind: 'fraction', fraction: 0.01 } as const
    expect(amendablePrices({ limitPrice: null, triggerPrice: '11', trailing })).toEqual([])
  })
})
