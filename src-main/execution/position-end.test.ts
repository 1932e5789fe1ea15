import { beforeEach, describe, expect, it } from 'vitest'
import { price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()
beforeEach(() => {
  desk().venue.capabilities = { ...desk().venue.capabilities, amend: false }
})
const STRATEGY = strategyOwner(strategyId('ema-cross'))

/** A reduce-only sell that waits at 130. */
function waitingClose(amount: number): NewOrderTerms {
  return closeTerms(amount, 'buy', { type: 'limit', limitPrice: price(130), timeInForce: 'GTC' })
}

/** The process was away while this happened at the venue. */
async function whileAway(happen: () => void): Promise<void> {
  desk().restart()
  happen()
  desk().venue.outbox.length = 0
  await desk().execution.recover()
  desk().settle()
}

describe('an entry whose stop is hit while it still fills', () => {
  it('is cancelled: its rest would open again what was just left', () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    desk().fill(desk().protectiveOrder('stopLoss'), 1, 90)
    expect(desk().state(entry)).toBe('cancelled')
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('is cancelled at the next start where the stop was hit meanwhile', async () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    const stop = desk().protectiveOrder('stopLoss')
    await whileAway(() => desk().venue.fill(stop, 1, 90))
    expect(desk().state(entry)).toBe('cancelled')
    expect(desk().venue.openOrders()).toEqual([])
  })

  it('protects what the venue filled before the cancel came', () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    desk().venue.fill(desk().protectiveOrder('stopLoss'), 1, 90)
    desk().venue.fill(entry, 1, 100)
    desk().settle()
    expect(desk().state(entry)).toBe('cancelled')
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
  })

  it('goes on where it was the target: the price may come back', () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    desk().fill(desk().protectiveOrder('takeProfit'), 1, 120)
    expect(desk().state(entry)).toBe('partiallyFilled')
  })
})

describe('a close that waits at a price', () => {
  it('goes when its position has ended, however that came', () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { takeProfitPrice: undefined })), 2)
    const waiting = desk().place(waitingClose(2))
    desk().fill(desk().protectiveOrder('stopLoss'), 2, 90)
    expect(desk().state(waiting)).toBe('cancelled')
  })

  it('goes when its position has turned round', () => {
    desk().fill(desk().place(newTerms()), 1)
    const waiting = desk().place(waitingClose(1))
    desk().fill(desk().place(newTerms({ side: 'sell', quantity: quantity(2) })), 2)
    expect(desk().state(waiting)).toBe('cancelled')
  })

  it('goes at the next start where the position ended meanwhile', async () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { takeProfitPrice: undefined })), 2)
    const waiting = desk().place(waitingClose(2))
    const stop = desk().protectiveOrder('stopLoss')
    await whileAway(() => desk().venue.fill(stop, 2, 90))
    expect(desk().state(waiting)).toBe('cancelled')
  })

  it('stays while a part is held, and while another owner closes theirs', () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(2) })), 2)
    const waiting = desk().place(waitingClose(2))
    desk().fill(desk().place(closeTerms(1)), 1)
    desk().fill(desk().place(newTerms({ owner: STRATEGY })), 1)
    desk().fill(desk().place(closeTerms(1, 'buy', { owner: STRATEGY })), 1)
    expect(desk().state(waiting)).toBe('working')
  })
})

describe('a stop that the venue ends because another owner holds the other side', () => {
  const shortOf = (amount: number): void =>
    desk().fill(desk().place(newTerms({ owner: STRATEGY, side: 'sell', quantity: quantity(amount) })), amount)

  it('is followed by a close at market that is not reduce-only there', () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { takeProfitPrice: undefined })), 2)
    shortOf(2)
    desk().lastPrice = 89
    desk().venue.end(desk().protectiveOrder('stopLoss'), 'cancelled', 'nothing to reduce')
    desk().settle()
    desk().fill(desk().protectiveOrder('close'), 2, 89)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('-2')
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('is followed by a close of the rest where it could fill in part', () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { takeProfitPrice: undefined })), 2)
    shortOf(1)
    const stop = desk().protectiveOrder('stopLoss')
    desk().venue.fill(stop, 1, 90)
    desk().venue.end(stop, 'cancelled', 'nothing to reduce')
    desk().settle()
    expect(desk().protection()).toEqual(['close 1 market'])
  })

  it('is not followed by a second close where one is on its way', () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { takeProfitPrice: undefined })), 2)
    shortOf(2)
    const stop = desk().protectiveOrder('stopLoss')
    const close = desk().execution.place(closeTerms(2, 'buy', { reduceOnly: false })).terms.orderId
    desk().lastPrice = 89
    const timeMs = desk().clock.nowMs()
    desk().execution.handleVenueFact({ kind: 'cancelled', orderId: stop, reason: 'nothing to reduce', timeMs })
    expect(
      desk()
        .execution.openOrders()
        .map(({ terms }) => terms.orderId),
    ).toEqual([close])
  })
})

