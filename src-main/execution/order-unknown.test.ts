import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decimal, InvariantError, type TimeMs, timeMs, ZERO } from '../base/index.ts'
import { type Money, type Order, price, quantity, tradeId, type VenueCommand, type VenueFact } from '../domain/index.ts'
import { applyFact, type OrderFact, pendingOrder, venueFact } from './order-machine.ts'
import { pendingQuantity } from './order-queries.ts'
import { accepted, at, cancelRequested, ended, id, submitted, unsent } from './testing/order-facts.ts'
import { orderTerms } from './testing/terms.ts'

const doubted = (command: VenueCommand): OrderFact =>
  venueFact({ kind: 'unknown', orderId: id, command, reason: 'no answer', timeMs: at })
const other = (
  whole: number,
): { quantity: ReturnType<typeof quantity>; limitPrice: undefined; triggerPrice: undefined } => ({
  quantity: quantity(whole),
  limitPrice: undefined,
  triggerPrice: undefined,
})
const amendRequested = (whole: number): OrderFact => ({
  kind: 'amendRequested',
  orderId: id,
  ...other(whole),
  timeMs: at,
})
const amended = (whole: number, when: TimeMs = at): OrderFact =>
  venueFact({ kind: 'amended', orderId: id, ...other(whole), timeMs: when })

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

function step(order: Order, fact: OrderFact): Order {
  const transition = applyFact(order, fact)
  return transition.kind === 'changed' ? transition.order : order
}

function after(...facts: readonly OrderFact[]): Order {
  return facts.reduce(step, pendingOrder(orderTerms()))
}

/** `unknown cancel`, `working` and so on. */
function said({ state }: Order): string {
  return state.kind === 'unknown' ? `unknown ${state.command}` : state.kind
}

describe('a command without an answer', () => {
  it.each<[string, readonly OrderFact[], string]>([
    ['a submit', [submitted, doubted('submit')], 'unknown submit'],
    ['a submit that had arrived', [submitted, doubted('submit'), accepted], 'working'],
    ['a submit that never arrived', [submitted, doubted('submit'), unsent], 'unsent'],
    ['a submit that was refused', [submitted, doubted('submit'), ended('rejected')], 'rejected'],
    ['a submit that fills: it has arrived', [submitted, doubted('submit'), filled(0.4)], 'partiallyFilled'],
    ['a submit that was answered before the silence was told', [submitted, accepted, doubted('submit')], 'working'],
    ['a cancel', [submitted, accepted, cancelRequested, doubted('cancel')], 'unknown cancel'],
    [
      'a cancel that had arrived',
      [submitted, accepted, cancelRequested, doubted('cancel'), ended('cancelled')],
      'cancelled',
    ],
    ['a cancel, asked: it still works', [submitted, accepted, cancelRequested, doubted('cancel'), accepted], 'working'],
    [
      'a cancel that came too late',
      [submitted, accepted, cancelRequested, doubted('cancel'), ended('cancelRejected')],
      'working',
    ],
    [
      'a fill says nothing of a cancel',
      [submitted, accepted, cancelRequested, doubted('cancel'), filled(0.4)],
      'unknown cancel',
    ],
    ['a fill of all of it does', [submitted, accepted, cancelRequested, doubted('cancel'), filled(1)], 'filled'],
    ['an unanswered submit that is cancelled', [submitted, doubted('submit'), cancelRequested], 'unknown cancel'],
    [
      'an acceptance answers the submit, not the cancel sent after it',
      [submitted, doubted('submit'), cancelRequested, accepted],
      'cancelling',
    ],
    [
      'a cancel of what the venue does not know yet leaves the submit open',
      [submitted, doubted('submit'), cancelRequested, ended('cancelRejected')],
      'unknown submit',
    ],
    [
      'a submit and a cancel that are both unanswered',
      [submitted, cancelRequested, doubted('submit')],
      'unknown cancel',
    ],
    ['an amendment', [submitted, accepted, amendRequested(2), doubted('amend')], 'unknown amend'],
    [
      'an amendment that had arrived',
      [submitted, accepted, amendRequested(2), doubted('amend'), amended(2)],
      'working',
    ],
    [
      'an amendment that was refused',
      [submitted, accepted, amendRequested(2), doubted('amend'), ended('amendRejected')],
      'working',
    ],
    [
      'an amendment that was answered already',
      [submitted, accepted, amendRequested(2), amended(2), doubted('amend')],
      'working',
    ],
    ['an order that has ended', [submitted, ended('cancelled'), doubted('cancel')], 'cancelled'],
  ])('%s', (_name, facts, expected) => {
    expect(said(after(...facts))).toBe(expected)
  })

  it('keeps what it may still fill reserved', () => {
    const unanswered = after(submitted, doubted('submit'))
    expect(pendingQuantity([unanswered], 'buy').toFixed()).toBe('1')
  })

  it('is never called unsent once the venue has named or filled the order', () => {
    expect(() => step(after(submitted, accepted, cancelRequested, doubted('cancel')), unsent)).toThrow(InvariantError)
    expect(() => step(after(submitted, filled(0.4), cancelRequested, doubted('cancel')), unsent)).toThrow(
      InvariantError,
    )
  })

  it('has to be asked about where the venue both rejected and accepted the order, and it is told', () => {
    const transition = applyFact(after(submitted, ended('rejected')), accepted)
    expect(transition).toMatchObject({
      kind: 'changed',
      order: { state: { kind: 'unknown', command: 'submit' }, venueOrderId: 'v-1' },
      note: 'accepted after it was rejected',
    })
    expect(applyFact(after(submitted, accepted), ended('rejected'))).toMatchObject({
      order: { state: { kind: 'rejected' } },
      note: 'rejected after it was accepted',
    })
  })

  it('tells of an order that was called unsent and works after all', () => {
    expect(applyFact(after(submitted, unsent), accepted)).toMatchObject({
      order: { state: { kind: 'working' } },
      note: 'accepted after it was unsent',
    })
  })
})

