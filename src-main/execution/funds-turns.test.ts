import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { price } from '../domain/index.ts'
import { ROOM_RETRY_MS } from './funds-turns.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { LockedVenue } from './testing/locked-venue.ts'
import { PairSteps } from './testing/pair-steps.ts'
import { recovered } from './testing/reconciliation-steps.ts'

const desk = useDesk()
const venue = new LockedVenue(desk)
const pair = new PairSteps(desk)

describe('two orders that exclude each other and find what only one of them needs', () => {
  it('leave one: the limit that fills ends the stop that the engine waits with', () => {
    const { limit, stop } = pair.sell()
    expect(venue.standing()).toEqual(['limit 2'])
    desk().fill(limit, 2, 120)
    expect(desk().state(stop)).toBe('cancelled')
    pair.reach(80)
    desk().settle()
    expect(pair.held()).toBe('0')
    expect(venue.refusals()).toEqual([])
  })

  it('have the limit go first once the price of the stop has come, then sell all of it at market', () => {
    const { limit, stop } = pair.sell()
    pair.reach(89)
    expect([desk().state(limit), desk().state(stop)]).toEqual(['cancelling', 'working'])
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['cancelled', 'cancelled'])
    desk().fill(pair.sent(stop), 2, 89)
    expect(pair.held()).toBe('0')
    expect(venue.refusals()).toEqual([])
  })

  it('sell though the price has gone back before the limit was gone, and ask it to go once', () => {
    const { limit, stop } = pair.sell()
    pair.reach(89)
    for (const at of [91, 100, 88]) pair.reach(at)
    desk().settle()
    expect(pair.cancels(limit)).toBe(1)
    desk().fill(pair.sent(stop), 2, 95)
    expect(pair.held()).toBe('0')
  })

  it('sell what is left where the limit has sold a part on its way out', () => {
    const { limit, stop } = pair.sell()
    desk().venue.fill(limit, 0.5, 120)
    pair.reach(89)
    desk().settle()
    expect(desk().state(limit)).toBe('cancelled')
    const rest = pair.sent(stop)
    expect(desk().execution.order(rest).terms.quantity.toFixed()).toBe('1.5')
    desk().fill(rest, 1.5, 89)
    expect(pair.held()).toBe('0')
    expect(desk().errors).toEqual([])
  })

  it('sell what is left at a limit also after a restart', async () => {
    const { limit, stop } = pair.sell({ stop: { type: 'stopLimit', limitPrice: price(85) } })
    desk().venue.fill(limit, 0.5, 120)
    pair.reach(89)
    desk().settle()
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect(venue.standing()).toEqual(['limit 1.5'])
    desk().fill(pair.sent(stop), 1.5, 88)
    expect(pair.held()).toBe('0')
    expect(desk().errors).toEqual([])
  })

  it('sell nothing more where the limit has sold all of it on its way out', () => {
    const { limit, stop } = pair.sell()
    desk().venue.fill(limit, 2, 120)
    pair.reach(89)
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['filled', 'cancelled'])
    expect(desk().execution.openOrders()).toEqual([])
    expect(pair.held()).toBe('0')
  })

  it('wait where the venue does not let the limit go, and ask it again later, never in a loop', () => {
    const { limit, stop } = pair.sell()
    const letGo = pair.keep(limit)
    pair.reach(89)
    desk().settle()
    for (const at of [88, 87, 86]) pair.reach(at)
    desk().settle()
    expect([desk().state(limit), desk().state(stop), pair.cancels(limit)]).toEqual(['working', 'working', 1])
    letGo()
    desk().clock.advanceBy(ROOM_RETRY_MS)
    pair.reach(88)
    desk().settle()
    expect(pair.cancels(limit)).toBe(2)
    desk().fill(pair.sent(stop), 2, 88)
    expect(pair.held()).toBe('0')
  })

  it('leave the stop waiting for its price after a crash while the limit goes', async () => {
    const { limit, stop } = pair.sell()
    pair.reach(89)
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['cancelled', 'working'])
    pair.reach(100)
    pair.reach(90)
    desk().settle()
    desk().fill(pair.sent(stop), 2, 90)
    expect(pair.held()).toBe('0')
  })

  it('leave the stop waiting for what the limit has left, also after a crash before that was known', async () => {
    const { limit, stop } = pair.sell()
    desk().venue.fill(limit, 0.5, 120)
    pair.reach(89)
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['cancelled', 'working'])
    pair.reach(90)
    desk().settle()
    desk().fill(pair.sent(stop), 1.5, 90)
    expect(pair.held()).toBe('0')
  })

  it('sell once where it is the one at the venue that is cancelled by hand, and the price comes then', () => {
    const { limit, stop } = pair.sell()
    desk().execution.cancel(limit, 'by hand')
    desk().settle()
    pair.reach(89)
    desk().settle()
    desk().fill(pair.sent(stop), 2, 89)
    expect(pair.held()).toBe('0')
  })

  it('are bought by one alike: the limit goes first where the venue would keep the money for it', () => {
    const { limit, stop } = pair.buy()
    desk().venue.fill(limit, 0.5, 90)
    pair.reach(111)
    desk().settle()
    expect(desk().state(limit)).toBe('cancelled')
    desk().fill(pair.sent(stop), 1.5, 111)
    expect(pair.held()).toBe('2')
  })

  it('sell at a limit, where that is what the stop is for', () => {
    const { stop } = pair.sell({ stop: { type: 'stopLimit', limitPrice: price(85) } })
    pair.reach(89)
    desk().settle()
    expect(venue.standing()).toEqual(['limit 2'])
    desk().fill(pair.sent(stop), 2, 88)
    expect(pair.held()).toBe('0')
  })

  it('leave what the first has left to the stop, whatever keeps its cancel from being answered', async () => {
    const { limit, stop } = pair.sell()
    desk().venue.unanswered = { command: 'cancel', outcome: 'lost' }
    desk().venue.fill(limit, 0.5, 120)
    pair.reach(89)
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['unknown', 'working'])
    await recovered(desk())
    expect(desk().state(limit)).toBe('cancelled')
    desk().fill(pair.sent(stop), 1.5, 89)
    expect(pair.held()).toBe('0')
  })

  it('let what was sent be given other terms, by another order where the venue changes none', () => {
    const { stop } = pair.sell({ stop: { type: 'stopLimit', limitPrice: price(85) } })
    pair.reach(89)
    desk().settle()
    const first = pair.sent(stop)
    desk().execution.amend(first, { limitPrice: price(84) }, 'amend-key-1')
    desk().settle()
    expect(desk().state(first)).toBe('cancelled')
    expect(venue.standing()).toEqual(['limit 2'])
  })

  it('do not trade twice what the first has left where that was on its way out for other terms', () => {
    const { limit, stop } = pair.sell()
    desk().execution.amend(limit, { limitPrice: price(125) }, 'amend-key-1')
    desk().journal.step()
    pair.reach(89)
    desk().settle()
    expect(venue.standing()).toEqual(['market 2'])
    desk().fill(pair.sent(stop), 2, 89)
    expect([pair.held(), desk().execution.openOrders()]).toEqual(['0', []])
  })

  it('leave a stop alone that was moved while the first was on its way out', () => {
    const { limit, stop } = pair.sell()
    pair.reach(89)
    desk().execution.amend(stop, { triggerPrice: price(70) }, 'amend-key-1')
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['cancelled', 'working'])
    pair.reach(80)
    expect(desk().state(stop)).toBe('working')
    pair.reach(69)
    desk().settle()
    desk().fill(pair.sent(stop), 2, 69)
    expect(pair.held()).toBe('0')
  })

  it('trade though the time of the stop is up before the first was gone: its price came in time', () => {
    const { stop } = pair.sell({ stop: { timeInForce: 'GTD', expireAtMs: timeMs(10_000) } })
    pair.reach(89)
    desk().clock.advanceBy(20_000)
    desk().settle()
    desk().fill(pair.sent(stop), 2, 89)
    expect(pair.held()).toBe('0')
  })

  it('both stay asked for nothing where risk refuses the one whose price has come: the first stands', () => {
    const { limit, stop } = pair.sell()
    pair.refuse()
    pair.reach(89)
    desk().settle()
    expect([desk().state(limit), desk().state(stop)]).toEqual(['working', 'rejected'])
  })
})
