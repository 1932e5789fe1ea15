import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { money, price, quantity, UNASSIGNED, type VenueAdjustment } from '../domain/index.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { bracketTerms, BTC, closeTerms } from './testing/terms.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)

/** The venue takes so much of a position away, or brings it, by itself. */
function adjust(amount: number, kind: VenueAdjustment['kind'] = 'liquidation'): void {
  const doing: VenueAdjustment = {
    adjustmentId: `${kind}-1`,
    kind,
    instrumentId: BTC,
    quantity: quantity(amount),
    price: price(80),
    cash: money(0),
    reason: 'by the venue',
    timeMs: timeMs(2_000),
  }
  desk().venue.ownDoings.push(doing)
  desk().venue.adjustments.fire(doing)
  desk().settle()
}

describe('a position that the venue changes by itself', () => {
  it('that is liquidated takes its exits along, and what is left of its entry does not buy it again', () => {
    const entry = desk().place(bracketTerms(3, 'buy', { type: 'limit', limitPrice: price(100) }))
    desk().fill(entry, 2)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    adjust(-2)
    expect(desk().execution.openOrders()).toEqual([])
    expect(desk().state(entry)).toBe('cancelled')
    expect(desk().books.netQuantity(BTC).isZero()).toBe(true)
  })

  it('that is cut has exits for what is left', () => {
    steps.hold(3)
    adjust(-1, 'adl')
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('that grows is bare for what came, which nobody has taken, until somebody decides exits for it', () => {
    steps.hold(2)
    adjust(1, 'transfer')
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    const parts = desk().execution.exitParts({ instrumentId: BTC, owner: UNASSIGNED }, 'stopLoss')
    expect(parts).toEqual([{ quantity: quantity(1), price: undefined }])
    steps.decide({ stop: 95 }, UNASSIGNED)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('that ends takes along a close that waits at a price, which would open the other side', () => {
    steps.hold(2)
    const close = desk().place(closeTerms(2, 'buy', { type: 'limit', limitPrice: price(130), timeInForce: 'GTC' }))
    adjust(-2)
    expect(desk().state(close)).toBe('cancelled')
  })

  it('is covered the same after a restart', async () => {
    steps.hold(3)
    adjust(1, 'transfer')
    steps.move({ stop: 95 })
    desk().fill(desk().place(closeTerms(2)), 2)
    const before = desk().protection()
    await steps.restart()
    expect(desk().protection()).toEqual(before)
    expect(desk().execution.counters.orders).toBe(0)
  })
})

describe('a stop that is left at the venue after its position was closed', () => {
  it.each([true, false])('goes as soon as the venue is asked (restarted: %s)', async (isRestarted) => {
    steps.hold(2, { takeProfitPrice: undefined })
    desk().venue.unanswered = { command: 'cancel', outcome: 'lost' }
    desk().fill(desk().place(closeTerms(2)), 2)
    expect(desk().venue.openOrders()).toHaveLength(1)
    if (isRestarted) await steps.restart()
    await desk().execution.recover()
    desk().clock.advanceBy(desk().venue.capabilities.requestLifetimeMs + 1)
    await desk().execution.recover()
    desk().settle()
    expect(desk().venue.openOrders()).toEqual([])
    expect(desk().execution.openOrders()).toEqual([])
  })
})
