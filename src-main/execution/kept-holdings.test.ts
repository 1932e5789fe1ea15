import { describe, expect, it } from 'vitest'
import { HAND, type OrderId, price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import type { OrderChange } from './order-amends.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { LockedVenue } from './testing/locked-venue.ts'
import { BTC, newTerms } from './testing/terms.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)
const venue = new LockedVenue(desk)
const STRATEGY = strategyOwner(strategyId('ema-cross'))

describe("exits of a holding of which an order at a limit of one's own keeps a part", () => {
  const sellAtLimit = (amount: number): OrderId =>
    desk().place(newTerms({ side: 'sell', type: 'limit', limitPrice: price(130), quantity: quantity(amount) }))
  const cancel = (own: OrderId): void => {
    desk().execution.cancel(own, 'changed my mind')
    desk().settle()
  }

  it('are for what is left beside it', () => {
    steps.holdBare(3)
    sellAtLimit(1)
    steps.move({ stop: 90, target: 120 })
    expect(venue.standing()).toEqual(['limit 1', 'stop 2 90'])
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(venue.refusals()).toEqual([])
  })

  it('grow once it is cancelled', () => {
    steps.holdBare(3)
    const own = sellAtLimit(1)
    steps.move({ stop: 90 })
    cancel(own)
    expect(venue.coveredByStops()).toBe(3)
    expect(venue.refusals()).toEqual([])
  })

  it('stay as they are where it sells', () => {
    steps.holdBare(3)
    const own = sellAtLimit(1)
    steps.move({ stop: 90 })
    desk().fill(own, 0.5, 130)
    expect(venue.standing()).toEqual(['limit 0.5', 'stop 2 90'])
    desk().fill(own, 0.5, 130)
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(venue.refusals()).toEqual([])
  })

  it.each([
    ['in place', true],
    ['by another order', false],
  ])('follow where it is given another price or quantity %s', (_, amend) => {
    desk().venue.capabilities = { ...desk().venue.capabilities, amend }
    steps.holdBare(3)
    sellAtLimit(1)
    steps.move({ stop: 90 })
    const change = (terms: OrderChange): void => {
      const own = desk()
        .execution.openOrders()
        .find(({ terms: { type } }) => type === 'limit')
      if (!own) throw new Error('the sell is not open')
      desk().execution.amend(own.terms.orderId, terms, `amend-${Object.keys(terms).join('-')}`)
      desk().settle()
    }
    change({ limitPrice: price(135) })
    expect(venue.standing()).toEqual(['limit 1', 'stop 2 90'])
    change({ quantity: quantity(0.5) })
    expect(venue.standing()[0]).toBe('limit 0.5')
    expect(venue.coveredByStops()).toBe(2.5)
    expect(venue.refusals()).toEqual([])
  })

  it('are not asked for where nothing is left, and come once something is', () => {
    steps.holdBare(2)
    const own = sellAtLimit(2)
    steps.move({ stop: 90 })
    expect(venue.standing()).toEqual(['limit 2'])
    expect(desk().execution.freeForExits({ instrumentId: BTC, owner: HAND }).toFixed()).toBe('0')
    cancel(own)
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(venue.refusals()).toEqual([])
  })

  it('are for the whole where the venue does not answer whether it has the order, once it is known not to', async () => {
    steps.holdBare(2)
    desk().venue.unanswered = { command: 'submit', outcome: 'lost' }
    expect(desk().state(sellAtLimit(1))).toBe('unknown')
    steps.move({ stop: 90 })
    expect(venue.standing()).toEqual(['stop 1 90'])
    await venue.hasAnswered()
    expect(venue.coveredByStops()).toBe(2)
  })

  it('are not taken away where the venue had enough for both', () => {
    steps.holdBare(3)
    steps.move({ stop: 90 })
    desk().venue.capabilities = { ...desk().venue.capabilities, locksHoldings: false }
    sellAtLimit(1)
    desk().venue.capabilities = { ...desk().venue.capabilities, locksHoldings: true }
    steps.move({ target: 120 })
    expect(venue.standing()).toEqual(['limit 1', 'stop 3 90'])
    expect(desk().protection()).toEqual(['stopLoss 3 90', 'takeProfit 3 120'])
  })

  it('leave those of another owner whole', () => {
    steps.hold(1, { owner: STRATEGY, source: 'strategy', idempotencyKey: 'key-00000002' })
    steps.holdBare(2)
    sellAtLimit(2)
    expect(venue.standing()).toEqual(['limit 2', 'stop 1 90'])
    steps.move({ stop: 95 })
    expect(venue.standing()).toEqual(['limit 2', 'stop 1 90'])
    expect(venue.refusals()).toEqual([])
  })
})