describe('other terms', () => {
  it('hold from the moment the venue has confirmed them', () => {
    const asked = after(submitted, accepted, amendRequested(2))
    expect([asked.terms.quantity.toFixed(), asked.amendment?.quantity.toFixed()]).toEqual(['1', '2'])
    const confirmed = step(asked, amended(2))
    expect([confirmed.terms.quantity.toFixed(), confirmed.amendment]).toEqual(['2', undefined])
  })

  it('reserve the more of both while they are on their way', () => {
    expect(pendingQuantity([after(submitted, accepted, amendRequested(3))], 'buy').toFixed()).toBe('3')
    expect(pendingQuantity([after(submitted, accepted, amendRequested(0.5))], 'buy').toFixed()).toBe('1')
  })

  it('leave an order open that has filled what it was before, until the venue has answered', () => {
    const full = after(submitted, accepted, amendRequested(2), filled(1))
    expect(full.state.kind).toBe('partiallyFilled')
    expect(step(full, ended('amendRejected')).state.kind).toBe('filled')
    expect(step(full, amended(2)).state.kind).toBe('partiallyFilled')
  })

  it('end an order that has filled as much already', () => {
    expect(after(submitted, accepted, filled(0.5), amendRequested(0.5), amended(0.5)).state.kind).toBe('filled')
  })

  it('that were told before newer ones change nothing when they are told again', () => {
    const first = amended(2, timeMs(3_000))
    const newer = after(submitted, accepted, amendRequested(2), first, amendRequested(3), amended(3, timeMs(4_000)))
    expect(applyFact(newer, first)).toMatchObject({ kind: 'ignored' })
    expect(newer.terms.quantity.toFixed()).toBe('3')
  })

  it('that somebody gave it elsewhere are taken over, and told of', () => {
    expect(applyFact(after(submitted, accepted), amended(4, timeMs(9_000)))).toMatchObject({
      kind: 'changed',
      note: 'its terms were changed elsewhere',
    })
  })

  it('are asked for one at a time, of a working order', () => {
    expect(() => step(after(submitted, accepted, amendRequested(2)), amendRequested(3))).toThrow(InvariantError)
    expect(() => step(after(submitted), amendRequested(2))).toThrow(InvariantError)
  })
})

