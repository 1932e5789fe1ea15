import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { ZERO } from '../base/index.ts'
import {
  HAND,
  type Owner,
  price,
  quantity,
  type Side,
  strategyId,
  strategyOwner,
  type VenueOrderRequest,
} from '../domain/index.ts'
import { BenchDesk } from './testing/bench-desk.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { FULL_CAPABILITIES } from './testing/fake-venue.ts'
import { LedgerFile } from './testing/ledger-file.ts'
import { BTC, closeTerms, newTerms } from './testing/terms.ts'

const TREND = strategyOwner(strategyId('trend'))
const GRID = strategyOwner(strategyId('grid'))
const OWNERS = [HAND, TREND, GRID]
const CUT = 'reduce-only: it does not reduce the position'

const desk = useDesk()

beforeEach(() => withoutStops(desk()))

/** A venue that takes no stops, and refuses what is reduce-only and finds nothing to reduce. */
function withoutStops({ venue }: BenchDesk): void {
  venue.capabilities = { ...FULL_CAPABILITIES, orderTypes: ['market', 'limit'] }
  venue.rejectNext = ({ reduceOnly, side }) => {
    const net = venue.netQuantity(BTC)
    return reduceOnly && !(side === 'sell' ? net : net.neg()).gt(ZERO) ? CUT : undefined
  }
}

interface Holding {
  readonly owner: Owner
  readonly side: Side
  readonly amount: number
}

/** Opens at 100 with a stop 10 away. */
function open(bench: BenchDesk, { owner, side, amount }: Holding): void {
  const stopLossPrice = price(side === 'buy' ? 90 : 110)
  const id = bench.place(newTerms({ owner, side, quantity: quantity(amount), stopLossPrice }))
  bench.fill(id, amount)
}

function hold(owner: Owner, side: Side, amount: number): void {
  open(desk(), { owner, side, amount })
}

function comes(at: number, bench: BenchDesk = desk()): void {
  bench.lastPrice = at
  bench.execution.handlePrices(BTC, { low: at, high: at })
  bench.settle()
}

/** The venue executes every order at market, as far as it may be. */
function executeAll(bench: BenchDesk = desk()): void {
  for (let working = atMarket(bench); working.length > 0; working = atMarket(bench)) {
    for (const { orderId, quantity: whole } of working) {
      if (!bench.venue.fill(orderId, whole, 100).eq(whole)) bench.venue.end(orderId, 'expired', CUT)
      bench.settle()
    }
  }
}

function atMarket({ venue }: BenchDesk): VenueOrderRequest[] {
  return venue
    .openOrders()
    .map(({ request }) => request)
    .filter(({ type }) => type === 'market')
}

/** Orders at market that work at the venue. */
function sent(): string[] {
  return atMarket(desk()).map(
    ({ side, quantity: whole, reduceOnly }) => `${side} ${whole.toFixed()}${reduceOnly ? ' reduce-only' : ''}`,
  )
}

function held(bench: BenchDesk = desk()): string[] {
  return OWNERS.map((owner) => bench.books.ownerQuantity(BTC, owner).toFixed())
}

