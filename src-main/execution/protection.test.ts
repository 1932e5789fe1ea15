import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, timeMs, ZERO } from '../base/index.ts'
import {
  type Money,
  type Order,
  orderId,
  type OrderRole,
  type OrderState,
  type OrderTerms,
  price,
  quantity,
  type Quantity,
  type Side,
} from '../domain/index.ts'
import {
  advanceBrackets,
  type Bracket,
  type LegStatus,
  planProtection,
  type PositionChange,
  type ProtectionAction,
} from './protection.ts'
import { bracketTerms, closeTerms, newTerms, orderTerms } from './testing/terms.ts'

function change(before: number, after: number, terms: Partial<OrderTerms>): PositionChange {
  return { before: quantity(before), after: quantity(after), terms: orderTerms(terms) }
}

const entry = (number: number, side: Side = 'buy'): Partial<OrderTerms> => ({
  ...bracketTerms(1, side),
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

  it('stand beside each other, one per entry, and leave out entries without exits', () => {
    const changes = [change(0, 1, entry(1)), change(1, 2, newTerms()), change(2, 3, entry(3))]
    expect(afterAll(...changes)).toEqual(['wh-1 1', 'wh-3 1'])
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

  it('cover as long as the position is as large, since the part without exits goes first', () => {
    const changes = [change(0, 1, entry(1)), change(1, 3, newTerms()), change(3, 1.5, closeTerms(1.5))]
    expect(afterAll(...changes)).toEqual(['wh-1 1'])
  })

  it('end with the position', () => {
    expect(afterAll(change(0, 1, entry(1)), change(1, 0, closeTerms(1)))).toEqual([])
    expect(afterAll(change(0, 1, entry(1)), change(1, 0, closeTerms(1)), change(0, 1, newTerms()))).toEqual([])
  })

  it('end when the position turns round, where only the new side is covered', () => {
    expect(afterAll(change(0, 1, entry(1)), change(1, -2, entry(2, 'sell')))).toEqual(['wh-2 2'])
  })

  it('never cover more than the position, nor less than nothing', () => {
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
          const exit = { ...closeTerms(1), role: 'stopLoss', parentOrderId: orderId(`wh-${order}`) } as const
          const terms = kind === 'bracket' ? entry(order, side) : kind === 'exit' ? exit : newTerms({ side })
          brackets = advanceBrackets(brackets, change(position.toNumber(), after.toNumber(), terms))
          position = after
          const sum = brackets.reduce((total, each) => total.add(each.quantity), ZERO)
          expect(sum.lte(position.abs())).toBe(true)
          for (const each of brackets) {
            expect(each.quantity.gt(ZERO)).toBe(true)
            expect(each.side).toBe(position.isPositive() ? 'buy' : 'sell')
          }
        }
      }),
    )
  })
})

const bracket = (amount: number, change: Partial<Bracket> = {}): Bracket => ({
  parentOrderId: orderId('wh-1'),
  instrumentId: newTerms().instrumentId,
  owner: newTerms().owner,
  side: 'buy',
  stopPrice: price(90),
  targetPrice: undefined,
  quantity: quantity(amount),
  ...change,
})

interface ChildOptions {
  readonly role?: OrderRole
  readonly state?: OrderState['kind']
  readonly filled?: number
}

function child(number: number, amount: number, options: ChildOptions = {}): Order {
  const { role = 'stopLoss', state = 'working', filled = 0 } = options
  return {
    terms: orderTerms({
      orderId: orderId(`wh-${number}`),
      parentOrderId: orderId('wh-1'),
      source: 'protection',
      role,
      side: 'sell',
      quantity: quantity(amount),
    }),
    state: { kind: state, reason: '' },
    venueOrderId: undefined,
    filledQuantity: quantity(filled),
    filledNotional: ZERO as Money,
    updatedAtMs: timeMs(1),
  }
}

function plan(brackets: readonly Bracket[], orders: readonly Order[], status: LegStatus = 'normal'): string[] {
  return planProtection({ brackets, orders, toProtect: sizeOf(brackets), statusOf: () => status }).map(textOf)
}

/** A position that is all covered by brackets, with no close on its way. */
function sizeOf(brackets: readonly Bracket[]): Quantity {
  return brackets.reduce((sum, each) => sum.add(each.quantity), ZERO) as Quantity
}

function textOf(action: ProtectionAction): string {
  return action.kind === 'place' ? `place ${action.role} ${action.quantity.toFixed()}` : `cancel ${action.orderId}`
}