interface Truth {
  readonly words: readonly VenueFact[]
  readonly end: 'working' | 'partiallyFilled' | 'filled' | 'cancelled' | 'expired' | 'rejected'
}

/** What happened at the venue: the order is taken, fills in part or whole, and ends or stays. */
const anyTruth: fc.Arbitrary<Truth> = fc
  .record({
    tenths: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
    end: fc.constantFrom('none', 'cancelled', 'expired', 'rejected' as const),
  })
  .map(({ tenths, end }) => {
    const fills: VenueFact[] = []
    let sum = 0
    for (const [index, tenth] of tenths.entries()) {
      if (sum + tenth > 10) continue
      sum += tenth
      fills.push(wordOf(filled(tenth / 10, `t-${index}`)))
    }
    const first = wordOf(accepted)
    if (sum === 10) return { words: [first, ...fills], end: 'filled' }
    if (end === 'none') return { words: [first, ...fills], end: sum > 0 ? 'partiallyFilled' : 'working' }
    return { words: [first, ...fills, wordOf(ended(end))], end }
  })

function wordOf(fact: OrderFact): VenueFact {
  if (fact.kind !== 'venue') throw new Error('not a word of the venue')
  return fact.fact
}

/** What the venue says when it is asked: that it has the order, and how it ended. Executions are told anyway. */
function answer(order: Order, { words, end }: Truth): Order {
  const known = step(order, accepted)
  const last = words.at(-1)
  const isEnd = end === 'cancelled' || end === 'expired' || end === 'rejected'
  return isEnd && last ? step(known, venueFact(last)) : known
}

const SILENCES: readonly OrderFact[] = [doubted('submit'), doubted('cancel'), doubted('amend'), cancelRequested]

describe('the words of the venue, in any order and any number', () => {
  it('end in what is true at the venue, whatever was left unanswered between them', () => {
    fc.assert(
      fc.property(
        anyTruth.chain((truth) =>
          fc.record({
            truth: fc.constant(truth),
            words: fc.shuffledSubarray([...truth.words], { minLength: truth.words.length }),
            silences: fc.array(fc.record({ where: fc.nat(8), what: fc.constantFrom(...SILENCES) }), { maxLength: 5 }),
          }),
        ),
        ({ truth, words, silences }) => {
          const facts: OrderFact[] = words.map((word) => venueFact(word))
          for (const { where, what } of silences) facts.splice(where % (facts.length + 1), 0, what)
          let order = step(pendingOrder(orderTerms()), submitted)
          for (const fact of facts) order = tryStep(order, fact)
          // A cancel that the venue has not heard of is answered too.
          order = tryStep(answer(order, truth), ended('cancelRejected'))
          expect(order.state.kind).toBe(truth.end)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('leave no order unknown for good: asked once, it is not unknown any more', () => {
    const facts = fc.array(fc.constantFrom(accepted, filled(0.3), ...SILENCES), { maxLength: 12 })
    fc.assert(
      fc.property(facts, (told) => {
        const order = told.reduce(tryStep, step(pendingOrder(orderTerms()), submitted))
        const asked = answer(order, { words: [], end: 'working' })
        expect(asked.state.kind).not.toBe('unknown')
      }),
    )
  })
})

/** Steps of our own are only taken where they are possible. */
function tryStep(order: Order, fact: OrderFact): Order {
  try {
    return step(order, fact)
  } catch (error) {
    if (error instanceof InvariantError && fact.kind !== 'venue') return order
    throw error
  }
}
