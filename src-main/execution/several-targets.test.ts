import { describe, expect, it } from 'vitest'
import { type ExitPlan, HAND, price, quantity } from '../domain/index.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { bracketTerms, BTC, closeTerms } from './testing/terms.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)

const PLAN: ExitPlan = {
  targets: [
    { price: price(110), fraction: 0.25 },
    { price: price(120), fraction: 0.25 },
    { price: price(130), fraction: 0.5 },
  ],
  trailing: undefined,
  breakEven: undefined,
}

function hold(amount: number, plan: ExitPlan = PLAN): void {
  steps.hold(amount, { takeProfitPrice: undefined, exitPlan: plan })
}

/** Fills so much of the target that waits at this price. */
function sell(at: number, amount: number): void {
  const order = steps.legs('takeProfit').find(({ terms }) => (terms.limitPrice ?? terms.triggerPrice)?.eq(at))
  if (!order) throw new Error(`no target waits at ${at}`)
  desk().fill(order.terms.orderId, amount, at)
}

describe('several targets', () => {
  it('wait at the venue beside one stop for all of the position', () => {
    hold(4)
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 1 110', 'takeProfit 1 120', 'takeProfit 2 130'])
    expect(steps.legs('takeProfit').map(({ terms }) => terms.reason)).toEqual([
      'take-profit 1 of wh-1',
      'take-profit 2 of wh-1',
      'take-profit 3 of wh-1',
    ])
  })

  it('shrink the stop by exactly what they sell, and are not placed again', () => {
    hold(4)
    sell(110, 0.5)
    expect(desk().protection()).toEqual([
      'stopLoss 3.5 90',
      'takeProfit 0.5 110',
      'takeProfit 1 120',
      'takeProfit 2 130',
    ])
    sell(110, 0.5)
    sell(120, 1)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 130'])
    sell(130, 2)
    expect(desk().protection()).toEqual([])
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
  })

  it('are the same after a restart in the middle', async () => {
    hold(4)
    sell(110, 1)
    sell(120, 0.5)
    const before = desk().protection()
    await steps.restart()
    expect(desk().protection()).toEqual(before)
    expect(desk().execution.counters.orders).toBe(0)
  })

  it('go with the position when the stop fills', () => {
    hold(4)
    desk().fill(desk().protectiveOrder('stopLoss'), 4, 90)
    expect(desk().protection()).toEqual([])
  })

  it('are cut from the farthest when part of the position is closed by hand', () => {
    hold(4)
    desk().fill(desk().place(closeTerms(1)), 1)
    expect(desk().protection()).toEqual(['stopLoss 3 90', 'takeProfit 1 110', 'takeProfit 1 120', 'takeProfit 1 130'])
  })

  it('grow with every part that the entry fills', () => {
    const id = desk().place(bracketTerms(4, 'buy', { takeProfitPrice: undefined, exitPlan: PLAN }))
    desk().fill(id, 2)
    expect(desk().protection()).toEqual([
      'stopLoss 2 90',
      'takeProfit 0.5 110',
      'takeProfit 0.5 120',
      'takeProfit 1 130',
    ])
    desk().fill(id, 2)
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 1 110', 'takeProfit 1 120', 'takeProfit 2 130'])
  })

  it('leave the rest to the single target', () => {
    steps.hold(4, {
      exitPlan: { ...PLAN, targets: [{ price: price(110), fraction: 0.25 }] },
      takeProfitPrice: price(125),
    })
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 1 110', 'takeProfit 3 125'])
    const parts = desk().execution.exitParts({ instrumentId: BTC, owner: HAND }, 'takeProfit')
    expect(parts.map(({ quantity: size, price: at }) => `${size.toFixed()} ${at?.toFixed() ?? '-'}`)).toEqual([
      '1 110',
      '3 125',
    ])
  })

  it('give way to one target that is moved for the whole position', () => {
    hold(4)
    steps.move({ target: 115 })
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 4 115'])
  })

  it('of which one is cancelled by hand leave its part to the stop', () => {
    hold(4)
    const second = steps.legs('takeProfit')[1]
    desk().execution.cancel(second?.terms.orderId ?? desk().protectiveOrder('takeProfit'), 'by hand')
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 1 110', 'takeProfit 2 130'])
    sell(110, 1)
    expect(desk().protection()).toEqual(['stopLoss 3 90', 'takeProfit 2 130'])
  })

  it.each([115, 120, 130])(
    'stay away after a restart where one for the whole, moved to %d, took their place and was cancelled',
    async (at) => {
      hold(4)
      steps.move({ target: at })
      desk().execution.cancel(desk().protectiveOrder('takeProfit'), 'by hand')
      desk().settle()
      expect(desk().protection()).toEqual(['stopLoss 4 90'])
      await steps.restart()
      expect(desk().protection()).toEqual(['stopLoss 4 90'])
    },
  )

  it('wait for their price where the venue has no reduce-only orders, because a resting one could open the other side', () => {
    desk().venue.capabilities = { ...desk().venue.capabilities, reduceOnly: false }
    hold(4)
    expect(steps.legs('takeProfit').map(({ terms }) => terms.type)).toEqual(
      Array.from({ length: 3 }, () => 'takeProfitLimit'),
    )
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 1 110', 'takeProfit 1 120', 'takeProfit 2 130'])
  })

  it('that only the engine can watch sell their share once and leave the others standing', () => {
    desk().venue.capabilities = { ...desk().venue.capabilities, reduceOnly: false, orderTypes: ['market', 'limit'] }
    hold(4)
    expect(desk().protection()).toEqual(['stopLoss 4 90', 'takeProfit 1 110', 'takeProfit 1 120', 'takeProfit 2 130'])
    expect(steps.legs('takeProfit').every(({ terms }) => terms.handling === 'engine')).toBe(true)
    desk().lastPrice = 111
    desk().execution.handlePrices(BTC, { low: 111, high: 111 })
    desk().settle()
    expect(desk().protection()).toEqual(['close 1 market', 'stopLoss 3 90', 'takeProfit 1 120', 'takeProfit 2 130'])
    desk().fill(desk().protectiveOrder('close'), 1, 111)
    expect(desk().protection()).toEqual(['stopLoss 3 90', 'takeProfit 1 120', 'takeProfit 2 130'])
    expect(desk().failures).toEqual([])
    expect(quantity(3).eq(desk().books.netQuantity(BTC))).toBe(true)
  })
})