describe('a stop that the engine holds, of one of several owners of an instrument', () => {
  it.each<[string, number, number, string]>([
    ['against the net, may enlarge it', 1, 3, 'sell 1'],
    ['of more than the net, may turn it', 3, 1, 'sell 3'],
    ['where they cancel out, may open it again', 1, 1, 'sell 1'],
  ])('%s', (...[, long, short, order]) => {
    hold(TREND, 'buy', long)
    hold(HAND, 'sell', short)
    comes(90)
    expect(sent()).toEqual([order])
    executeAll()
    expect(held()).toEqual([`-${short}`, '0', '0'])
    expect(desk().venue.netQuantity(BTC).toFixed()).toBe(`-${short}`)
    expect(desk().failures).toEqual([])
  })

  it('that has its like stays reduce-only: the venue has all that it is to close', () => {
    hold(TREND, 'buy', 1)
    hold(HAND, 'buy', 2)
    comes(90)
    expect(sent()).toEqual(['sell 1 reduce-only', 'sell 2 reduce-only'])
    executeAll()
    expect(held()).toEqual(['0', '0', '0'])
  })

  it('counts what the one before it takes of the net at the same price', () => {
    hold(TREND, 'buy', 3)
    hold(GRID, 'buy', 1)
    hold(HAND, 'sell', 2)
    comes(90)
    expect(sent()).toEqual(['sell 3', 'sell 1'])
    executeAll()
    expect(held()).toEqual(['-2', '0', '0'])
  })

  it('is of no more than a close on its way leaves', () => {
    hold(TREND, 'buy', 2)
    hold(HAND, 'sell', 5)
    desk().execution.place(closeTerms(0.5, 'buy', { owner: TREND, reduceOnly: false }))
    comes(90)
    expect(sent()).toEqual(['sell 0.5', 'sell 1.5'])
    executeAll()
    expect(held()).toEqual(['-5', '0', '0'])
  })

  it('waits where a close on its way leaves nothing, and is sent once that has failed', () => {
    hold(TREND, 'buy', 2)
    hold(HAND, 'sell', 5)
    desk().venue.rejectNext = () => 'under maintenance'
    const close = desk().execution.place(closeTerms(2, 'buy', { owner: TREND, reduceOnly: false }))
    desk().execution.handlePrices(BTC, { low: 90, high: 90 })
    desk().settle()
    expect(desk().state(close.terms.orderId)).toBe('rejected')
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'stopLoss 5 110'])
    expect(desk().warnings).toEqual(['an order that is due cannot be sent now'])
    withoutStops(desk())
    comes(90)
    expect(sent()).toEqual(['sell 2'])
  })

  it('waits for the word on a close of unknown outcome, and the position is not turned', () => {
    hold(TREND, 'buy', 2)
    hold(HAND, 'sell', 5)
    desk().venue.unanswered = { command: 'submit', outcome: 'taken' }
    const close = desk().place(closeTerms(2, 'buy', { owner: TREND, reduceOnly: false }))
    expect(desk().state(close)).toBe('unknown')
    comes(90)
    expect(sent()).toEqual(['sell 2'])
    desk().fill(close, 2)
    comes(89)
    expect(held()).toEqual(['-5', '0', '0'])
    expect(sent()).toEqual([])
  })

  it('goes again at once, and may enlarge the net, where that has turned on its way', () => {
    hold(TREND, 'buy', 1)
    hold(GRID, 'buy', 1)
    desk().execution.handlePrices(BTC, { low: 95, high: 95 })
    const short = desk().place(newTerms({ side: 'sell', type: 'limit', limitPrice: price(95), quantity: quantity(5) }))
    desk().lastPrice = 90
    desk().execution.handlePrices(BTC, { low: 90, high: 90 })
    desk().venue.fill(short, 5, 95)
    desk().settle()
    expect(sent()).toEqual(['sell 1', 'sell 1'])
    executeAll()
    expect(held()).toEqual(['-5', '0', '0'])
  })

  it('goes again for what the venue has cut off, where the net was less than all of it', () => {
    hold(TREND, 'buy', 3)
    hold(GRID, 'buy', 1)
    const short = desk().place(newTerms({ side: 'sell', type: 'limit', limitPrice: price(95), quantity: quantity(2) }))
    comes(90)
    expect(sent()).toEqual(['sell 3 reduce-only', 'sell 1 reduce-only'])
    desk().fill(short, 2, 95)
    executeAll()
    expect(held()).toEqual(['-2', '0', '0'])
    expect(desk().venue.netQuantity(BTC).toFixed()).toBe('-2')
  })

  it('is sent once where the engine ends between its price and its sending', async () => {
    hold(TREND, 'buy', 1)
    hold(HAND, 'sell', 3)
    desk().execution.handlePrices(BTC, { low: 90, high: 90 })
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    comes(90)
    expect(sent()).toEqual(['sell 1'])
    executeAll()
    comes(89)
    expect(held()).toEqual(['-3', '0', '0'])
  })
})

type Step =
  | { readonly kind: 'hold'; readonly who: number; readonly amount: number }
  | { readonly kind: 'price'; readonly at: number }
  | { readonly kind: 'execute'; readonly nth: number }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('hold' as const), who: fc.nat(2), amount: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('price' as const), at: fc.constantFrom(89, 90, 100, 110, 111) }),
    fc.record({ kind: fc.constant('execute' as const), nth: fc.nat(9) }),
  ),
  { maxLength: 30 },
)
const sides = fc.tuple(...OWNERS.map(() => fc.constantFrom<Side>('buy', 'sell')))

/** One order at market, whichever: the later one may be executed first. */
function execute(bench: BenchDesk, nth: number): void {
  const working = atMarket(bench)
  const [order] = working.slice(nth % Math.max(1, working.length))
  if (!order) return
  if (!bench.venue.fill(order.orderId, order.quantity, 100).eq(order.quantity))
    bench.venue.end(order.orderId, 'expired', CUT)
  bench.settle()
}

function play(bench: BenchDesk, step: Step, ownSides: readonly Side[]): void {
  if (step.kind === 'hold')
    open(bench, { owner: OWNERS[step.who] ?? HAND, side: ownSides[step.who] ?? 'buy', amount: step.amount })
  else if (step.kind === 'price') comes(step.at, bench)
  else execute(bench, step.nth)
}

/** Nobody is turned by an exit, and the venue has what the owners hold together. */
function expectOwnShares(bench: BenchDesk, ownSides: readonly Side[]): void {
  for (const [index, side] of ownSides.entries()) {
    const quantityHeld = bench.books.ownerQuantity(BTC, OWNERS[index] ?? HAND)
    expect((side === 'buy' ? quantityHeld : quantityHeld.neg()).gte(ZERO)).toBe(true)
  }
  expect(bench.venue.netQuantity(BTC).toFixed()).toBe(bench.books.netQuantity(BTC).toFixed())
}

// Each sequence writes a ledger of its own.
describe('stops that the engine holds, of owners on any sides', { timeout: 30_000 }, () => {
  it('never close more than their owner holds, in whichever order they are executed, and leave nobody in', () => {
    fc.assert(
      fc.property(sides, steps, (ownSides, sequence) => {
        const file = new LedgerFile()
        const bench = new BenchDesk(file.path)
        try {
          withoutStops(bench)
          bench.execution.resume()
          for (const step of sequence) {
            play(bench, step, ownSides)
            expectOwnShares(bench, ownSides)
          }
          for (const at of [90, 110]) {
            comes(at, bench)
            executeAll(bench)
          }
          expect(held(bench)).toEqual(['0', '0', '0'])
        } finally {
          bench.dispose()
          file.dispose()
        }
      }),
      { numRuns: 60 },
    )
  })
})
