import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decimal, InvariantError, ZERO } from '../base/index.ts'
import {
  isTerminal,
  type Money,
  type Order,
  orderId,
  type OrderState,
  price,
  quantity,
  tradeId,
  type VenueFact,
  venueOrderId,
} from '../domain/index.ts'
import { applyFact, type OrderFact, pendingOrder, remainingQuantity, venueFact } from './order-machine.ts'
import { accepted, at, cancelRequested, ended, id, submitted, unsent } from './testing/order-facts.ts'
import { orderTerms } from './testing/terms.ts'

function filled(amount: Decimal.Value, trade = 't-1'): OrderFact {
  return venueFact({
    kind: 'filled',
    orderId: id,
    tradeId: tradeId(trade),
    quantity: quantity(amount),
    price: price(100),
    fee: ZERO as Money,
    feeCurrency: 'USDT',
    liquidity: 'maker',
    timeMs: at,
  })
}

/** The order after the facts; those that change nothing leave it as it is. */
function after(...facts: readonly OrderFact[]): Order {
  return facts.reduce((order, fact) => {
    const transition = applyFact(order, fact)
    return transition.kind === 'changed' ? transition.order : order
  }, pendingOrder(orderTerms()))
}

describe('the way of an order', () => {
  it.each<[string, readonly OrderFact[], OrderState['kind']]>([
    ['a sent order', [submitted], 'submitted'],
    ['an accepted order', [submitted, accepted], 'working'],
    ['an order filled in part', [submitted, accepted, filled(0.4)], 'partiallyFilled'],
    ['an order filled in two parts', [submitted, accepted, filled(0.4), filled(0.6, 't-2')], 'filled'],
    ['a fill before the acceptance', [submitted, filled(0.4), accepted], 'partiallyFilled'],
    ['a cancel that was asked for', [submitted, accepted, cancelRequested], 'cancelling'],
    ['a fill while cancelling', [submitted, accepted, cancelRequested, filled(0.4)], 'cancelling'],
    ['the whole filled while cancelling', [submitted, cancelRequested, filled(1)], 'filled'],
    ['a cancel that came through', [submitted, accepted, cancelRequested, ended('cancelled')], 'cancelled'],
    ['a refused cancel', [submitted, accepted, cancelRequested, ended('cancelRejected')], 'working'],
    ['a refused cancel before the acceptance', [submitted, cancelRequested, ended('cancelRejected')], 'submitted'],
    [
      'a refused cancel after a fill',
      [submitted, filled(0.4), cancelRequested, ended('cancelRejected')],
      'partiallyFilled',
    ],
    ['an order cancelled before it was sent', [cancelRequested], 'cancelled'],
    ['an order the venue refuses', [submitted, ended('rejected')], 'rejected'],
    ['an order that ran out', [submitted, accepted, ended('expired')], 'expired'],
    ['an order the venue never saw', [submitted, unsent], 'unsent'],
    ['an order thought unsent that the venue has', [submitted, unsent, accepted], 'working'],
    ['an order thought unsent that fills', [submitted, unsent, filled(0.4)], 'partiallyFilled'],
    ['a pending order that the venue fills, after a crash', [filled(1)], 'filled'],
    ['a cancel after the fill', [submitted, filled(1), ended('cancelled')], 'filled'],
    ['an acceptance after the end', [submitted, ended('cancelled'), accepted], 'cancelled'],
  ])('%s', (_name, facts, state) => {
    expect(after(...facts).state.kind).toBe(state)
  })

  it('keeps the reason of its end and the time of the last change', () => {
    const order = after(submitted, ended('rejected'))
    expect(order.state).toEqual({ kind: 'rejected', reason: 'the venue says so' })
    expect(order.updatedAtMs).toBe(at)
  })

  it('adds up quantity and notional of its fills', () => {
    const order = after(submitted, filled(0.4), filled(0.5, 't-2'))
    expect(order.filledQuantity.toFixed()).toBe('0.9')
    expect(order.filledNotional.toFixed()).toBe('90')
    expect(remainingQuantity(order).toFixed()).toBe('0.1')
  })

  it('books a fill that comes after the cancel, and says so', () => {
    const cancelled = after(submitted, accepted, ended('cancelled'))
    const transition = applyFact(cancelled, filled(0.3))
    expect(transition).toMatchObject({ kind: 'changed', note: 'filled after it was cancelled' })
    expect(transition.kind === 'changed' && transition.order.filledQuantity.toFixed()).toBe('0.3')
    expect(transition.kind === 'changed' && transition.order.state.kind).toBe('cancelled')
  })

  it('books more than was ordered, and says so', () => {
    const transition = applyFact(after(submitted, filled(0.8)), filled(0.5, 't-2'))
    expect(transition).toMatchObject({
      kind: 'changed',
      note: 'filled 1.3 of 1 ordered',
      order: { state: { kind: 'filled' } },
    })
  })

  it('takes the same word twice as one', () => {
    expect(applyFact(after(submitted, accepted), accepted).kind).toBe('duplicate')
    expect(applyFact(after(submitted, ended('cancelled')), ended('cancelled')).kind).toBe('duplicate')
    expect(applyFact(after(submitted, accepted, cancelRequested), cancelRequested).kind).toBe('duplicate')
  })

  it('ignores a second id of the venue for the same order', () => {
    const other = venueFact({ kind: 'accepted', orderId: id, venueOrderId: venueOrderId('v-2'), timeMs: at })
    expect(applyFact(after(submitted, accepted), other)).toMatchObject({ kind: 'ignored' })
  })

  it('ignores an execution without quantity', () => {
    expect(applyFact(after(submitted), filled(0))).toMatchObject({ kind: 'ignored' })
    expect(applyFact(after(submitted), filled(-1))).toMatchObject({ kind: 'ignored' })
  })

  it('refuses a fact about another order', () => {
    const other: OrderFact = { kind: 'orderSubmitted', orderId: orderId('wh-2'), timeMs: at }
    expect(() => applyFact(after(), other)).toThrow(InvariantError)
  })

  it('refuses steps of our own that make no sense', () => {
    expect(() => applyFact(after(submitted, filled(1)), cancelRequested)).toThrow(/is filled: cancelRequested/)
    expect(() => applyFact(after(submitted, accepted), submitted)).toThrow(InvariantError)
    expect(() => applyFact(after(submitted, accepted), unsent)).toThrow(InvariantError)
  })
})

