import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs, ZERO } from '../base/index.ts'
import {
  type Money,
  money,
  type Order,
  orderId,
  type OrderRole,
  type OrderState,
  price,
  quantity,
  type Quantity,
} from '../domain/index.ts'
import { type Bracket, coverage } from './brackets.ts'
import type { LegStatus } from './leg-statuses.ts'
import { planProtection, type ProtectionAction, type ProtectionState } from './protection.ts'
import { newTerms, orderTerms } from './testing/terms.ts'

const standing = { instrumentId: newTerms().instrumentId, owner: newTerms().owner }

const bracket = (amount: number, change: Partial<Bracket> = {}): Bracket => ({
  parentOrderId: orderId('wh-1'),
  ...standing,
  side: 'buy',
  stopPrice: price(90),
  targetPrice: undefined,
  targets: [],
  trailing: undefined,
  breakEven: undefined,
  opened: quantity(amount),
  quantity: quantity(amount),
  ...change,
})

interface ChildOptions {
  readonly role?: OrderRole
  readonly state?: OrderState['kind']
  readonly filled?: number
  /** The stop's trigger or the target's limit. */
  readonly at?: number
}

function stateFor(kind: Order['state']['kind']): Order['state'] {
  const reason = 'said the test'
  switch (kind) {
    case 'unknown':
      return { kind, command: 'submit', reason, sinceMs: timeMs(1) }
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'unsent':
      return { kind, reason }
    default:
      return { kind }
  }
}

function child(number: number, amount: number, options: ChildOptions = {}): Order {
  const { role = 'stopLoss', state = 'working', filled = 0, at = role === 'stopLoss' ? 90 : 120 } = options
  return {
    terms: orderTerms({
      orderId: orderId(`wh-${number}`),
      parentOrderId: orderId('wh-1'),
      source: 'protection',
      role,
      side: 'sell',
      quantity: quantity(amount),
      triggerPrice: role === 'stopLoss' ? price(at) : undefined,
      limitPrice: role === 'takeProfit' ? price(at) : undefined,
    }),
    state: stateFor(state),
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: quantity(filled),
    filledNotional: ZERO as Money,
    updatedAtMs: timeMs(1),
  }
}

/** Of a position with no close on its way. */
function plan(brackets: readonly Bracket[], orders: readonly Order[], status: LegStatus = 'normal'): string[] {
  return planned({ brackets, orders, statusOf: () => status }).map(textOf)
}

function planned(state: Pick<ProtectionState, 'brackets' | 'orders'> & Partial<ProtectionState>): ProtectionAction[] {
  const toProtect = coverage(state.brackets) as Quantity
  return planProtection({ exits: undefined, toProtect, statusOf: () => 'normal', ...state })
}

function textOf(action: ProtectionAction): string {
  if (action.kind === 'cancel') return `cancel ${action.orderId}`
  if (action.kind === 'place') return `place ${action.role} ${action.quantity.toFixed()}`
  return `amend ${action.orderId} ${action.terms.quantity.toFixed()} ${action.leg.exit.price.toFixed()}`
}