describe('the plan', () => {
  it('places both exits of a new bracket', () => {
    expect(plan([bracket(2, { targetPrice: price(120) })], [])).toEqual(['place stopLoss 2', 'place takeProfit 2'])
  })

  it('does nothing where everything is as it should be', () => {
    expect(plan([bracket(2)], [child(2, 2)])).toEqual([])
    expect(plan([bracket(2)], [child(2, 3, { filled: 1, state: 'partiallyFilled' })])).toEqual([])
  })

  it.each<OrderState['kind']>(['pending', 'submitted', 'working', 'partiallyFilled'])(
    'counts an exit that is %s',
    (state) => {
      expect(plan([bracket(2)], [child(2, 2, { state })])).toEqual([])
    },
  )

  it('does not count an exit that is on its way out', () => {
    expect(plan([bracket(2)], [child(2, 2, { state: 'cancelling' })])).toEqual(['place stopLoss 2'])
  })

  it('adds what is missing', () => {
    expect(plan([bracket(3)], [child(2, 2)])).toEqual(['place stopLoss 1'])
  })

  it('places the smaller exit first, and cancels the larger one once the venue has confirmed it', () => {
    expect(plan([bracket(2)], [child(2, 3)])).toEqual(['place stopLoss 2'])
    expect(plan([bracket(2)], [child(2, 3), child(3, 2, { state: 'submitted' })])).toEqual([])
    expect(plan([bracket(2)], [child(2, 3), child(3, 2)])).toEqual(['cancel wh-2'])
  })

  it('cancels the exits of a bracket that is gone', () => {
    expect(plan([], [child(2, 1), child(3, 1, { role: 'takeProfit', state: 'pending' })])).toEqual([
      'cancel wh-2',
      'cancel wh-3',
    ])
    expect(plan([], [child(2, 1, { state: 'cancelling' })])).toEqual([])
  })

  it('leaves to a close at market what it will close', () => {
    expect(plan([bracket(2)], [child(2, 2, { role: 'close', state: 'submitted' })])).toEqual([])
    expect(plan([bracket(3)], [child(2, 2, { role: 'close', state: 'submitted' })])).toEqual(['place stopLoss 1'])
  })

  it('replaces many small exits by one', () => {
    const many = [2, 3, 4, 5, 6].map((number) => child(number, 1))
    expect(plan([bracket(5)], many)).toEqual(['place stopLoss 5'])
    expect(plan([bracket(5)], [...many, child(7, 5, { state: 'submitted' })])).toEqual([])
    expect(plan([bracket(5)], [...many, child(7, 5)])).toHaveLength(5)
  })

  it('tries the whole leg as one order after an addition was refused', () => {
    expect(plan([bracket(3)], [child(2, 2)], 'whole')).toEqual(['place stopLoss 3'])
    expect(plan([bracket(3)], [child(2, 2), child(3, 3, { state: 'submitted' })], 'whole')).toEqual([])
    expect(plan([bracket(3)], [child(2, 2), child(3, 3)], 'whole')).toEqual(['cancel wh-2'])
  })

  it('leaves out what a close on its way takes, oldest first', () => {
    const brackets = [bracket(3)]
    const statusOf = (): LegStatus => 'normal'
    const actionsFor = (toProtect: number): string[] =>
      planProtection({ brackets, orders: [child(2, 3)], toProtect: quantity(toProtect), statusOf }).map(textOf)
    expect(actionsFor(5)).toEqual([])
    expect(actionsFor(1)).toEqual(['place stopLoss 1'])
    expect(actionsFor(0)).toEqual(['cancel wh-2'])
  })

  it('places nothing on a suspended leg and takes a released one away', () => {
    expect(plan([bracket(3)], [child(2, 2)], 'suspended')).toEqual([])
    expect(plan([bracket(3)], [child(2, 2)], 'released')).toEqual(['cancel wh-2'])
  })

  it('reaches the wanted cover from any orders, without ever covering less than before', () => {
    const children = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 })
    fc.assert(
      fc.property(children, fc.integer({ min: 0, max: 20 }), (amounts, wanted) => {
        let orders = amounts.map((amount, index) => child(index + 2, amount))
        const brackets = wanted === 0 ? [] : [bracket(wanted)]
        const least = Math.min(wanted, sumOf(orders))
        let number = 100
        for (let round = 0; round < 10; round++) {
          const actions = planProtection({ brackets, orders, toProtect: sizeOf(brackets), statusOf: () => 'normal' })
          if (actions.length === 0) break
          for (const action of actions) {
            if (action.kind === 'place') orders.push(child(number++, action.quantity.toNumber()))
            else orders = orders.filter(({ terms }) => terms.orderId !== action.orderId)
            expect(sumOf(orders)).toBeGreaterThanOrEqual(least)
          }
        }
        expect(sumOf(orders)).toBe(wanted)
      }),
    )
  })
})

function sumOf(orders: readonly Order[]): number {
  return orders.reduce((sum, { terms }) => sum.add(terms.quantity), new Decimal(0)).toNumber()
}