describe('a close at market of an owner that is not alone in the instrument', () => {
  /** A bracket of this owner, beside 5 that the strategy holds on the same side: the venue's net is larger than each. */
  const holdBeside = (amount: number): void => {
    desk().fill(desk().place(newTerms({ owner: STRATEGY, quantity: quantity(5) })), 5)
    desk().fill(desk().place(bracketTerms(amount)), amount)
  }

  it('takes the place of the exits as soon as it stands at the venue: both together would close twice', () => {
    holdBeside(2)
    desk().execution.place(closeTerms(2))
    desk().journal.step()
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    desk().settle()
    expect(desk().protection()).toEqual([])
  })

  it('leaves exits for what it does not take', () => {
    holdBeside(3)
    const close = desk().place(closeTerms(2))
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
    desk().fill(close, 1)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
  })

  it('gives its place back when it ends without having filled', () => {
    holdBeside(2)
    desk().execution.cancel(desk().place(closeTerms(2)), 'by hand')
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('is cancelled where a stop was faster', () => {
    holdBeside(2)
    const stop = desk().protectiveOrder('stopLoss')
    const close = desk().execution.place(closeTerms(2)).terms.orderId
    desk().journal.step()
    desk().venue.fill(stop, 2, 90)
    desk().settle()
    expect(desk().state(close)).toBe('cancelled')
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('5')
  })

  it('is made good for where it filled together with a stop', () => {
    holdBeside(2)
    const stop = desk().protectiveOrder('stopLoss')
    const close = desk().execution.place(closeTerms(2)).terms.orderId
    desk().journal.step()
    desk().venue.fill(stop, 2, 90)
    desk().venue.fill(close, 1, 90)
    desk().settle()
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('4')
    desk().fill(desk().protectiveOrder('close'), 1, 90)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('5')
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('leaves the exits where nobody else holds the instrument: there reduce-only is enough', () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    desk().place(closeTerms(2))
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })
})

describe('a desk that is suspended', () => {
  it('refuses orders with the reason, never sends what was not sent, and protects again afterwards', () => {
    const entry = desk().place(bracketTerms(1, 'buy', { takeProfitPrice: undefined }))
    const unsent = desk().execution.place(newTerms()).terms.orderId
    desk().execution.suspend('the account is being reset')
    expect(() => desk().execution.place(newTerms())).toThrow('No order is placed now: the account is being reset.')
    desk().fill(entry, 1)
    expect(desk().state(unsent)).toBe('cancelled')
    expect(desk().venue.orders.has(unsent)).toBe(false)
    expect(desk().protection()).toEqual([])
    desk().execution.resume()
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 90'])
  })

  it('does not give exits up that were not sent yet', async () => {
    const entry = desk().place(bracketTerms(1, 'buy', { takeProfitPrice: undefined }))
    desk().venue.fill(entry, 1, 100)
    desk().venue.deliver()
    desk().execution.suspend('the account is being reset')
    desk().settle()
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 90'])
  })
})

describe('cancelling while the ledger cannot be written', () => {
  it('still sends every cancel, and says what was wrong', () => {
    const orders = [desk().place(newTerms()), desk().place(newTerms())]
    desk().journal.append = () => {
      throw new Error('the disk is full')
    }
    expect(() => desk().execution.cancelAll({ includeProtection: true, reason: 'by hand' })).toThrow('the disk is full')
    expect(desk().venue.commands.slice(-2)).toEqual(orders.map((id) => `cancel ${id}`))
  })
})
