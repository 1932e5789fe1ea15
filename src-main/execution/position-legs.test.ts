import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Decimal, ZERO } from '../base/index.ts'
import {
  HAND,
  opposite,
  type OrderId,
  type Owner,
  price,
  quantity,
  type Side,
  strategyId,
  strategyOwner,
} from '../domain/index.ts'
import { BenchDesk } from './testing/bench-desk.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { LedgerFile } from './testing/ledger-file.ts'
import { bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'

const TREND = strategyOwner(strategyId('trend'))
const GRID = strategyOwner(strategyId('grid'))
const OWNERS = [HAND, TREND, GRID]

const desk = useDesk()

beforeEach(() => {
  desk().venue.positionMode = 'hedge'
})

/** Long and short as the venue has them. */
function legs({ venue }: BenchDesk = desk()): string {
  return `${venue.leg(BTC, 'long').toFixed()} long, ${venue.leg(BTC, 'short').toFixed()} short`
}

/** The same, as the sums of what the owners hold. */
function owned({ books }: BenchDesk): string {
  const held = OWNERS.map((owner) => books.ownerQuantity(BTC, owner))
  const sum = (part: (quantity: Decimal) => Decimal): Decimal =>
    held.reduce((total, each) => total.add(Decimal.max(ZERO, part(each))), ZERO)
  return `${sum((each) => each).toFixed()} long, ${sum((each) => each.neg()).toFixed()} short`
}

function effectOf(id: OrderId): string | undefined {
  return desk().venue.orders.get(id)?.request.positionEffect
}

function trade(owner: Owner, side: Side, amount: number): OrderId {
  const id = desk().place(newTerms({ owner, side, quantity: quantity(amount) }))
  desk().fill(id, amount)
  return id
}

describe('an order in hedge mode', () => {
  it('opens the side that it trades to, whatever others hold', () => {
    trade(HAND, 'buy', 2)
    trade(TREND, 'sell', 1)
    expect(legs()).toBe('2 long, 1 short')
  })

  it('reduces what its owner holds', () => {
    trade(HAND, 'buy', 2)
    trade(TREND, 'sell', 1)
    expect([effectOf(trade(HAND, 'sell', 0.5)), effectOf(trade(TREND, 'buy', 1))]).toEqual(['reduce', 'reduce'])
    expect(legs()).toBe('1.5 long, 0 short')
  })

  it('opens once earlier ones of its owner are to take all that is held', () => {
    trade(HAND, 'buy', 1)
    const limit = { side: 'sell', type: 'limit', limitPrice: price(110) } as const
    const first = desk().place(newTerms(limit))
    const second = desk().place(newTerms(limit))
    expect([effectOf(first), effectOf(second)]).toEqual(['reduce', 'open'])
    desk().fill(first, 1)
    desk().fill(second, 1)
    expect(legs()).toBe('0 long, 1 short')
  })

  it('shares what is held with the other of its group, of which only one fills', () => {
    trade(HAND, 'buy', 1)
    const group = { side: 'sell', ocoGroup: 'oco-1' } as const
    const limit = desk().place(newTerms({ ...group, type: 'limit', limitPrice: price(110) }))
    const stop = desk().place(newTerms({ ...group, type: 'stop', triggerPrice: price(90) }))
    expect([effectOf(limit), effectOf(stop)]).toEqual(['reduce', 'reduce'])
  })

  it('that closes reduces even where its owner stands against the net', () => {
    trade(HAND, 'buy', 1)
    trade(TREND, 'sell', 3)
    const close = desk().place(closeTerms(1, 'buy', { reduceOnly: false }))
    desk().fill(close, 1)
    expect(legs()).toBe('0 long, 3 short')
  })

  it('is stored with its side', () => {
    const entry = trade(HAND, 'buy', 1)
    const exit = desk().place(newTerms({ side: 'sell', type: 'limit', limitPrice: price(110) }))
    desk().restart()
    const effects = [entry, exit].map((id) => desk().execution.order(id).terms.positionEffect)
    expect(effects).toEqual(['open', 'reduce'])
  })

  it('names no side where the venue knows one way only', () => {
    desk().venue.positionMode = undefined
    const id = trade(HAND, 'buy', 1)
    expect(desk().execution.order(id).terms).not.toHaveProperty('positionEffect')
    expect(desk().venue.orders.get(id)?.request).not.toHaveProperty('positionEffect')
  })
})

describe('exits in hedge mode', () => {
  it.each<Side>(['buy', 'sell'])('of what a %s opened reduce it, whatever another owner holds against it', (side) => {
    trade(TREND, opposite(side), 3)
    const entry = desk().place(bracketTerms(2, side))
    desk().fill(entry, 2)
    const exits = ['stopLoss', 'takeProfit'] as const
    expect(exits.map((role) => effectOf(desk().protectiveOrder(role)))).toEqual(['reduce', 'reduce'])
    desk().fill(desk().protectiveOrder('stopLoss'), 2)
    expect(legs()).toBe(side === 'buy' ? '0 long, 3 short' : '3 long, 0 short')
  })

  it('that both fill have the surplus put back where it was taken, which was another owner’s', () => {
    trade(TREND, 'buy', 3)
    const entry = desk().place(bracketTerms(2))
    desk().fill(entry, 2)
    const [stop, target] = [desk().protectiveOrder('stopLoss'), desk().protectiveOrder('takeProfit')]
    desk().venue.fill(stop, 2, 90)
    desk().venue.fill(target, 2, 120)
    desk().settle()
    const back = desk()
      .execution.openOrders()
      .find(({ terms }) => terms.role === 'close')
    expect(back?.terms.positionEffect).toBe('open')
    desk().fill(back?.terms.orderId as OrderId, 2)
    expect(legs()).toBe('3 long, 0 short')
  })
})

describe('what an order can still take from what its owner holds', () => {
  const wish = { instrumentId: BTC, owner: HAND, side: 'sell', ocoGroup: undefined } as const

  it('is less by what earlier orders are to take, and nothing on the side that is not held', () => {
    trade(HAND, 'buy', 3)
    const limit = desk().place(newTerms({ side: 'sell', type: 'limit', limitPrice: price(110), quantity: quantity(1) }))
    const { execution } = desk()
    expect(execution.reducibleLeg(wish)?.toFixed()).toBe('2')
    expect(execution.reducibleLeg(wish, limit)?.toFixed()).toBe('3')
    expect(execution.reducibleLeg({ ...wish, side: 'buy' })?.toFixed()).toBe('0')
    expect(execution.reducibleLeg({ ...wish, owner: TREND })?.toFixed()).toBe('0')
  })

  it('is not asked for in one-way mode', () => {
    desk().venue.positionMode = 'oneWay'
    trade(HAND, 'buy', 3)
    expect(desk().execution.reducibleLeg(wish)).toBeUndefined()
  })
})

/** A desk of its own for each sequence. */
function onDesk(act: (bench: BenchDesk) => void): void {
  const file = new LedgerFile()
  const bench = new BenchDesk(file.path)
  try {
    bench.venue.positionMode = 'hedge'
    bench.execution.resume()
    act(bench)
  } finally {
    bench.dispose()
    file.dispose()
  }
}

const wishes = fc.record({
  owner: fc.constantFrom(...OWNERS),
  side: fc.constantFrom<Side>('buy', 'sell'),
  amount: fc.integer({ min: 1, max: 5 }),
})
type Wish = typeof wishes extends fc.Arbitrary<infer Found> ? Found : never

/** The largest order of that side that does not turn the owner's position: risk denies the others. */
function fitting(bench: BenchDesk, { owner, side, amount }: Wish): Decimal {
  const room = bench.execution.reducibleLeg({ instrumentId: BTC, owner, side, ocoGroup: undefined }) ?? ZERO
  return room.isZero() ? new Decimal(amount) : Decimal.min(room, amount)
}

function close(bench: BenchDesk, owner: Owner): void {
  const held = bench.books.ownerQuantity(BTC, owner)
  if (held.isZero()) return
  const terms = closeTerms(held.abs().toNumber(), held.isPositive() ? 'buy' : 'sell', { owner, reduceOnly: false })
  bench.fill(bench.place(terms), held.abs())
}

// Each sequence writes a ledger of its own.
describe('after any sequence of orders in hedge mode', { timeout: 30_000 }, () => {
  it('that fill at once, each side of the venue is the sum of the owners of that side', () => {
    const steps = fc.array(fc.record({ wish: wishes, kind: fc.constantFrom('trade', 'trade', 'close') }), {
      maxLength: 25,
    })
    fc.assert(
      fc.property(steps, (sequence) =>
        onDesk((bench) => {
          for (const { wish, kind } of sequence) {
            const terms = newTerms({ ...wish, quantity: quantity(fitting(bench, wish)) })
            if (kind === 'close') close(bench, wish.owner)
            else bench.fill(bench.place(terms), terms.quantity)
            expect(legs(bench)).toBe(owned(bench))
          }
        }),
      ),
      { numRuns: 25 },
    )
  })

  it('that rest, are covered or are cancelled, the sides differ by the net, none is below zero, and all can be closed', () => {
    const kinds = ['market', 'limit', 'bracket', 'fill', 'fill', 'cancel', 'close'] as const
    const steps = fc.array(fc.record({ wish: wishes, kind: fc.constantFrom(...kinds), nth: fc.nat({ max: 20 }) }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(steps, (sequence) =>
        onDesk((bench) => {
          for (const step of sequence) {
            play(bench, step)
            expectConsistent(bench)
          }
          for (const { terms } of bench.execution.openOrders()) bench.execution.cancel(terms.orderId, 'at the end')
          bench.settle()
          for (const owner of OWNERS) close(bench, owner)
          expect(owned(bench)).toBe('0 long, 0 short')
          expectConsistent(bench)
        }),
      ),
      { numRuns: 25 },
    )
  })
})

interface Step {
  readonly wish: Wish
  readonly kind: 'market' | 'limit' | 'bracket' | 'fill' | 'cancel' | 'close'
  readonly nth: number
}

function play(bench: BenchDesk, { wish, kind, nth }: Step): void {
  const { owner, side } = wish
  const whole = quantity(fitting(bench, wish))
  const open = bench.venue.openOrders()
  const [order] = open.slice(nth % Math.max(1, open.length))
  switch (kind) {
    case 'market':
      return bench.fill(bench.place(newTerms({ owner, side, quantity: whole })), whole)
    case 'limit':
      return void bench.place(newTerms({ owner, side, quantity: whole, type: 'limit', limitPrice: price(100) }))
    case 'bracket':
      return bench.fill(bench.place(bracketTerms(whole.toNumber(), side, { owner })), whole)
    case 'fill':
      return order && fillOrEnd(bench, order.request.orderId, wish.amount)
    case 'cancel':
      return order && cancel(bench, order.request.orderId)
    case 'close':
      return close(bench, owner)
  }
}

/** What finds nothing left to reduce is ended by the venue. */
function fillOrEnd(bench: BenchDesk, id: OrderId, amount: number): void {
  if (bench.venue.fill(id, amount, 100).isZero()) bench.venue.end(id, 'expired', 'nothing to reduce')
  bench.settle()
}

function cancel(bench: BenchDesk, id: OrderId): void {
  bench.execution.cancel(id, 'changed my mind')
  bench.settle()
}

function expectConsistent({ venue, books }: BenchDesk): void {
  const [long, short] = [venue.leg(BTC, 'long'), venue.leg(BTC, 'short')]
  expect(long.sub(short).toFixed()).toBe(books.netQuantity(BTC).toFixed())
  expect(long.isNegative() || short.isNegative()).toBe(false)
}
