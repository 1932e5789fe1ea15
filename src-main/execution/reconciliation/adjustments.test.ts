import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs, ZERO } from '../../base/index.ts'
import {
  HAND,
  money,
  type Position,
  price,
  quantity,
  strategyId,
  strategyOwner,
  UNASSIGNED,
} from '../../domain/index.ts'
import { useDesk } from '../testing/desk-fixture.ts'
import { dropFrames, funding, liquidation, recovered, restarted } from '../testing/reconciliation-steps.ts'
import { ACCOUNT, bracketTerms, BTC, newTerms } from '../testing/terms.ts'
import { largestHolderFirst } from './adjustment-split.ts'

const desk = useDesk()
const BOT = strategyOwner(strategyId('bot'))

describe('what the venue does by itself', () => {
  it('while the engine is off is found at the start: a liquidation is no unexplained difference', async () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(3) })), 3)
    desk().venue.change(liquidation(-3))
    const report = await restarted(desk())
    expect(report).toMatchObject({ bookedAdjustments: 1, positions: [], cash: undefined, isConsistent: true })
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('0')
  })

  it('is booked after the executions that were missed before it: it takes from those who held', async () => {
    const orderId = desk().place(newTerms({ quantity: quantity(3), owner: BOT }))
    desk().venue.fill(orderId, 3, 100)
    dropFrames(desk())
    desk().venue.change(liquidation(-3))
    expect(await restarted(desk())).toMatchObject({ recoveredFills: 1, bookedAdjustments: 1, isConsistent: true })
    expect(desk().books.openPositions()).toEqual([])
  })

  it('is booked before the executions that were missed after it: it takes nothing from who entered later', async () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(3) })), 3)
    const orderId = desk().place(newTerms({ quantity: quantity(4), owner: BOT }))
    desk().venue.fill(orderId, 4, 100)
    const [entered] = desk().venue.orders.get(orderId)?.fills ?? []
    desk().venue.change(liquidation(-3, { timeMs: timeMs((entered?.timeMs ?? 0) - 1) }))
    dropFrames(desk())
    expect(await restarted(desk())).toMatchObject({ recoveredFills: 1, bookedAdjustments: 1, isConsistent: true })
    expect(desk().books.openPositions()).toMatchObject([{ owner: BOT, quantity: quantity(4) }])
  })

  it('that is told before the execution that it took from is booked after it', async () => {
    const orderId = desk().place(newTerms({ quantity: quantity(3), owner: BOT }))
    desk().venue.fill(orderId, 3, 100)
    const doing = liquidation(-3)
    desk().venue.change(doing)
    desk().venue.adjustments.fire(doing)
    expect(desk().books.openPositions()).toEqual([])
    dropFrames(desk())
    expect(await recovered(desk())).toMatchObject({ recoveredFills: 1, bookedAdjustments: 1, isConsistent: true })
    expect(desk().books.openPositions()).toEqual([])
  })

  it('that is told before the execution that it took from is booked though the venue does not list it', async () => {
    const orderId = desk().place(newTerms({ quantity: quantity(3), owner: BOT }))
    desk().venue.fill(orderId, 3, 100)
    desk().venue.adjustments.fire(liquidation(-1))
    expect(desk().books.openPositions()).toEqual([])
    desk().settle()
    await desk().execution.reconciliation.run('balances')
    expect(desk().books.openPositions()).toMatchObject([{ owner: BOT, quantity: quantity(2) }])
  })

  it('looks for missed executions where it took more than anybody is known to hold', async () => {
    const orderId = desk().place(newTerms({ quantity: quantity(3), owner: BOT }))
    desk().venue.fill(orderId, 3, 100)
    dropFrames(desk())
    desk().venue.change(liquidation(-3))
    await desk().execution.reconciliation.run('balances')
    expect(desk().state(orderId)).toBe('filled')
    expect(desk().books.openPositions()).toEqual([])
  })

  it('waits where missed executions cannot be asked about, and is booked once they can', async () => {
    const orderId = desk().place(newTerms({ quantity: quantity(3), owner: BOT }))
    desk().venue.fill(orderId, 3, 100)
    dropFrames(desk())
    desk().venue.change(liquidation(-2))
    desk().venue.queryFills = () => Promise.reject(new Error('HTTP 502'))
    await desk().execution.reconciliation.run('balances')
    expect(desk().books.openPositions()).toEqual([])
    Reflect.deleteProperty(desk().venue, 'queryFills')
    await desk().execution.reconciliation.run('balances')
    expect(desk().books.openPositions()).toMatchObject([{ owner: BOT, quantity: quantity(1) }])
  })

  it("is nobody's where nobody has held what it took", async () => {
    desk().venue.adjustments.fire(liquidation(-1))
    await desk().execution.reconciliation.run('balances')
    expect(desk().books.openPositions()).toMatchObject([{ owner: UNASSIGNED, quantity: quantity(-1) }])
  })

  it('is booked once, however often it is told', async () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(3) })), 3)
    const doing = liquidation(-1)
    desk().venue.change(doing)
    for (let round = 0; round < 3; round++) {
      desk().venue.adjustments.fire(doing)
      await restarted(desk())
    }
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('2')
  })

  it('keeps its first word where the same id comes with other numbers', () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(3) })), 3)
    desk().venue.adjustments.fire(liquidation(-1))
    desk().venue.adjustments.fire(liquidation(-2))
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('2')
    expect(desk().errors).toContain('the venue tells the same event with other numbers; the first word stays')
  })

  it('shrinks the exits with the position, and ends them with it', () => {
    desk().fill(desk().place(bracketTerms(3)), 3)
    desk().venue.change(liquidation(-1))
    desk().venue.adjustments.fire(liquidation(-1))
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    const rest = liquidation(-2, { adjustmentId: 'liq-2' })
    desk().venue.change(rest)
    desk().venue.adjustments.fire(rest)
    desk().settle()
    expect(desk().protection()).toEqual([])
  })

  it('pays and takes funding', async () => {
    desk().fill(desk().place(newTerms()), 1)
    desk().venue.change(funding(-2.5))
    expect(await recovered(desk())).toMatchObject({ bookedAdjustments: 1, cash: undefined })
    expect(await restarted(desk())).toMatchObject({ bookedAdjustments: 0, isConsistent: true })
  })

  it('before the account was opened is in its opening cash', async () => {
    desk().venue.ownDoings.length = 0
    desk().venue.adjustments.fire(funding(5, { timeMs: timeMs(999) }))
    expect(await recovered(desk())).toMatchObject({ bookedAdjustments: 0, isConsistent: true })
  })

  it('is taken from the largest holder first, and a part lost in a crash is booked after it', async () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(3), owner: BOT })), 3)
    desk().fill(desk().place(newTerms({ quantity: quantity(2) })), 2)
    const doing = liquidation(-4)
    desk().venue.change(doing)
    desk().venue.adjustments.fire(doing)
    expect(desk().books.ownerQuantity(BTC, BOT).toFixed()).toBe('0')
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('1')
    desk().journal.step(1)
    const report = await restarted(desk())
    expect(report).toMatchObject({ bookedAdjustments: 1, isConsistent: true })
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('1')
    expect(await restarted(desk())).toMatchObject({ bookedAdjustments: 0, isConsistent: true })
  })

  it('that cannot be asked about is assumed to be nothing, and the position then differs', async () => {
    desk().fill(desk().place(newTerms()), 1)
    desk().venue.change(liquidation(-1))
    desk().venue.queryAdjustments = () => Promise.reject(new Error('HTTP 502'))
    const report = await restarted(desk())
    expect(report.positions).toHaveLength(1)
    expect(report.failures[0]).toMatch(/HTTP 502/)
    expect(report.differences.find(({ finding }) => finding.kind === 'position')?.cause).toMatch(
      /liquidation.*could not be asked what it closed by itself/,
    )
  })
})

