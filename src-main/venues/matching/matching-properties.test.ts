import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ensureDefined } from '../../base/index.ts'
import { type OrderType, price, quantity, type Side, type TimeInForce } from '../../domain/index.ts'
import { bar, held, NO_COSTS, quote, trade } from '../testing/matching.ts'
import { type OrderWords, TEST_INSTRUMENT, testOrder } from '../testing/orders.ts'
import { MatchingBook } from './matching-book.ts'
import type { Outcome, Standing } from './matching-model.ts'
import { orderKind } from './order-kinds.ts'

const TYPES: readonly OrderType[] = [
  'market',
  'limit',
  'stop',
  'stopLimit',
  'takeProfit',
  'takeProfitLimit',
  'trailingStop',
]
const MODEL = { ...NO_COSTS, slippageBps: 7, maxBookShare: 0.3, maxVolumeShare: 0.5 }

interface Drawn {
  readonly type: OrderType
  readonly side: Side
  readonly lots: number
  readonly trigger: number
  readonly limit: number
  readonly timeInForce: TimeInForce
  readonly reduceOnly: boolean
}

interface Move {
  readonly kind: 'quote' | 'trade' | 'bar'
  readonly ticks: number
  readonly size: number
  /** Which order is amended before the move, to so many lots; none where there is no such order. */
  readonly amended: number
  readonly lots: number
}

const DRAWN: fc.Arbitrary<Drawn> = fc.record({
  type: fc.constantFrom(...TYPES),
  side: fc.constantFrom<Side>('buy', 'sell'),
  lots: fc.integer({ min: 1, max: 40 }),
  trigger: fc.integer({ min: 185, max: 215 }),
  limit: fc.integer({ min: 185, max: 215 }),
  timeInForce: fc.constantFrom<TimeInForce>('GTC', 'IOC', 'FOK', 'GTD'),
  reduceOnly: fc.boolean(),
})

const MOVED = {
  ticks: fc.integer({ min: 180, max: 220 }),
  size: fc.integer({ min: 0, max: 30 }),
  lots: fc.integer({ min: 1, max: 60 }),
}
const MOVE: fc.Arbitrary<Move> = fc.record({
  ...MOVED,
  kind: fc.constantFrom<Move['kind']>('quote', 'trade', 'bar'),
  amended: fc.integer({ min: 0, max: 20 }),
})
/** Bars alone, and no order is amended. */
const BAR: fc.Arbitrary<Move> = fc.record({ ...MOVED, kind: fc.constant('bar'), amended: fc.constant(99) })

function wordsOf(drawn: Drawn, id: string): OrderWords {
  const { trigger, hasLimit } = orderKind(drawn.type)
  const { type, side, timeInForce, reduceOnly } = drawn
  return {
    id,
    type,
    side,
    timeInForce,
    reduceOnly,
    quantity: (drawn.lots / 10).toString(),
    ...(hasLimit ? { limit: (drawn.limit / 2).toString() } : {}),
    ...(trigger === 'losing' || trigger === 'winning' ? { trigger: (drawn.trigger / 2).toString() } : {}),
    ...(trigger === 'trailing' ? { trailing: { kind: 'fraction', fraction: 0.02 } as const } : {}),
  }
}

/** One order with what has become of it, told by the outcomes alone. */
interface Account {
  readonly words: OrderWords
  quantity: Decimal
  filled: Decimal
  fills: number
  isOver: boolean
  standing: Standing
}

/** Follows a book by its outcomes, and notes every rule that one breaks. */
class Judge {
  readonly faults: string[] = []
  readonly log: string[] = []
  readonly orders = new Map<string, Account>()
  net = new Decimal(0)

  add(words: OrderWords): void {
    const request = testOrder(words)
    const { trigger } = orderKind(request.type)
    const phase = trigger === 'none' ? 'taking' : 'waiting'
    const standing = { remaining: request.quantity, phase, bestPrice: undefined } as const
    const filled = new Decimal(0)
    this.orders.set(request.orderId, { words, quantity: request.quantity, filled, fills: 0, isOver: false, standing })
  }

  see(outcomes: readonly Outcome[]): void {
    this.log.push(JSON.stringify(outcomes))
    for (const outcome of outcomes) this.#seeOne(outcome)
  }

  #seeOne(outcome: Outcome): void {
    const order = ensureDefined(this.orders.get(outcome.orderId), 'order of the outcome')
    this.#note(order.isOver, `${outcome.kind} after the end`)
    if (outcome.kind === 'phase') order.standing = { ...order.standing, phase: outcome.phase }
    else if (outcome.kind === 'best') order.standing = { ...order.standing, bestPrice: outcome.bestPrice }
    else if (outcome.kind === 'fill') this.#fill(order, outcome)
    else order.isOver = true
  }

  #fill(order: Account, { side, quantity: amount, price: at }: Extract<Outcome, { kind: 'fill' }>): void {
    const before = this.net
    this.net = side === 'buy' ? before.plus(amount) : before.minus(amount)
    order.filled = order.filled.plus(amount)
    order.fills += 1
    order.isOver = order.filled.equals(order.quantity)
    order.standing = { ...order.standing, remaining: quantity(order.quantity.minus(order.filled)) }
    const { limit, reduceOnly = false, timeInForce } = order.words
    const isWorse = limit !== undefined && (side === 'buy' ? at.greaterThan(limit) : at.lessThan(limit))
    const isReducing = this.net.abs().lessThan(before.abs()) && !before.mul(this.net).lessThan(0)
    this.#note(isWorse, 'worse than the limit')
    this.#note(order.filled.greaterThan(order.quantity), 'more than ordered')
    this.#note(!amount.mod('0.1').isZero() || !at.mod('0.5').isZero(), 'off the grid')
    this.#note(reduceOnly && !isReducing, 'reduce-only increased or turned the position')
    this.#note(timeInForce === 'FOK' && (order.fills > 1 || !order.isOver), 'fill-or-kill filled in part')
  }

  #note(isBroken: boolean, rule: string): void {
    if (isBroken) this.faults.push(rule)
  }
}