describe('the plan', () => {
  it('places both exits of a new bracket', () => {
    expect(plan([bracket(2, { targetPrice: price(120) })], [])).toEqual(['place stopLoss 2', 'place takeProfit 2'])
  })

  it('has exits on the lot where the fee was taken out of what was bought', () => {
    const rules = { lotSize: quantity('0.01'), minQuantity: quantity('0.01'), minNotional: money(5) }
    const bought = bracket(1.74825, { targetPrice: price(120) })
    const planOf = (orders: readonly Order[]): string[] => planned({ brackets: [bought], orders, rules }).map(textOf)
    expect(planOf([])).toEqual(['place stopLoss 1.74', 'place takeProfit 1.74'])
    expect(planOf([child(2, 1.74), child(3, 1.74, { role: 'takeProfit' })])).toEqual([])
    const targets = [0.5, 0.5].map((fraction, index) => ({
      price: price(110 + index * 10),
      fraction,
      filled: quantity(0),
    }))
    const parts = planned({ brackets: [bracket(1.74825, { targets })], orders: [], rules }).map(textOf)
    expect(parts).toEqual(['place stopLoss 1.74', 'place takeProfit 0.87', 'place takeProfit 0.87'])
  })

  it('places exits on the tick that the venue has now, a little earlier, and leaves those that stand on the old one', () => {
    const bought = bracket(2, { stopPrice: price(91.3), targetPrice: price(121.3) })
    const placedAt = (orders: readonly Order[]): unknown[] =>
      planned({ brackets: [bought], orders, tickSize: price(5) }).map((action) =>
        action.kind === 'cancel' ? action.orderId : action.leg.exit.price.toFixed(),
      )
    expect(placedAt([])).toEqual(['95', '120'])
    expect(placedAt([child(2, 2, { at: 91.3 }), child(3, 2, { role: 'takeProfit', at: 121.3 })])).toEqual([])
    expect(placedAt([child(2, 2, { at: 95 }), child(3, 2, { role: 'takeProfit', at: 120 })])).toEqual([])
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

  it('keeps the exits until the venue has the close that takes their place', () => {
    const close = { role: 'close', state: 'submitted' } as const
    expect(plan([bracket(2)], [child(2, 2), child(3, 2, close)])).toEqual([])
    expect(plan([bracket(2)], [child(2, 2), child(3, 2, { ...close, state: 'working' })])).toEqual(['cancel wh-2'])
    expect(plan([bracket(3)], [child(2, 3), child(3, 2, close), child(4, 1)])).toEqual([])
  })

  it('lets an exit wait at its old price until the one at the new price is confirmed', () => {
    const moved = [bracket(2, { stopPrice: price(95) })]
    expect(plan(moved, [child(2, 2)])).toEqual(['place stopLoss 2'])
    expect(plan(moved, [child(2, 2), child(3, 2, { at: 95, state: 'submitted' })])).toEqual([])
    expect(plan(moved, [child(2, 2), child(3, 2, { at: 95 })])).toEqual(['cancel wh-2'])
    expect(plan(moved, [child(2, 2)], 'suspended')).toEqual([])
  })

  it('follows what was decided for the position, over the exits of its brackets', () => {
    const exits = { ...standing, stopLoss: { price: price(95), by: 'hand', beforeOrderNumber: 2 } } as const
    const [action] = planned({ brackets: [bracket(2)], exits, orders: [child(2, 2)] })
    expect(action).toMatchObject({ kind: 'place', leg: { exit: { price: price(95), movedBy: 'hand' } } })
    const none = { ...standing, stopLoss: { price: undefined, by: 'hand', beforeOrderNumber: 2 } } as const
    expect(planned({ brackets: [bracket(2)], exits: none, orders: [child(2, 2)] }).map(textOf)).toEqual(['cancel wh-2'])
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
    const actionsFor = (toProtect: number): string[] =>
      planned({ brackets, orders: [child(2, 3)], toProtect: quantity(toProtect) }).map(textOf)
    expect(actionsFor(5)).toEqual([])
    expect(actionsFor(1)).toEqual(['place stopLoss 1'])
    expect(actionsFor(0)).toEqual(['cancel wh-2'])
  })

  it('places nothing on a suspended leg and takes a released one away', () => {
    expect(plan([bracket(3)], [child(2, 2)], 'suspended')).toEqual([])
    expect(plan([bracket(3)], [child(2, 2)], 'released')).toEqual(['cancel wh-2'])
  })

  it('comes to the wanted cover at the wanted price from any orders, and at no moment covers less than before', () => {
    const children = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 9 }), at: fc.constantFrom(85, 90, 95) }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(children, fc.integer({ min: 0, max: 20 }), fc.array(fc.boolean()), (amounts, wanted, confirms) => {
        const orders = new Map(
          amounts.map(({ amount, at }, index) => [`wh-${index + 2}`, child(index + 2, amount, { at })]),
        )
        const brackets = wanted === 0 ? [] : [bracket(wanted, { stopPrice: price(95) })]
        const least = Math.min(wanted, coverAtVenue(orders))
        let number = 100
        for (let round = 0; round < 60; round++) {
          // The venue confirms what was placed at any time, and in the end always.
          const placed = [...orders].find(([, { state }]) => state.kind === 'submitted')
          if (placed && (confirms[round] ?? true)) orders.set(placed[0], { ...placed[1], state: { kind: 'working' } })
          for (const action of planned({ brackets, orders: [...orders.values()] })) {
            if (action.kind === 'cancel') orders.delete(action.orderId)
            else if (action.kind === 'place')
              orders.set(`wh-${number}`, child(number++, action.quantity.toNumber(), { at: 95, state: 'submitted' }))
            expect(coverAtVenue(orders)).toBeGreaterThanOrEqual(least)
          }
        }
        expect(coverAtVenue(orders)).toBe(wanted)
        expect([...orders.values()].filter(({ terms }) => !terms.triggerPrice?.eq(95))).toEqual([])
      }),
    )
  })
})

function coverAtVenue(orders: ReadonlyMap<string, Order>): number {
  const confirmed = [...orders.values()].filter(({ state }) => state.kind === 'working')
  return confirmed.reduce((sum, { terms }) => sum.add(terms.quantity), ZERO).toNumber()
}
