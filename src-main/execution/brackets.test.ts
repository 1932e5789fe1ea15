import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZERO } from '../base/index.ts'
import { HAND, orderId, type OrderTerms, price, quantity, type Side } from '../domain/index.ts'
import { advanceBrackets, type Bracket, coverage, type PositionChange } from './brackets.ts'
import { wantedExit } from './wanted-exits.ts'
import type { MovedExit, PositionExits } from './moved-exits.ts'
import { bracketTerms, BTC, closeTerms, newTerms, orderTerms } from './testing/terms.ts'

function change(before: number, after: number, terms: Partial<OrderTerms>): PositionChange {
  return { before: quantity(before), after: quantity(after), terms: orderTerms(terms) }
}

const entry = (number: number, side: Side = 'buy'): Partial<OrderTerms> => ({
  ...bracketTerms(1, side),
  orderId: orderId(`wh-${number}`),
})

const bare = (number: number, side: Side = 'buy'): Partial<OrderTerms> => ({
  ...newTerms({ side }),
  orderId: orderId(`wh-${number}`),
})

function covered(brackets: readonly Bracket[]): string[] {
  return brackets.map((bracket) => `${bracket.parentOrderId} ${bracket.quantity.toFixed()}`)
}

function afterAll(...changes: readonly PositionChange[]): string[] {
  return covered(changes.reduce<readonly Bracket[]>(advanceBrackets, []))
}

describe('brackets', () => {
  it('grow with every fill of their entry', () => {
    expect(afterAll(change(0, 0.4, entry(1)), change(0.4, 1, entry(1)))).toEqual(['wh-1 1'])
  })

  it('stand beside each other, one per entry, and one for all entries without exits', () => {
    const changes = [change(0, 1, entry(1)), change(1, 2, bare(2)), change(2, 3, entry(3)), change(3, 4, bare(4))]
    expect(afterAll(...changes)).toEqual(['wh-1 1', 'wh-2 2', 'wh-3 1'])
  })

  it('shrink by what their own stop or target filled', () => {
    const exit = { ...closeTerms(1), role: 'stopLoss', parentOrderId: orderId('wh-2') } as const
    expect(afterAll(change(0, 1, entry(1)), change(1, 2, entry(2)), change(2, 1.4, exit))).toEqual([
      'wh-1 1',
      'wh-2 0.4',
    ])
  })

  it('shrink oldest first when the position is closed by other means', () => {
    const changes = [change(0, 1, entry(1)), change(1, 2, entry(2)), change(2, 0.5, closeTerms(1.5))]
    expect(afterAll(...changes)).toEqual(['wh-2 0.5'])
  })

  it('without exits shrink first, so that what was protected stays so', () => {
    const changes = [change(0, 1, entry(1)), change(1, 3, bare(2)), change(3, 1.5, closeTerms(1.5))]
    expect(afterAll(...changes)).toEqual(['wh-1 1', 'wh-2 0.5'])
    expect(afterAll(...changes, change(1.5, 0.7, closeTerms(0.8)))).toEqual(['wh-1 0.7'])
  })

  it('end with the position', () => {
    expect(afterAll(change(0, 1, entry(1)), change(1, 0, closeTerms(1)))).toEqual([])
    expect(afterAll(change(0, 1, entry(1)), change(1, 0, closeTerms(1)), change(0, 1, bare(2)))).toEqual(['wh-2 1'])
  })

  it('end when the position turns round, where only the new side is left', () => {
    expect(afterAll(change(0, 1, entry(1)), change(1, -2, entry(2, 'sell')))).toEqual(['wh-2 2'])
  })

  it('are together the position, whatever fills', () => {
    const step = fc.record({
      by: fc.integer({ min: -30, max: 30 }),
      order: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('bracket', 'plain', 'exit' as const),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let position = ZERO
        let brackets: readonly Bracket[] = []
        for (const { by, order, kind } of steps) {
          const after = position.add(by)
          const side = by > 0 ? 'buy' : 'sell'
          const exit = { ...closeTerms(1), side, role: 'stopLoss', parentOrderId: orderId(`wh-${order}`) } as const
          const terms = kind === 'bracket' ? entry(order, side) : kind === 'exit' ? exit : bare(order + 10, side)
          brackets = advanceBrackets(brackets, change(position.toNumber(), after.toNumber(), terms))
          position = after
          expect(coverage(brackets).toFixed()).toBe(position.abs().toFixed())
          for (const each of brackets) {
            expect(each.quantity.gt(ZERO)).toBe(true)
            expect(each.side).toBe(position.isPositive() ? 'buy' : 'sell')
          }
        }
      }),
    )
  })
})

describe('the exit that is wanted of a bracket', () => {
  const own: Bracket = {
    parentOrderId: orderId('wh-5'),
    instrumentId: BTC,
    owner: HAND,
    side: 'buy',
    stopPrice: price(90),
    targetPrice: undefined,
    targets: [],
    trailing: undefined,
    breakEven: undefined,
    opened: quantity(1),
    quantity: quantity(1),
  }
  const stopMoved = (to: number | undefined, beforeOrderNumber: number): PositionExits => {
    const stopLoss: MovedExit = { price: to === undefined ? undefined : price(to), by: 'hand', beforeOrderNumber }
    return { instrumentId: BTC, owner: HAND, stopLoss }
  }

  it('is that of its entry as long as nothing else was decided', () => {
    expect(wantedExit(own, 'stopLoss', undefined)).toEqual({ price: price(90), movedBy: undefined })
    expect(wantedExit(own, 'takeProfit', undefined)).toBeUndefined()
    expect(wantedExit(own, 'takeProfit', stopMoved(95, 6))).toBeUndefined()
  })

  it('is the moved one where the entry was made before', () => {
    expect(wantedExit(own, 'stopLoss', stopMoved(95, 6))).toEqual({ price: price(95), movedBy: 'hand' })
    expect(wantedExit(own, 'stopLoss', stopMoved(undefined, 6))).toBeUndefined()
  })

  it('stays that of an entry made afterwards, and is the moved one where that entry has none', () => {
    expect(wantedExit(own, 'stopLoss', stopMoved(95, 5))).toEqual({ price: price(90), movedBy: undefined })
    const without = { ...own, stopPrice: undefined }
    expect(wantedExit(without, 'stopLoss', stopMoved(95, 5))).toEqual({ price: price(95), movedBy: 'hand' })
  })
})