describe('dividing over owners', () => {
  const holders = (amounts: readonly number[]): Position[] =>
    amounts.map((amount, index) => ({
      accountId: ACCOUNT,
      instrumentId: BTC,
      owner: strategyOwner(strategyId(`s${index}`)),
      quantity: quantity(amount),
      entryPrice: price(100),
      realisedPnl: money(0),
      fees: money(0),
      openedAtMs: timeMs(1),
    }))

  it('always gives the whole, and turns nobody', () => {
    const property = fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 5 }),
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: -1_000, max: 1_000 }),
      (amounts, change, cents) => {
        const held = holders(amounts)
        const whole = liquidation(change, { cash: money(cents / 100) })
        const shares = largestHolderFirst(whole, held)
        const sum = shares.reduce((total, share) => total.add(share.quantity), ZERO)
        const cash = shares.reduce((total, share) => total.add(share.cash), ZERO)
        const turned = shares.filter(({ owner, quantity: share }) => {
          const before = held.find((each) => each.owner === owner)?.quantity ?? ZERO
          return owner !== UNASSIGNED && before.add(share).mul(before).isNegative() && !before.add(share).isZero()
        })
        expect([sum.toNumber(), cash.toFixed(), turned]).toEqual([change, whole.cash.toFixed(), []])
      },
    )
    fc.assert(property)
  })
})
