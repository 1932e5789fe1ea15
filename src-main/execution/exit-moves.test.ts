import { beforeEach, describe, expect, it } from 'vitest'
import { price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()
beforeEach(() => {
  desk().venue.capabilities = { ...desk().venue.capabilities, amend: false }
})
const steps = new ExitSteps(desk)
const STRATEGY = strategyOwner(strategyId('ema-cross'))

describe('exits that are moved', () => {
  it('are those of the whole position, however many entries it has, and say who moved them', () => {
    steps.hold(1)
    steps.hold(2, { stopLossPrice: price(85) })
    steps.holdBare(3)
    steps.move({ stop: 95, target: 130 })
    expect(desk().protection()).toEqual([
      'stopLoss 1 95',
      'stopLoss 2 95',
      'stopLoss 3 95',
      'takeProfit 1 130',
      'takeProfit 2 130',
      'takeProfit 3 130',
    ])
    expect(new Set(steps.legs('stopLoss').map(({ terms }) => terms.reason))).toEqual(
      new Set(['stop-loss moved by hand']),
    )
    expect(new Set(steps.legs('takeProfit').map(({ terms }) => terms.reason))).toEqual(
      new Set(['take-profit moved by hand']),
    )
  })

  it('stand at the venue before the old ones are cancelled', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    const [old] = steps.legs('stopLoss')
    steps.decide({ stop: 95 })
    desk().journal.step()
    expect(desk().venue.commands.slice(-1)).toEqual(['submit wh-3'])
    desk().settle()
    expect(desk().venue.commands.slice(-2)).toEqual(['submit wh-3', `cancel ${old?.terms.orderId ?? ''}`])
    expect(desk().protection()).toEqual(['stopLoss 2 95'])
  })

  it('stand there before the old ones are cancelled also where more is decided meanwhile', () => {
    steps.hold(2)
    const [old] = steps.legs('stopLoss')
    steps.decide({ stop: 95 })
    steps.decide({ target: 110 })
    desk().journal.step()
    expect(desk().state(old?.terms.orderId ?? desk().protectiveOrder('stopLoss'))).toBe('working')
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 95', 'takeProfit 2 110'])
  })

  it('are set where there were none, one beside the other', () => {
    steps.holdBare(2)
    steps.move({ stop: 90 })
    expect(desk().protection()).toEqual(['stopLoss 2 90'])
    steps.move({ target: 110 })
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 110'])
    for (const { terms } of desk().execution.openOrders())
      expect(terms).toMatchObject({ side: 'sell', reduceOnly: true })
  })

  it('leave the other exit as it is', () => {
    steps.hold(2)
    steps.move({ target: 110 })
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 110'])
  })

  it('are taken away, and stay so after a restart', async () => {
    steps.hold(2)
    steps.move({ stop: null })
    expect(desk().protection()).toEqual(['takeProfit 2 120'])
    await steps.restart()
    expect(desk().protection()).toEqual(['takeProfit 2 120'])
  })

  it('are moved again before the first move has come to the venue', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    steps.decide({ stop: 94 })
    steps.decide({ stop: 95 })
    steps.decide({ stop: 96 })
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 96'])
  })

  it('belong to one owner and leave those of another alone', () => {
    steps.hold(2)
    desk().fill(desk().place(bracketTerms(1, 'buy', { owner: STRATEGY })), 1)
    steps.decide({ stop: 95 }, STRATEGY)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'stopLoss 2 90', 'takeProfit 1 120', 'takeProfit 2 120'])
    const moved = steps.legs('stopLoss').find(({ terms }) => terms.owner === STRATEGY)
    expect(moved?.terms.reason).toBe('stop-loss moved by hand')
  })

  it('of a short position are bought', () => {
    desk().fill(desk().place(bracketTerms(2, 'sell')), 2)
    steps.move({ stop: 105, target: 90 })
    expect(desk().protection()).toEqual(['stopLoss 2 105', 'takeProfit 2 90'])
    for (const { terms } of desk().execution.openOrders()) expect(terms.side).toBe('buy')
  })
})

