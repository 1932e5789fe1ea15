import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { price, quantity } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { REFUSED_RETRY_MS } from './order-watch.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { LockedVenue } from './testing/locked-venue.ts'
import { type Pair, PairSteps } from './testing/pair-steps.ts'

const desk = useDesk()
const venue = new LockedVenue(desk)
const pair = new PairSteps(desk)

/** The price of the stop has come, the venue does not let the limit go, and the stop is given another price. */
function withdraw(stop: Partial<NewOrderTerms> = {}): Pair {
  const made = pair.sell({ stop })
  const letGo = pair.keep(made.limit)
  pair.reach(89)
  desk().settle()
  letGo()
  desk().execution.amend(made.stop, { triggerPrice: price(70) }, 'amend-key-1')
  desk().settle()
  pair.reach(80)
  return made
}

describe('an order that waits until another one of its group has gone', () => {
  describe('while no orders may be placed', () => {
    it.each([
      [2, 'filled'],
      [0.5, 'cancelled'],
    ])(
      'ends once they may where %s of the other has traded meanwhile, whatever comes of the other then',
      (amount, other) => {
        const { limit, stop } = pair.sell()
        desk().execution.suspend('not now')
        desk().fill(limit, amount, 120)
        expect(desk().state(stop)).toBe('working')
        desk().execution.resume()
        expect(desk().state(stop)).toBe('cancelled')
        desk().execution.cancelAll({ includeProtection: false, reason: 'by hand' })
        pair.reach(89)
        desk().settle()
        expect(desk().state(limit)).toBe(other)
        expect(desk().venue.openOrders()).toEqual([])
      },
    )

    it('is sent for the rest once they may, whatever the price, where the other went for it meanwhile', () => {
      const { limit, stop } = pair.sell()
      pair.reach(89)
      desk().journal.step()
      pair.tradePart(limit, 0.5, 120)
      desk().execution.suspend('not now')
      desk().settle()
      expect([desk().state(limit), desk().state(stop)]).toEqual(['cancelled', 'working'])
      desk().execution.resume()
      desk().settle()
      expect(venue.standing()).toEqual(['market 1.5'])
    })

    it('is not ended by a part that the other trades while it is on its way out', () => {
      const { limit, stop } = pair.sell()
      const letGo = pair.keep(limit)
      pair.reach(89)
      desk().settle()
      letGo()
      desk().execution.suspend('not now')
      desk().fill(limit, 0.5, 120)
      desk().execution.resume()
      desk().settle()
      expect([desk().state(limit), desk().state(stop)]).toEqual(['partiallyFilled', 'working'])
      desk().venue.end(limit, 'cancelled', 'at last')
      desk().settle()
      desk().fill(pair.sent(stop), 1.5, 89)
      expect(pair.held()).toBe('0')
    })
  })

  describe('and risk', () => {
    it('waits on where it refuses though the other has gone, and asks again ever more seldom, whatever the price', () => {
      const { limit, stop } = pair.sell()
      pair.reach(89)
      const refusals = pair.refuse()
      for (const at of [88, 87]) pair.reach(at)
      expect([desk().state(limit), refusals()]).toEqual(['cancelling', 0])
      desk().settle()
      for (const at of [88, 87, 95]) pair.reach(at)
      expect([desk().state(limit), desk().state(stop), refusals()]).toEqual(['cancelled', 'working', 1])
      expect(desk().errors).toEqual(['risk refuses an order for which others have gone; it is tried again'])
      desk().clock.advanceBy(REFUSED_RETRY_MS)
      pair.reach(95)
      expect([desk().state(stop), refusals()]).toEqual(['working', 2])
      desk().releaseDenial = undefined
      desk().clock.advanceBy(2 * REFUSED_RETRY_MS - 1)
      pair.reach(95)
      expect(desk().state(stop)).toBe('working')
      desk().clock.advanceBy(1)
      pair.reach(95)
      desk().settle()
      desk().fill(pair.sent(stop), 2, 95)
      expect(pair.held()).toBe('0')
    })

    it('asks it again at least once an hour', () => {
      pair.sell()
      pair.reach(89)
      const refusals = pair.refuse()
      desk().settle()
      for (let hour = 1; hour <= 12; hour++) {
        desk().clock.advanceBy(3_600_000)
        pair.reach(95)
        expect(refusals()).toBe(1 + hour)
      }
    })

    it('ends when its time is up where it refuses though the other has gone', () => {
      const { stop } = pair.sell({ stop: { timeInForce: 'GTD', expireAtMs: timeMs(10_000) } })
      pair.reach(89)
      desk().clock.advanceBy(20_000)
      expect(desk().state(stop)).toBe('working')
      pair.refuse()
      desk().settle()
      desk().clock.advanceBy(1)
      expect(desk().state(stop)).toBe('expired')
    })

    it('asks it only about what the other has left', () => {
      const asked: string[] = []
      const { limit, stop } = pair.sell()
      desk().execution.suspend('not now')
      pair.tradePart(limit, 0.5, 120)
      desk().venue.end(limit, 'cancelled', 'by the venue')
      desk().settle()
      desk().execution.resume()
      desk().onReleaseCheck = (terms) => asked.push(terms.quantity.toFixed())
      pair.reach(89)
      desk().settle()
      expect(new Set(asked)).toEqual(new Set(['1.5']))
      desk().fill(pair.sent(stop), 1.5, 89)
      expect(pair.held()).toBe('0')
    })

    it('leaves the other alone where it cannot tell, and asks it again at the next price', () => {
      const { limit, stop } = pair.sell()
      pair.hidePrices()
      for (const at of [89, 88]) pair.reach(at)
      expect([desk().state(limit), pair.cancels(limit), desk().state(stop)]).toEqual(['working', 0, 'working'])
      desk().onReleaseCheck = undefined
      pair.reach(88)
      desk().settle()
      desk().fill(pair.sent(stop), 2, 88)
      expect(pair.held()).toBe('0')
    })
  })

  describe('whose terms are changed while the other goes', () => {
    it('waits for its new price, asks the other to go at once then, and ends when its time is up', () => {
      const { limit, stop } = withdraw({ timeInForce: 'GTD', expireAtMs: timeMs(100_000) })
      expect([desk().state(limit), pair.cancels(limit)]).toEqual(['working', 1])
      pair.keep(limit)
      pair.reach(69)
      desk().settle()
      expect(pair.cancels(limit)).toBe(2)
      desk().clock.advanceBy(200_000)
      expect(desk().state(stop)).toBe('working')
      desk().execution.amend(stop, { triggerPrice: price(60) }, 'amend-key-2')
      desk().settle()
      pair.reach(65)
      desk().clock.advanceBy(1)
      expect(desk().state(stop)).toBe('expired')
    })

    it('is ended by a part that the other trades, as before', () => {
      const { limit, stop } = withdraw()
      desk().fill(limit, 0.5, 120)
      expect(desk().state(stop)).toBe('cancelled')
    })

    it('is sent for its new size where only that has changed: its price has come', () => {
      const { stop } = pair.sell()
      pair.reach(89)
      desk().execution.amend(stop, { quantity: quantity(1) }, 'amend-key-1')
      desk().settle()
      expect(venue.standing()).toEqual(['market 1'])
      expect(desk().execution.order(pair.sent(stop)).terms).toMatchObject({
        ocoGroup: undefined,
        awaitsFunds: undefined,
      })
    })
  })

  describe('beside one that the venue changes by another one in its place', () => {
    it('waits beside that one too, also where a part had traded before', () => {
      const { limit, stop } = pair.sell()
      desk().execution.amend(limit, { limitPrice: price(125) }, 'amend-key-1')
      desk().journal.step()
      desk().execution.suspend('not now')
      pair.tradePart(limit, 0.5, 120)
      desk().settle()
      desk().execution.resume()
      desk().settle()
      expect([venue.standing(), desk().state(stop)]).toEqual([['limit 1.5'], 'working'])
      pair.reach(89)
      desk().settle()
      expect(venue.standing()).toEqual(['market 1.5'])
      pair.fillAll(89)
      expect([pair.held(), desk().errors]).toEqual(['0', []])
    })

    it('has nothing come in its place any more where that could not be placed before the price came', () => {
      const { limit, stop } = pair.buy()
      pair.hidePrices()
      desk().execution.amend(limit, { limitPrice: price(95) }, 'amend-key-1')
      desk().settle()
      expect([desk().state(limit), desk().venue.openOrders()]).toEqual(['cancelled', []])
      desk().onReleaseCheck = undefined
      pair.reach(111)
      desk().settle()
      expect(venue.standing()).toEqual(['market 2'])
      pair.fillAll(111)
      expect([pair.held(), desk().state(stop), desk().errors]).toEqual(['2', 'cancelled', []])
    })
  })

  it('trades nothing more where the other, for less, has traded all that it was for on its way out', () => {
    const { limit, stop } = pair.sell({ limit: { quantity: quantity(1.5) } })
    pair.reach(89)
    desk().journal.step()
    pair.tradePart(limit, 1.5, 120)
    desk().settle()
    expect([desk().state(limit), desk().state(stop), venue.standing()]).toEqual(['filled', 'cancelled', []])
  })

  it('asks nobody to go who goes already, and is sent once, for one price after the other', () => {
    const { limit, stop } = pair.sell()
    desk().execution.cancel(limit, 'by hand')
    for (const at of [89, 88, 87]) pair.reach(at)
    desk().settle()
    expect([pair.cancels(limit), venue.standing()]).toEqual([1, ['market 2']])
    desk().fill(pair.sent(stop), 2, 89)
    expect(pair.held()).toBe('0')
  })

  it('is told where the venue had traded a part that it tells of only after the end, and what that bought too much is sold', () => {
    const { limit, stop } = pair.buy()
    pair.reach(111)
    desk().journal.step()
    const answers = desk().venue.outbox.splice(0)
    pair.tradePart(limit, 0.5, 90)
    desk().venue.outbox.unshift(...answers)
    desk().settle()
    expect(desk().errors).toEqual(['two orders of a group have filled'])
    pair.fillAll(111)
    expect([pair.held(), desk().state(stop)]).toEqual(['2', 'cancelled'])
  })
})
