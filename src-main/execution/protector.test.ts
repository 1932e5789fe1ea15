import { beforeEach, describe, expect, it } from 'vitest'
import { HAND, orderId, price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import { PROTECTION_RETRY_MS } from './refused-exits.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()
beforeEach(() => {
  desk().venue.capabilities = { ...desk().venue.capabilities, amend: false }
})

describe('exits at the venue', () => {
  it('come with the fill of the entry, reduce-only and on the other side', () => {
    const id = desk().place(bracketTerms(2))
    expect(desk().protection()).toEqual([])
    desk().fill(id, 2)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    for (const { terms } of desk().execution.openOrders()) {
      expect(terms).toMatchObject({ side: 'sell', reduceOnly: true, owner: HAND, parentOrderId: id })
      expect(desk().venue.orders.get(terms.orderId)?.request).toMatchObject({ side: 'sell', reduceOnly: true })
    }
  })

  it('protect a short position the other way round', () => {
    desk().fill(desk().place(bracketTerms(2, 'sell')), 2)
    expect(desk().protection()).toEqual(['stopLoss 2 110', 'takeProfit 2 80'])
    expect(
      desk()
        .execution.openOrders()
        .every(({ terms }) => terms.side === 'buy'),
    ).toBe(true)
  })

  it('follow each part of the entry, without a moment uncovered and without covering twice', () => {
    const id = desk().place(bracketTerms(3))
    desk().fill(id, 1)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
    desk().fill(id, 2)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'stopLoss 2 90', 'takeProfit 1 120', 'takeProfit 2 120'])
    expect(desk().venue.commands.some((each) => each.startsWith('cancel'))).toBe(false)
  })

  it('stay few, however many parts the entry has', () => {
    const id = desk().place(bracketTerms(30))
    for (let part = 0; part < 30; part++) desk().fill(id, 1)
    const stops = desk()
      .protection()
      .filter((each) => each.startsWith('stopLoss'))
    expect(stops.length).toBeLessThanOrEqual(5)
    expect(stops.reduce((sum, each) => sum + Number(each.split(' ')[1]), 0)).toBe(30)
  })

  it('are cut when the other one fills, and go when it has filled', () => {
    desk().fill(desk().place(bracketTerms(3)), 3)
    const target = desk().protectiveOrder('takeProfit')
    desk().fill(target, 1, 120)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    desk().fill(target, 2, 120)
    expect(desk().protection()).toEqual([])
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('are cut only when the smaller one stands at the venue', () => {
    desk().fill(desk().place(bracketTerms(3, 'buy', { takeProfitPrice: undefined })), 3)
    const old = desk().protectiveOrder('stopLoss')
    desk().fill(desk().place(closeTerms(1)), 1)
    const { commands } = desk().venue
    expect(commands.slice(-2)).toEqual(['submit wh-4', `cancel ${old}`])
    expect(desk().protection()).toEqual(['stopLoss 2 90'])
  })

  it('go when the position is closed by hand', () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    desk().fill(desk().place(closeTerms(2)), 2)
    expect(desk().protection()).toEqual([])
  })

  it('of several entries shrink oldest first', () => {
    desk().fill(desk().place(bracketTerms(1, 'buy', { takeProfitPrice: undefined })), 1)
    const second = { takeProfitPrice: undefined, stopLossPrice: price(95) }
    desk().fill(desk().place(bracketTerms(1, 'buy', second)), 1)
    desk().fill(desk().place(closeTerms(1)), 1)
    expect(desk().protection()).toEqual(['stopLoss 1 95'])
  })

  it('of one owner do not move when another trades the same instrument', () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    const other = strategyOwner(strategyId('ema-cross'))
    desk().fill(desk().place(newTerms({ owner: other, quantity: quantity(5) })), 5)
    desk().fill(desk().place(closeTerms(5, 'buy', { owner: other })), 5)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('stay as they are when the rest of the entry is cancelled', () => {
    const id = desk().place(bracketTerms(3))
    desk().fill(id, 1)
    desk().execution.cancel(id, 'by hand')
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
  })

  it('do not double when the fill overtakes their acceptance', () => {
    const id = desk().place(bracketTerms(2))
    desk().venue.fill(id, 1, 100)
    desk().venue.deliver()
    desk().venue.fill(id, 1, 100)
    desk().venue.deliver()
    desk().settle()
    const stops = desk()
      .protection()
      .filter((each) => each.startsWith('stopLoss'))
    expect(stops).toEqual(['stopLoss 1 90', 'stopLoss 1 90'])
  })

  it('that somebody cancelled are not placed again, not even after a restart', async () => {
    const id = desk().place(bracketTerms(3))
    desk().fill(id, 1)
    desk().execution.cancel(desk().protectiveOrder('stopLoss'), 'by hand')
    desk().settle()
    expect(desk().protection()).toEqual(['takeProfit 1 120'])
    desk().fill(id, 1)
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect(desk().protection()).toEqual(['takeProfit 1 120', 'takeProfit 1 120'])
  })
})

describe('an exit that the venue refuses', () => {
  const refuse = (role: 'stop' | 'limit' | 'any', times = 1): void => {
    let left = times
    desk().venue.rejectNext = (request) => {
      if (!request.reduceOnly || (role !== 'any' && request.type !== role) || left === 0) return undefined
      left -= 1
      return 'not now'
    }
  }

  it('raises an alarm and is tried again later', () => {
    refuse('stop')
    desk().fill(desk().place(bracketTerms(2)), 2)
    expect(desk().failures.map(({ order, reason }) => `${order.terms.role} ${reason}`)).toEqual(['stopLoss not now'])
    expect(desk().protection()).toEqual(['takeProfit 2 120'])
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('is tried again with the next fill', () => {
    const id = desk().place(bracketTerms(3))
    refuse('stop')
    desk().fill(id, 1)
    desk().fill(id, 1)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 1 120', 'takeProfit 1 120'])
  })

  it('is not tried in a loop', () => {
    refuse('any', Number.POSITIVE_INFINITY)
    desk().fill(desk().place(bracketTerms(2)), 2)
    expect(desk().venue.commands.length).toBeLessThan(6)
    expect(desk().failures).toHaveLength(2)
  })

  it('as an addition is replaced at once by one for the whole', () => {
    const id = desk().place(bracketTerms(3, 'buy', { takeProfitPrice: undefined }))
    desk().fill(id, 2)
    refuse('stop')
    desk().fill(id, 1)
    expect(desk().protection()).toEqual(['stopLoss 3 90'])
  })

  it('leaves that of another entry to sell what is left of its own, and nothing at a price decided for the other', () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { stopLossPrice: price(80) })), 2)
    const target = desk().protectiveOrder('takeProfit')
    const second = desk().place(bracketTerms(1))
    refuse('stop')
    desk().venue.fill(second, 1, 100)
    desk().venue.fill(target, 0.5, 120)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1.5 80', 'takeProfit 1 120', 'takeProfit 1.5 120'])
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'stopLoss 1.5 80', 'takeProfit 1 120', 'takeProfit 1.5 120'])
  })

  it('because the price lies beyond it already closes the position at market', () => {
    refuse('stop')
    desk().lastPrice = 89
    desk().fill(desk().place(bracketTerms(2)), 2)
    expect(desk().protection()).toEqual(['close 2 market'])
    desk().fill(desk().protectiveOrder('close'), 2, 89)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
    expect(desk().execution.openOrders()).toEqual([])
    expect(desk().failures).toHaveLength(1)
  })

  it('does not close a short position whose price is still below the stop', () => {
    refuse('stop')
    desk().lastPrice = 105
    desk().fill(desk().place(bracketTerms(2, 'sell')), 2)
    expect(desk().protection()).toEqual(['takeProfit 2 80'])
  })

  it('is alarmed about when the venue takes it away without being asked', () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    desk().venue.end(desk().protectiveOrder('stopLoss'), 'expired', 'delisting')
    desk().settle()
    expect(desk().failures.map(({ reason }) => reason)).toEqual(['delisting'])
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('is no alarm once the position is gone', () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    desk().place(closeTerms(2))
    desk().venue.fill(orderId('wh-4'), 2, 100)
    desk().venue.end(desk().protectiveOrder('stopLoss'), 'cancelled', 'position closed')
    desk().settle()
    expect(desk().failures).toEqual([])
  })

  it('to be cancelled is not asked about in a loop', () => {
    desk().fill(desk().place(bracketTerms(2, 'buy', { takeProfitPrice: undefined })), 2)
    const stop = desk().protectiveOrder('stopLoss')
    const { venue } = desk()
    venue.cancel = (id) => {
      venue.commands.push(`cancel ${id}`)
      venue.outbox.push({ kind: 'cancelRejected', orderId: id, reason: 'busy', timeMs: desk().clock.nowMs() })
    }
    desk().fill(desk().place(closeTerms(2)), 2)
    expect(venue.commands.filter((each) => each === `cancel ${stop}`)).toHaveLength(1)
  })
})