describe('after a move', () => {
  it('an entry that still works fills with the moved exits', () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    steps.move({ stop: 95 })
    desk().fill(entry, 2)
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'stopLoss 2 95', 'takeProfit 1 120', 'takeProfit 2 120'])
  })

  it('an entry that was working and had not filled does so too', () => {
    steps.hold(1, { takeProfitPrice: undefined })
    const waiting = desk().place(bracketTerms(2, 'buy', { stopLossPrice: price(80), takeProfitPrice: undefined }))
    steps.move({ stop: 95 })
    desk().fill(waiting, 2)
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'stopLoss 2 95'])
  })

  it('an entry made later keeps the exits it brings, and gets the moved ones where it brings none', () => {
    steps.hold(1)
    steps.move({ stop: 95 })
    steps.hold(2, { stopLossPrice: price(97), takeProfitPrice: undefined })
    steps.holdBare(3)
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'stopLoss 2 97', 'stopLoss 3 95', 'takeProfit 1 120'])
  })

  it('the very next order is a later one, and keeps the stop it brings', () => {
    steps.hold(1, { takeProfitPrice: undefined })
    steps.move({ stop: null })
    steps.hold(2, { takeProfitPrice: undefined })
    expect(desk().protection()).toEqual(['stopLoss 2 90'])
  })

  it('a close of a part lowers both exits', () => {
    steps.hold(2)
    steps.holdBare(2)
    steps.move({ stop: 95, target: 130 })
    desk().fill(desk().place(closeTerms(3)), 3)
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'takeProfit 1 130'])
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('1')
  })

  it('the next position has the exits of its own entry', async () => {
    steps.hold(2)
    steps.move({ stop: 95, target: null })
    desk().fill(desk().place(closeTerms(2)), 2)
    expect(desk().protection()).toEqual([])
    steps.hold(1)
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
    await steps.restart()
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
  })

  it('the next position has none where its entry brings none', async () => {
    steps.hold(2)
    steps.move({ stop: 95 })
    desk().fill(desk().place(closeTerms(2)), 2)
    steps.holdBare(1)
    expect(desk().protection()).toEqual([])
    await steps.restart()
    expect(desk().protection()).toEqual([])
  })

  it('an entry that fills on after its target was reached opens a position with the exits it was made with', () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    steps.move({ stop: 115 })
    desk().fill(desk().protectiveOrder('takeProfit'), 1, 120)
    desk().fill(entry, 2)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('a reset of the account forgets it', () => {
    steps.hold(1)
    steps.move({ stop: 95 })
    desk().execution.handleAccountReset('the paper account was reset')
    steps.holdBare(1)
    expect(desk().protection()).toEqual([])
  })

  it('a position that turns round has the exits of the order that turned it', () => {
    steps.hold(1)
    steps.move({ stop: 95 })
    desk().fill(desk().place(bracketTerms(3, 'sell')), 3)
    expect(desk().protection()).toEqual(['stopLoss 2 110', 'takeProfit 2 80'])
  })
})

describe('a moved stop that is hit', () => {
  it('ends what is left of every entry that had filled in part', () => {
    const [first, second] = [newTerms({ quantity: quantity(3) }), newTerms({ quantity: quantity(3) })].map((terms) =>
      desk().place(terms),
    )
    if (!first || !second) throw new Error('two entries were placed')
    desk().fill(first, 1)
    desk().fill(second, 1)
    steps.move({ stop: 95 })
    expect(desk().protection()).toEqual(['stopLoss 2 95'])
    desk().fill(desk().protectiveOrder('stopLoss'), 2, 95)
    expect([desk().state(first), desk().state(second)]).toEqual(['cancelled', 'cancelled'])
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('leaves an entry alone that was made later with a stop of its own', () => {
    steps.holdBare(1)
    steps.move({ stop: 95 })
    const later = desk().place(bracketTerms(3, 'buy', { takeProfitPrice: undefined }))
    desk().fill(later, 1)
    const moved = steps.legs('stopLoss').find(({ terms }) => terms.triggerPrice?.eq(95))
    desk().fill(moved?.terms.orderId ?? later, 1, 95)
    expect(desk().state(later)).toBe('partiallyFilled')
    expect(desk().protection()).toEqual(['stopLoss 1 90'])
  })

  it('together with the old one never sells more than is held', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    const old = desk().protectiveOrder('stopLoss')
    steps.decide({ stop: 95 })
    desk().journal.step()
    desk().venue.fill(old, 1, 90)
    desk().venue.fill(desk().protectiveOrder('stopLoss'), 2, 95)
    for (const order of desk().venue.openOrders()) desk().venue.fill(order.request.orderId, 2, 90)
    desk().settle()
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
    expect(desk().execution.openOrders()).toEqual([])
  })
})
