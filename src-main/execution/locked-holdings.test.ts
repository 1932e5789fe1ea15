import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../base/index.ts'
import { HAND, type OrderId, price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { LockedVenue } from './testing/locked-venue.ts'
import { bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'
import { PROTECTION_RETRY_MS } from './refused-exits.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)
const venue = new LockedVenue(desk)
const STRATEGY = strategyOwner(strategyId('ema-cross'))

function sellTerms(amount: number, change: Partial<NewOrderTerms> = {}): NewOrderTerms {
  return closeTerms(amount, 'buy', { reduceOnly: false, ...change })
}

function toPrice(at: number): void {
  desk().execution.handlePrices(BTC, { low: at, high: at })
  desk().settle()
}

/** The order that has just come to the venue. */
function newest(): OrderId {
  const [last] = [...desk().venue.orders.keys()].slice(-1)
  if (!last) throw new Error('the venue has no order')
  return last
}

describe('where an order locks what it sells', () => {
  it('the stop stands at the venue and the engine waits with the target', () => {
    steps.hold(2)
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(venue.refusals()).toEqual([])
  })

  it('the target that is reached takes the stop away, then sells, once', () => {
    steps.hold(2)
    const stop = desk().protectiveOrder('stopLoss')
    toPrice(120)
    expect(venue.standing()).toEqual(['market 2'])
    expect(desk().state(stop)).toBe('cancelled')
    toPrice(121)
    desk().fill(newest(), 2, 120)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
    expect(desk().execution.openOrders()).toEqual([])
    expect(venue.refusals()).toEqual([])
    expect([...desk().venue.orders.values()].filter(({ request }) => request.side === 'sell')).toHaveLength(2)
  })

  it('the target goes with the position when the stop fills', () => {
    steps.hold(2)
    desk().fill(desk().protectiveOrder('stopLoss'), 2, 90)
    expect(desk().execution.openOrders()).toEqual([])
    toPrice(120)
    expect(venue.standing()).toEqual([])
  })

  it('one of several targets leaves the rest to a stop of its size', () => {
    const targets = [110, 120].map((at) => ({ price: price(at), fraction: 0.5 }))
    steps.hold(2, { takeProfitPrice: undefined, exitPlan: { targets, trailing: undefined, breakEven: undefined } })
    toPrice(110)
    expect(venue.standing()).toEqual(['market 1', 'stop 1 90'])
    desk().fill(desk().protectiveOrder('close'), 1, 110)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
    expect(venue.refusals()).toEqual([])
  })

  it('a target that stands at the venue from before gives way to one that the engine waits with', async () => {
    desk().venue.capabilities = { ...desk().venue.capabilities, reduceOnly: true, locksHoldings: false }
    steps.hold(2)
    expect(venue.standing()).toHaveLength(2)
    desk().venue.capabilities = { ...desk().venue.capabilities, reduceOnly: false, locksHoldings: true }
    await steps.restart()
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })
})

describe('a sell at market of a holding whose stop locks it', () => {
  it('waits until the venue has let go of the stop', () => {
    steps.hold(2)
    const { orderId } = desk().execution.place(sellTerms(2)).terms
    desk().journal.step()
    expect(desk().state(orderId)).toBe('pending')
    expect(desk().venue.orders.has(orderId)).toBe(false)
    desk().settle()
    desk().fill(orderId, 2)
    expect(desk().state(orderId)).toBe('filled')
    expect(desk().execution.openOrders()).toEqual([])
    expect(venue.refusals()).toEqual([])
  })

  it('is the same from the order ticket', () => {
    steps.hold(2)
    const id = desk().place(newTerms({ side: 'sell', quantity: quantity(2) }))
    desk().fill(id, 2)
    expect(desk().execution.openOrders()).toEqual([])
    expect(venue.refusals()).toEqual([])
  })

  it('of a part leaves the rest under a stop of its size', () => {
    steps.hold(3)
    const id = desk().place(sellTerms(1))
    expect(venue.standing()).toEqual(['market 1', 'stop 2 90'])
    desk().fill(id, 1)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(venue.refusals()).toEqual([])
  })

  it('of a part has the stop cut in place where the venue can', () => {
    desk().venue.capabilities = { ...desk().venue.capabilities, amend: true }
    steps.hold(3)
    const stop = desk().protectiveOrder('stopLoss')
    desk().fill(desk().place(sellTerms(1)), 1)
    expect(desk().protectiveOrder('stopLoss')).toBe(stop)
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(venue.refusals()).toEqual([])
  })

  it('that is refused brings the stop back at once', () => {
    steps.hold(2)
    desk().venue.rejectNext = ({ type }) => (type === 'market' ? 'not now' : undefined)
    const id = desk().place(sellTerms(2))
    expect(desk().state(id)).toBe('rejected')
    expect(venue.standing()).toEqual(['stop 2 90'])
  })

  it('that fills in part brings the stop back for the rest', () => {
    steps.hold(2)
    const id = desk().place(sellTerms(2))
    desk().fill(id, 0.5)
    desk().venue.end(id, 'expired', 'nothing to trade with')
    desk().settle()
    expect(venue.standing()).toEqual(['stop 1.5 90'])
    expect(desk().protection()).toEqual(['stopLoss 1.5 90', 'takeProfit 1.5 120'])
  })

  it('ends with the position where the stop fills before it can be cancelled', () => {
    steps.hold(2)
    const stop = desk().protectiveOrder('stopLoss')
    const { orderId } = desk().execution.place(sellTerms(2)).terms
    desk().venue.fill(stop, 2, 90)
    desk().settle()
    expect(desk().state(orderId)).toBe('cancelled')
    expect(desk().venue.orders.has(orderId)).toBe(false)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('is not sent where the stop has sold part of it meanwhile: what is left has its stop', () => {
    steps.hold(2)
    const stop = desk().protectiveOrder('stopLoss')
    const { orderId } = desk().execution.place(sellTerms(2)).terms
    desk().venue.fill(stop, 0.5, 90)
    desk().settle()
    expect(desk().state(orderId)).toBe('cancelled')
    expect(desk().venue.orders.has(orderId)).toBe(false)
    expect(venue.standing()).toEqual(['stop 1.5 90'])
  })

  it('waits under its stop while the venue does not let go of it, and goes when it does', () => {
    steps.hold(2)
    const stop = desk().protectiveOrder('stopLoss')
    desk().venue.unanswered = { command: 'cancel', outcome: 'lost' }
    const id = desk().place(sellTerms(2))
    expect(desk().state(id)).toBe('pending')
    expect(venue.standing()).toEqual(['stop 2 90'])
    desk().venue.end(stop, 'cancelled', 'cancelled on request')
    desk().settle()
    expect(venue.standing()).toEqual(['market 2'])
  })

  it('has the stop asked to go again where the venue refused that', () => {
    steps.hold(2)
    const stop = desk().protectiveOrder('stopLoss')
    const { orderId } = desk().execution.place(sellTerms(2)).terms
    desk().journal.step()
    ensureDefined(desk().venue.orders.get(stop), 'stop').state = 'working'
    desk().venue.outbox.length = 0
    desk().venue.redeliver({ kind: 'cancelRejected', orderId: stop, reason: 'busy', timeMs: desk().clock.nowMs() })
    desk().settle()
    expect(desk().state(orderId)).toBe('pending')
    expect(venue.standing()).toEqual(['stop 2 90'])
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    desk().settle()
    expect(venue.standing()).toEqual(['market 2'])
  })

  it('whose outcome nobody knows has the stop back at once, and the target only once that is known', () => {
    steps.hold(2)
    desk().venue.unanswered = { command: 'submit', outcome: 'lost' }
    expect(desk().state(desk().place(sellTerms(2)))).toBe('unknown')
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(desk().protection()).toEqual(['stopLoss 2 90'])
    toPrice(120)
    expect(venue.standing()).toEqual(['stop 2 90'])
  })

  it('goes beside one whose outcome nobody knows, where a person wants it again', () => {
    steps.hold(2)
    desk().venue.unanswered = { command: 'submit', outcome: 'lost' }
    const first = desk().place(sellTerms(2))
    expect(desk().state(first)).toBe('unknown')
    const second = desk().place(sellTerms(2, { idempotencyKey: 'key-00000002' }))
    desk().fill(second, 2)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
  })

  it('leaves the stop of another owner as it is', () => {
    steps.hold(2)
    steps.hold(1, { owner: STRATEGY, source: 'strategy', idempotencyKey: 'key-00000002' })
    const id = desk().place(sellTerms(2))
    expect(venue.standing()).toEqual(['market 2', 'stop 1 90'])
    desk().fill(id, 2)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
    expect(venue.refusals()).toEqual([])
  })
})

describe('a crash while a holding changes hands from its stop to its close', () => {
  const place = (): OrderId => desk().execution.place(sellTerms(2)).terms.orderId

  it('before the venue has heard of the cancel: the stop stands, the close is not sent', async () => {
    steps.hold(2)
    const id = place()
    await steps.restart()
    expect(desk().venue.orders.has(id)).toBe(false)
    expect(venue.standing()).toEqual(['stop 2 90'])
  })

  it('between the cancel and the close: the stop is placed again, the close ends as not sent', async () => {
    steps.hold(2)
    const id = place()
    desk().journal.step()
    expect(venue.standing()).toEqual([])
    await steps.restart()
    expect(venue.standing()).toEqual(['stop 2 90'])
    await venue.hasAnswered()
    expect(desk().state(id)).toBe('unsent')
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(desk().venue.orders.has(id)).toBe(false)
  })

  it('after the close was sent: its fill is booked, nothing is sold twice', async () => {
    steps.hold(2)
    const id = place()
    desk().settle()
    desk().venue.fill(id, 2, 100)
    await steps.restart()
    expect(desk().state(id)).toBe('filled')
    expect(desk().execution.openOrders()).toEqual([])
    expect(venue.standing()).toEqual([])
  })

  it('after a target was reached: stop and target are there again, and it sells when the price is', async () => {
    steps.hold(2)
    desk().execution.handlePrices(BTC, { low: 120, high: 120 })
    desk().journal.step()
    await steps.restart()
    await venue.hasAnswered()
    expect(venue.standing()).toEqual(['stop 2 90'])
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    toPrice(120)
    desk().fill(newest(), 2, 120)
    expect(desk().execution.openOrders()).toEqual([])
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
  })
})

describe('a target that the engine waits with, whose sell is refused', () => {
  it('brings the stop back at once and is not tried at every price', () => {
    steps.hold(2)
    desk().venue.rejectNext = ({ type }) => (type === 'market' ? 'not now' : undefined)
    toPrice(120)
    expect(venue.standing()).toEqual(['stop 2 90'])
    toPrice(120)
    toPrice(120)
    expect(venue.refusals()).toEqual(['not now'])
    expect(desk().failures.map(({ order }) => order.terms.role)).toEqual(['close'])
    desk().venue.rejectNext = undefined
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    desk().settle()
    toPrice(120)
    expect(venue.standing()).toEqual(['market 2'])
  })
})

describe('a stop that is decided anew where it locks what it sells', () => {
  it('comes when the earlier one has gone', () => {
    steps.hold(2)
    steps.move({ stop: 95 })
    expect(venue.standing()).toEqual(['stop 2 95'])
    expect(venue.refusals()).toEqual([])
  })

  it('keeps the earlier one where it was replaced too often', () => {
    steps.hold(2)
    for (const stop of [91, 92, 93, 94, 95, 96, 97, 98]) {
      desk().execution.moveExits({
        instrumentId: BTC,
        owner: HAND,
        by: 'plan',
        idempotencyKey: `m-${stop}`,
        stopPrice: price(stop),
      })
      desk().settle()
      expect(venue.standing()).toHaveLength(1)
    }
    expect(venue.refusals()).toEqual([])
  })

  it('grows with every part that the entry fills', () => {
    const id = desk().place(bracketTerms(3))
    desk().fill(id, 1)
    desk().fill(id, 2)
    expect(venue.refusals()).toEqual([])
    expect(
      desk()
        .protection()
        .filter((each) => each.startsWith('stop')),
    ).toEqual(['stopLoss 1 90', 'stopLoss 2 90'])
  })
})
