import { describe, expect, it } from 'vitest'
import { price } from '../domain/index.ts'
import { PROTECTION_RETRY_MS } from './refused-exits.ts'
import { REPLACEMENTS_PER_MINUTE } from './replacement-limit.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { bracketTerms, BTC, closeTerms } from './testing/terms.ts'
import { HAND } from '../domain/index.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)

function commands(kind: 'submit' | 'amend' | 'cancel'): number {
  return desk().venue.commands.filter((each) => each.startsWith(kind)).length
}

describe('where the venue changes orders in place', () => {
  it('a stop is moved without a second one and without a gap', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    const [stop] = steps.legs('stopLoss')
    steps.move({ stop: 95 })
    expect(desk().protection()).toEqual(['stopLoss 2 95'])
    expect(steps.legs('stopLoss')[0]?.terms.orderId).toBe(stop?.terms.orderId)
    expect([commands('submit'), commands('amend'), commands('cancel')]).toEqual([2, 1, 0])
  })

  it('a stop shrinks with the position and grows with its entry', () => {
    const id = desk().place(bracketTerms(3, 'buy', { takeProfitPrice: undefined }))
    desk().fill(id, 2)
    desk().fill(id, 1)
    expect(desk().protection()).toEqual(['stopLoss 3 90'])
    desk().fill(desk().place(closeTerms(1)), 1)
    expect(desk().protection()).toEqual(['stopLoss 2 90'])
    expect([commands('amend'), commands('cancel')]).toEqual([2, 0])
  })

  it('a stop that has filled in part keeps its rest at the new price', () => {
    steps.hold(3, { takeProfitPrice: undefined })
    desk().fill(desk().protectiveOrder('stopLoss'), 1, 90)
    steps.move({ stop: 85 })
    expect(desk().protection()).toEqual(['stopLoss 2 85'])
  })

  it('a refused change leaves the old stop standing, and a new one takes its place', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    const { venue } = desk()
    const amend = venue.amend.bind(venue)
    venue.amend = ({ orderId }) => {
      venue.outbox.push({ kind: 'amendRejected', orderId, reason: 'busy', timeMs: desk().clock.nowMs() })
    }
    steps.move({ stop: 95 })
    expect(desk().protection()).toEqual(['stopLoss 2 95'])
    expect([commands('submit'), commands('cancel')]).toEqual([3, 1])
    venue.amend = amend
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    steps.move({ stop: 96 })
    expect(commands('amend')).toBe(1)
    expect(desk().protection()).toEqual(['stopLoss 2 96'])
  })

  it('moves while a change is under way wait for its answer, and the last one stands', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    for (const stop of [91, 92, 93, 94]) steps.decide({ stop })
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 94'])
    expect(commands('amend')).toBeLessThanOrEqual(2)
    expect(commands('submit')).toBe(2)
  })
})

describe('a stop that is decided anew over and over', () => {
  const MINUTES = 14
  const EVERY_MS = 4_800

  /** A strategy that moves the stop 175 times in 14 minutes. */
  function churn(): void {
    steps.hold(2, { takeProfitPrice: undefined })
    for (let move = 1; move <= (MINUTES * 60_000) / EVERY_MS; move++) {
      const stopPrice = price(move % 2 === 0 ? 90 : 91)
      desk().execution.moveExits({
        instrumentId: BTC,
        owner: HAND,
        by: 'strategy',
        idempotencyKey: `move-${move}`,
        stopPrice,
      })
      desk().settle()
      expect(
        desk()
          .venue.openOrders()
          .filter(({ request }) => request.type === 'stop').length,
      ).toBe(1)
      desk().clock.advanceBy(EVERY_MS)
      desk().settle()
    }
  }

  it.each([true, false])(
    'is replaced a few times a minute at most, never missing, and stands where it was decided last (in place: %s)',
    (amend) => {
      desk().venue.capabilities = { ...desk().venue.capabilities, amend }
      churn()
      const replacements = amend ? commands('amend') : commands('cancel')
      expect(replacements).toBeGreaterThan(MINUTES)
      expect(replacements).toBeLessThanOrEqual(MINUTES * REPLACEMENTS_PER_MINUTE + REPLACEMENTS_PER_MINUTE)
      desk().clock.advanceBy(60_000)
      desk().settle()
      expect(desk().protection()).toEqual(['stopLoss 2 91'])
    },
  )

  it('is placed at once all the same where part of the position is not covered', () => {
    churn()
    desk().fill(desk().place(bracketTerms(1, 'buy', { takeProfitPrice: undefined, stopLossPrice: undefined })), 1)
    const sum = steps.legs('stopLoss').reduce((total, { terms }) => total + terms.quantity.toNumber(), 0)
    expect(sum).toBe(3)
  })

  it('never keeps a hand waiting', () => {
    churn()
    steps.move({ stop: 95 })
    expect(desk().protection()).toEqual(['stopLoss 2 95'])
  })
})