function amend(book: MatchingBook, judge: Judge, { amended, lots }: Move): void {
  const order = [...judge.orders.values()][amended]
  const total = quantity(lots / 10)
  if (!order || order.isOver || order.filled.greaterThanOrEqualTo(total)) return
  const { orderId, limitPrice, triggerPrice } = testOrder(order.words)
  const remaining = quantity(total.minus(order.filled))
  const losesPlace = total.greaterThan(order.quantity)
  order.quantity = total
  order.standing = { ...order.standing, remaining }
  judge.see(book.amend({ orderId, quantity: total, limitPrice, triggerPrice, remaining, losesPlace }, held(judge.net)))
}

function move(book: MatchingBook, judge: Judge, { kind, ticks, size }: Move): void {
  const at = ticks / 2
  const holding = held(judge.net)
  if (kind === 'quote') judge.see(book.handleQuote(quote(at, at + 0.5, size / 10), holding))
  else if (kind === 'trade') judge.see(book.handleTrade(trade(at, size / 10), holding))
  else judge.see(book.handleCandle(bar(`${at} ${at + 3} ${at - 3} ${at + 1}`, size), holding))
}

function play(orders: readonly Drawn[], moves: readonly Move[]): Judge {
  const book = new MatchingBook(TEST_INSTRUMENT, MODEL, 100)
  const judge = new Judge()
  for (const [index, drawn] of orders.entries()) {
    const words = wordsOf(drawn, `o${index}`)
    judge.add(words)
    judge.see(book.submit(testOrder(words), held(judge.net)))
  }
  for (const one of moves) {
    amend(book, judge, one)
    move(book, judge, one)
  }
  return judge
}

/** The book as a restart finds it: what is open, with what was to be remembered of it. */
function restored(judge: Judge, lastPrice: number): MatchingBook {
  const book = new MatchingBook(TEST_INSTRUMENT, MODEL, lastPrice)
  for (const { words, isOver, standing } of judge.orders.values()) {
    if (!isOver) book.restore(testOrder(words), standing)
  }
  return book
}

const ORDERS = fc.array(DRAWN, { maxLength: 8 })
const MOVES = fc.array(MOVE, { maxLength: 25 })

describe('Orders of every type', () => {
  it('never fill beyond limit, quantity or grid, never turn by reduce-only, and are killed rather than filled in part', () => {
    fc.assert(
      fc.property(ORDERS, MOVES, (orders, moves) => {
        expect(play(orders, moves).faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('come to the same end when everything is repeated', () => {
    fc.assert(
      fc.property(ORDERS, MOVES, (orders, moves) => {
        expect(play(orders, moves).log).toEqual(play(orders, moves).log)
      }),
      { numRuns: 50 },
    )
  })

  it('go on after a restart on bars as if there had been none', () => {
    const bars = fc.array(BAR, { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(ORDERS, bars, bars, (orders, before, after) => {
        const whole = play(orders, [...before, ...after])
        const judge = play(orders, before)
        const book = restored(judge, ensureDefined(before.at(-1), 'last bar').ticks / 2 + 1)
        for (const one of after) move(book, judge, one)
        expect(judge.log).toEqual(whole.log)
      }),
    )
  })

  it('are all drawn, and every end is met', () => {
    const ends = new Set<string>()
    for (const orders of fc.sample(ORDERS, { numRuns: 200, seed: 1 })) {
      const [moves = []] = fc.sample(MOVES, { numRuns: 1, seed: orders.length + 1 })
      const judge = play(orders, moves)
      for (const { words, fills } of judge.orders.values()) if (fills > 0) ends.add(`${String(words.type)} filled`)
      for (const line of judge.log) for (const [kind] of line.matchAll(/cancel|expire|best/g)) ends.add(kind)
    }
    expect([...ends].toSorted((one, other) => one.localeCompare(other))).toEqual(
      [...TYPES.map((type) => `${type} filled`), 'best', 'cancel', 'expire'].toSorted((one, other) =>
        one.localeCompare(other),
      ),
    )
  })
})

describe('A trailing stop', () => {
  it('is never triggered nearer to the price than its distance, whatever the course', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 150, max: 250 }), { minLength: 1, maxLength: 40 }), (course) => {
        const book = new MatchingBook(TEST_INSTRUMENT, NO_COSTS)
        const trailing = { kind: 'price', distance: price(3) } as const
        book.submit(testOrder({ side: 'sell', trailing }), held(1))
        let best = -Infinity
        for (const ticks of course) {
          best = Math.max(best, ticks / 2)
          const outcomes = book.handleTrade(trade(ticks / 2), held(1))
          const isTriggered = outcomes.some((outcome) => outcome.kind === 'phase')
          expect(isTriggered).toBe(ticks / 2 <= best - 3)
          if (isTriggered) return
        }
      }),
    )
  })
})
