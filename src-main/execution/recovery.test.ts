import { describe, expect, it } from 'vitest'
import { HAND, orderId, price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()

/** Longer than the venue takes a request after its sending. */
const LIFETIME_MS = 5_000

async function restart(): Promise<Awaited<ReturnType<ReturnType<typeof desk>['execution']['recover']>>> {
  desk().restart()
  const report = await desk().execution.recover()
  desk().settle()
  return report
}

describe('after a crash', () => {
  it('an order that was written down and not sent is unsent', async () => {
    const { orderId: id } = desk().execution.place(newTerms()).terms
    const { venue } = desk()
    venue.submit = () => undefined
    desk().journal.step()
    desk().clock.advanceBy(LIFETIME_MS)
    const report = await restart()
    expect(report.unsentOrders).toEqual([id])
    expect(desk().state(id)).toBe('unsent')
    expect(report.isConsistent).toBe(true)
  })

  it('an order that was never written down never was', async () => {
    desk().execution.place(newTerms())
    const report = await restart()
    expect(report.checkedOrders).toBe(0)
    expect(desk().venue.commands).toEqual([])
    expect(desk().execution.recentOrders(10)).toEqual([])
  })

  it('an order that was sent and answered unheard is taken as the venue has it', async () => {
    const { orderId: id } = desk().execution.place(newTerms({ quantity: quantity(3) })).terms
    desk().journal.step(1)
    desk().venue.fill(id, 2, 100)
    const report = await restart()
    expect(report).toMatchObject({ checkedOrders: 1, recoveredFills: 1, isConsistent: true })
    expect(desk().state(id)).toBe('partiallyFilled')
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('2')
    expect(desk().venue.doubled).toEqual([])
  })

  it.each(['cancelled', 'expired'] as const)('an order that was %s meanwhile is so here', async (kind) => {
    const id = desk().place(newTerms({ quantity: quantity(3) }))
    desk().venue.fill(id, 1, 100)
    desk().venue.end(id, kind, 'meanwhile')
    await restart()
    expect(desk().execution.order(id).state).toEqual({ kind, reason: 'meanwhile' })
    expect(desk().execution.order(id).filledQuantity.toFixed()).toBe('1')
  })

  it('a cancel that never arrived is sent again', async () => {
    const id = desk().place(newTerms())
    desk().venue.cancel = () => undefined
    desk().execution.cancel(id, 'by hand')
    desk().journal.step()
    Reflect.deleteProperty(desk().venue, 'cancel')
    await restart()
    expect(desk().state(id)).toBe('cancelled')
  })

  it('new orders never take an old id', async () => {
    const before = [desk().place(newTerms()), desk().place(newTerms())]
    await restart()
    expect(before).not.toContain(desk().place(newTerms()))
    expect(desk().venue.doubled).toEqual([])
  })

  it('missing exits are placed, and present ones are not placed again', async () => {
    const id = desk().place(bracketTerms(2))
    desk().venue.fill(id, 2, 100)
    const first = await restart()
    expect(first.protectionPlaced).toBe(2)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    const second = await restart()
    expect(second.protectionPlaced).toBe(0)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('an exit that was sent without an answer is found, not doubled', async () => {
    const id = desk().place(bracketTerms(2))
    desk().venue.fill(id, 2, 100)
    desk().venue.deliver()
    desk().journal.step()
    expect(desk().venue.openOrders()).toHaveLength(2)
    const report = await restart()
    expect(report.protectionPlaced).toBe(0)
    expect(desk().venue.openOrders()).toHaveLength(2)
  })

  it('a stop that filled meanwhile takes its target with it', async () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    desk().venue.fill(desk().protectiveOrder('stopLoss'), 2, 90)
    await restart()
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
    expect(desk().venue.openOrders()).toEqual([])
  })

  it('a stop that filled in part and ended meanwhile is not placed again: the rest is closed at market', async () => {
    desk().fill(desk().place(bracketTerms(1)), 1)
    const stop = desk().protectiveOrder('stopLoss')
    desk().venue.fill(stop, 0.25, 90)
    desk().venue.end(stop, 'expired', 'meanwhile')
    await restart()
    expect(desk().protection()).toEqual(['close 0.75 market'])
    expect(desk().failures.map(({ reason }) => reason)).toEqual(['meanwhile'])
  })

  it('a position that two exits have closed meanwhile is not left on the other side', async () => {
    const owner = strategyOwner(strategyId('ema-cross'))
    desk().fill(desk().place(bracketTerms(1)), 1)
    // The venue nets both owners, and lets both exits fill.
    desk().fill(desk().place(newTerms({ owner, quantity: quantity(1) })), 1)
    for (const role of ['stopLoss', 'takeProfit'] as const) desk().venue.fill(desk().protectiveOrder(role), 1, 100)
    await restart()
    expect(desk().protection()).toEqual(['close 1 market'])
    desk().fill(desk().protectiveOrder('close'), 1)
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('0')
  })

  it('executions of several orders are booked in the order of their times', async () => {
    const sold = desk().place(newTerms({ side: 'sell' }))
    const bought = desk().place(newTerms({ quantity: quantity(2) }))
    desk().venue.fill(bought, 2, 100)
    desk().venue.fill(sold, 1, 100)
    await restart()
    expect(desk().bookedFills.map(({ fill }) => fill.orderId)).toEqual([bought, sold])
  })

  it('the part of a position that was closed before stays uncovered by the old exits', async () => {
    desk().fill(desk().place(bracketTerms(1, 'buy', { takeProfitPrice: undefined })), 1)
    desk().fill(desk().place(closeTerms(1)), 1)
    desk().fill(desk().place(newTerms()), 1)
    await restart()
    expect(desk().protection()).toEqual([])
  })

  it('several entries keep their own exits', async () => {
    desk().fill(desk().place(bracketTerms(1, 'buy', { takeProfitPrice: undefined })), 1)
    const second = { takeProfitPrice: undefined, stopLossPrice: price(95) }
    desk().fill(desk().place(bracketTerms(2, 'buy', second)), 2)
    desk().fill(desk().place(closeTerms(1.5)), 1.5)
    const before = desk().protection()
    expect(before).toEqual(['stopLoss 1.5 95'])
    await restart()
    expect(desk().protection()).toEqual(before)
  })
})

describe('recovery', () => {
  it('changes nothing when it runs again', async () => {
    desk().fill(desk().place(bracketTerms(3)), 1)
    await restart()
    const { journal, venue } = desk()
    const facts = journal.records.length
    const commands = venue.commands.length
    const report = await desk().execution.recover()
    desk().settle()
    expect(report).toMatchObject({ recoveredFacts: 0, protectionPlaced: 0, isConsistent: true })
    expect(journal.records).toHaveLength(facts)
    expect(venue.commands).toHaveLength(commands)
  })

  it('assumes nothing when the venue cannot be asked', async () => {
    const id = desk().place(newTerms())
    desk().restart()
    desk().venue.isReachable = false
    await expect(desk().execution.recover()).rejects.toThrow(
      'fake could not be asked about the account: connection refused. Nothing was assumed',
    )
    expect(desk().state(id)).toBe('working')
    expect(() => desk().execution.place(newTerms())).toThrow(/has not been asked/)
    desk().venue.isReachable = true
    expect((await desk().execution.recover()).isConsistent).toBe(true)
  })

  it('reports an order that the venue no longer knows', async () => {
    const id = desk().place(newTerms())
    desk().venue.orders.delete(id)
    desk().clock.advanceBy(LIFETIME_MS)
    const report = await restart()
    expect(report).toMatchObject({ lostOrders: [id], unsentOrders: [], isConsistent: false })
    expect(desk().state(id)).toBe('cancelled')
  })

  it('reports orders at the venue that the ledger does not know, and leaves them', async () => {
    const id = desk().place(newTerms())
    const order = desk().venue.orders.get(id)
    const foreign = orderId('by-app-1')
    if (order) desk().venue.orders.set(foreign, { ...order, request: { ...order.request, orderId: foreign } })
    const report = await restart()
    expect(report.unknownOrders.map((each) => each.orderId)).toEqual([foreign])
    expect(report.isConsistent).toBe(false)
    expect(desk().venue.commands).not.toContain(`cancel ${foreign}`)
  })

  it('reports cash and positions that differ, to the digit', async () => {
    desk().fill(desk().place(newTerms()), 1)
    const { venue } = desk()
    const account = await venue.queryAccount()
    venue.queryAccount = () =>
      Promise.resolve({
        ...account,
        cash: account.cash.add('0.07') as typeof account.cash,
        positions: [{ instrumentId: BTC, quantity: quantity('1.5'), entryPrice: price(0) }],
      })
    const report = await restart()
    expect(report.cash && [report.cash.ledger.toFixed(), report.cash.venue.toFixed()]).toEqual([
      '999899.99',
      '999900.06',
    ])
    expect(report.positions.map(({ ledger, venue: theirs }) => [ledger.toFixed(), theirs.toFixed()])).toEqual([
      ['1', '1.5'],
    ])
    expect(report.isConsistent).toBe(false)
  })

  it('reports a position that only the venue has', async () => {
    const { venue } = desk()
    const account = await venue.queryAccount()
    const positions = [{ instrumentId: BTC, quantity: quantity(-2), entryPrice: price(0) }]
    venue.queryAccount = () => Promise.resolve({ ...account, positions })
    expect((await restart()).positions).toMatchObject([{ instrumentId: BTC }])
  })

  it('reports executions that the venue does not list', async () => {
    const id = desk().place(newTerms())
    const { venue } = desk()
    const reports = await venue.queryOpenOrders()
    venue.queryOpenOrders = () =>
      Promise.resolve(reports.map((report) => Object.assign({}, report, { filledQuantity: quantity('0.4') })))
    const { unexplainedFills } = await restart()
    expect(unexplainedFills).toMatchObject([{ orderId: id }])
    expect(desk().state(id)).toBe('working')
  })
})
