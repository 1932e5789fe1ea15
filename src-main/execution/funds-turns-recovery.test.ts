import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { type OrderId, price, quantity, venueOrderId } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { LockedVenue } from './testing/locked-venue.ts'
import { type Pair, PairSteps } from './testing/pair-steps.ts'
import { dropFrames, LIFETIME_MS, recovered } from './testing/reconciliation-steps.ts'

const desk = useDesk()
const venue = new LockedVenue(desk)
const pair = new PairSteps(desk)

/** Asked until what it did not know can no longer arrive. */
async function answered(): Promise<void> {
  for (let question = 0; question < 3; question++) {
    desk().clock.advanceBy(LIFETIME_MS)
    await recovered(desk())
  }
}

/** The venue has the limit, which nobody knows: it is thought never to have been sent. */
async function losingLimit(stop: Partial<NewOrderTerms> = {}): Promise<Pair> {
  desk().venue.unanswered = { command: 'submit', outcome: 'taken' }
  const made = pair.buy({ stop })
  desk().venue.forgotten.add(made.limit)
  await answered()
  expect(desk().state(made.limit)).toBe('unsent')
  pair.reach(111)
  desk().settle()
  return made
}

/** The venue knows the limit again, and says so. */
function acceptLate(limit: OrderId): void {
  desk().venue.forgotten.delete(limit)
  const told = { orderId: limit, venueOrderId: venueOrderId('v-late'), timeMs: timeMs(99_000) }
  desk().venue.redeliver({ kind: 'accepted', ...told })
  desk().settle()
}