const anyVenueFact: fc.Arbitrary<VenueFact> = fc
  .tuple(
    fc.constantFrom('accepted', 'rejected', 'filled', 'cancelled', 'expired', 'cancelRejected' as const),
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 1_000_000 }),
  )
  .map(([kind, tenths, trade]) => {
    const fact = kind === 'filled' ? filled(tenths / 10, `t-${trade}`) : kind === 'accepted' ? accepted : ended(kind)
    if (fact.kind !== 'venue') throw new Error('not a fact of the venue')
    return fact.fact
  })

const anyFact: fc.Arbitrary<OrderFact> = fc.oneof(
  { weight: 6, arbitrary: anyVenueFact.map((fact) => venueFact(fact)) },
  { weight: 1, arbitrary: fc.constantFrom(submitted, cancelRequested, unsent) },
)

/** Applies a fact as execution does: our own impossible steps never happen. */
function step(order: Order, fact: OrderFact): Order {
  try {
    const transition = applyFact(order, fact)
    return transition.kind === 'changed' ? transition.order : order
  } catch (error) {
    if (error instanceof InvariantError && fact.kind !== 'venue') return order
    throw error
  }
}

describe('any order of facts', () => {
  it('adds up to the fills, whatever else is said and when', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
        const order = facts.reduce(step, pendingOrder(orderTerms()))
        const fills = facts.flatMap((fact) => (fact.kind === 'venue' && fact.fact.kind === 'filled' ? [fact.fact] : []))
        const sum = fills.reduce((total, fill) => total.add(fill.quantity), ZERO)
        expect(order.filledQuantity.toFixed()).toBe(sum.toFixed())
        expect(order.filledNotional.toFixed()).toBe(sum.mul(100).toFixed())
        expect(order.state.kind === 'filled').toBe(sum.gte(order.terms.quantity))
      }),
    )
  })

  it('leaves an ended order ended, except for money, one wrongly thought unsent, and one both rejected and accepted', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
        let order = pendingOrder(orderTerms())
        for (const fact of facts) {
          const next = step(order, fact)
          const isEnded = isTerminal(order.state) && order.state.kind !== 'unsent'
          const isMoney = fact.kind === 'venue' && fact.fact.kind === 'filled' && next.state.kind === 'filled'
          const isDoubted = order.state.kind === 'rejected' && next.state.kind === 'unknown'
          expect(isEnded && !isMoney && !isDoubted ? next.state.kind : order.state.kind).toBe(order.state.kind)
          order = next
        }
      }),
    )
  })

  it('never changes the order it is given, and says the same every time', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 1, maxLength: 10 }), anyVenueFact, (facts, fact) => {
        const order = facts.reduce(step, pendingOrder(orderTerms()))
        const before = JSON.stringify(order)
        const first = applyFact(order, venueFact(fact))
        expect(JSON.stringify(applyFact(order, venueFact(fact)))).toBe(JSON.stringify(first))
        expect(JSON.stringify(order)).toBe(before)
      }),
    )
  })
})