describe('an order that waits until another one of its group has gone', () => {
  it('waits on for the rest where the venue has ended the other after a part, while the connection was cut', async () => {
    const { limit, stop } = pair.sell()
    desk().venue.fill(limit, 0.5, 120)
    desk().venue.end(limit, 'cancelled', 'by the venue')
    dropFrames(desk())
    await recovered(desk())
    expect(pair.states(limit, stop)).toEqual(['cancelled', 'working'])
    pair.reach(89)
    desk().settle()
    expect(venue.standing()).toEqual(['market 1.5'])
  })

  it('ends where the other has traded a part and still stands after the connection was cut', async () => {
    const { limit, stop } = pair.sell()
    desk().venue.fill(limit, 0.5, 120)
    dropFrames(desk())
    await recovered(desk())
    expect(pair.states(limit, stop)).toEqual(['partiallyFilled', 'cancelled'])
  })

  it.each(['told before the end', 'told after it'])(
    'waits on for the rest where the other trades a part while it is cancelled by hand, %s',
    (when) => {
      const { limit, stop } = pair.sell()
      desk().execution.cancel(limit, 'by hand')
      desk().journal.step()
      const answers = when === 'told after it' ? desk().venue.outbox.splice(0) : []
      pair.tradePart(limit, 0.5, 120)
      desk().venue.outbox.unshift(...answers)
      desk().settle()
      expect(pair.states(limit, stop)).toEqual(['cancelled', 'working'])
      pair.reach(89)
      desk().settle()
      expect(venue.standing()).toEqual(['market 1.5'])
    },
  )

  it('cannot be made as small as what the other has traded of what both are for, which the refusal says', async () => {
    const { limit, stop } = pair.sell()
    desk().venue.fill(limit, 0.5, 120)
    desk().venue.end(limit, 'cancelled', 'by the venue')
    dropFrames(desk())
    await recovered(desk())
    const amend = (size: number): unknown => desk().execution.amend(stop, { quantity: quantity(size) }, `amend-${size}`)
    expect(() => amend(0.5)).toThrow('0.5 of it has filled, the quantity must be more')
    amend(1.5)
    desk().settle()
    pair.reach(89)
    desk().settle()
    expect(venue.standing()).toEqual(['market 1'])
  })

  it.each([
    ['could not be placed', undefined],
    ['was not certain to be due', { command: 'cancel', outcome: 'taken' }],
  ] as const)(
    'has nothing come in the place of the other after a restart where that %s before it was sent',
    async (...parts) => {
      const [, unanswered] = parts
      const { limit, stop } = pair.buy()
      if (unanswered) desk().venue.unanswered = unanswered
      else pair.hidePrices()
      desk().execution.amend(limit, { limitPrice: price(95) }, 'amend-key-1')
      desk().settle()
      desk().onReleaseCheck = undefined
      pair.reach(111)
      desk().settle()
      await answered()
      expect([pair.states(limit, stop), venue.standing()]).toEqual([['cancelled', 'cancelled'], ['market 2']])
      pair.fillAll(111)
      desk().restart()
      await recovered(desk())
      expect([pair.held(), venue.standing()]).toEqual(['2', []])
      expect(desk().venue.commands.filter((command) => command.startsWith('submit'))).toHaveLength(2)
    },
  )

  it('says what it was sent as after a crash before that was on disk', async () => {
    const { stop } = pair.sell()
    pair.reach(89)
    desk().journal.step()
    desk().venue.deliver()
    // All but the last, by which the stop ends.
    desk().journal.step(desk().journal.pending - 1)
    desk().restart()
    await recovered(desk())
    expect(desk().execution.order(stop).state).toMatchObject({ reason: expect.stringContaining('its price has come') })
  })

  it('leaves the size of what came in the place of the other to whoever changes it', async () => {
    const { limit, stop } = pair.sell()
    desk().execution.amend(limit, { limitPrice: price(125) }, 'amend-key-1')
    desk().journal.step()
    pair.tradePart(limit, 0.5, 120)
    dropFrames(desk())
    await recovered(desk())
    desk().settle()
    desk().execution.amend(pair.sent(limit), { quantity: quantity(0.25) }, 'amend-key-2')
    desk().settle()
    expect([venue.standing(), desk().state(stop)]).toEqual([['limit 0.25'], 'working'])
  })

  it('ends, with what came in the place of the other, where that other has filled after all', () => {
    const { limit, stop } = pair.buy()
    desk().execution.amend(limit, { limitPrice: price(91) }, 'amend-key-1')
    desk().settle()
    const next = pair.sent(limit)
    const first = desk().venue.orders.get(limit)
    if (first) first.state = 'working'
    desk().fill(limit, 2, 90)
    expect([...pair.states(limit, next, stop), pair.held()]).toEqual(['filled', 'cancelled', 'cancelled', '2'])
  })

  it('ends once the other, with a part, is not let go after all', () => {
    const { limit, stop } = pair.buy()
    const letGo = pair.keep(limit)
    desk().execution.cancel(limit, 'by hand')
    desk().journal.step()
    letGo()
    const refusal = desk().venue.outbox.splice(0)
    desk().venue.fill(limit, 0.5, 90)
    desk().venue.outbox.push(...refusal)
    desk().settle()
    expect(pair.states(limit, stop)).toEqual(['partiallyFilled', 'cancelled'])
  })

  it('ends where the other fills though the venue could not be asked how things are before', async () => {
    const { limit, stop } = pair.buy()
    desk().venue.isReachable = false
    await expect(desk().execution.recover()).rejects.toThrow('could not be asked')
    desk().fill(limit, 0.5, 90)
    expect(pair.states(limit, stop)).toEqual(['partiallyFilled', 'cancelled'])
  })

  it('ends where the other fills while the venue is asked, once that has failed', async () => {
    const { limit, stop } = pair.buy()
    desk().venue.isReachable = false
    const recovery = desk().execution.recover()
    desk().fill(limit, 0.5, 90)
    expect(pair.states(limit, stop)).toEqual(['partiallyFilled', 'working'])
    await expect(recovery).rejects.toThrow('could not be asked')
    expect(pair.states(limit, stop)).toEqual(['partiallyFilled', 'cancelled'])
  })

  it('waits on for the rest also where the venue is asked by two at once', async () => {
    const { limit, stop } = pair.sell()
    const [first, second] = [desk().execution.recover(), desk().execution.recover()]
    await first
    desk().venue.fill(limit, 0.5, 120)
    desk().venue.end(limit, 'cancelled', 'by the venue')
    dropFrames(desk())
    await second
    await recovered(desk())
    expect(pair.states(limit, stop)).toEqual(['cancelled', 'working'])
  })

  describe('and has been sent', () => {
    it('has the other one end that was thought lost, and is accepted after all', async () => {
      const { limit, stop } = await losingLimit()
      desk().fill(pair.sent(stop), 2, 111)
      acceptLate(limit)
      expect([desk().state(limit), pair.cancels(limit), pair.held()]).toEqual(['cancelled', 1, '2'])
    })

    it('has what the other trades then sold, and the rest of the other ended', async () => {
      const { limit, stop } = await losingLimit()
      desk().fill(pair.sent(stop), 2, 111)
      desk().venue.forgotten.delete(limit)
      desk().fill(limit, 0.5, 90)
      expect(desk().state(limit)).toBe('cancelled')
      pair.fillAll(100)
      expect([pair.held(), venue.standing()]).toEqual(['2', []])
    })

    it('has the other one end also where it could only be given other terms by another order', async () => {
      const { limit, stop } = await losingLimit({ type: 'stopLimit', limitPrice: price(115) })
      const first = pair.sent(stop)
      desk().execution.amend(first, { limitPrice: price(114) }, 'amend-key-1')
      desk().settle()
      desk().fill(pair.sent(first), 2, 111)
      desk().venue.forgotten.delete(limit)
      desk().fill(limit, 0.5, 90)
      expect(desk().state(limit)).toBe('cancelled')
      pair.fillAll(100)
      expect([pair.held(), venue.standing()]).toEqual(['2', []])
    })

    it('leaves the other alone where nothing came of it', async () => {
      desk().venue.rejectNext = ({ type }) => (type === 'market' ? 'no' : undefined)
      const { limit, stop } = await losingLimit()
      acceptLate(limit)
      expect(pair.states(limit, stop)).toEqual(['working', 'cancelled'])
    })

    it('ends the other one that is made only then', () => {
      const { limit, stop } = pair.buy()
      desk().execution.cancel(limit, 'by hand')
      desk().settle()
      pair.reach(111)
      desk().settle()
      desk().fill(pair.sent(stop), 2, 111)
      const { terms } = desk().execution.order(limit)
      const again = desk().place({ ...terms, idempotencyKey: 'limit-key-2' })
      expect([desk().state(again), pair.held()]).toEqual(['cancelled', '2'])
    })
  })

  it('ends when its time is up where nobody can tell whether it may be sent, though the other has gone', () => {
    const { stop } = pair.sell({ stop: { timeInForce: 'GTD', expireAtMs: timeMs(10_000) } })
    pair.reach(89)
    pair.hidePrices()
    desk().settle()
    desk().clock.advanceBy(20_000)
    expect(desk().state(stop)).toBe('expired')
  })

  it('is sent as soon as that can be told, for the price that had come', () => {
    const { stop } = pair.sell()
    pair.reach(89)
    pair.hidePrices()
    desk().settle()
    for (const at of [95, 96]) pair.reach(at)
    expect(venue.standing()).toEqual([])
    desk().onReleaseCheck = undefined
    pair.reach(97)
    desk().settle()
    expect([desk().state(stop), venue.standing()]).toEqual(['cancelled', ['market 2']])
  })
})
