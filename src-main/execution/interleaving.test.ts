import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decimal, ensureDefined, ZERO } from '../base/index.ts'
import { isTerminal, type Order } from '../domain/index.ts'
import { remainingQuantity } from './order-machine.ts'
import { exitPriceOf } from './protection.ts'
import type { BenchDesk } from './testing/bench-desk.ts'
import { DecidedExits } from './testing/decided-exits.ts'
import { anySteps, ETH, OWNERS, play, type Step, STEPS, taken } from './testing/interleaving.ts'
import { BTC } from './testing/terms.ts'

const RUNS = Number(process.env['INTERLEAVING_RUNS'] ?? 40)

function judgeOrders({ venue, execution }: BenchDesk): void {
  expect(venue.doubled).toEqual([])
  for (const { request, state, fills } of venue.orders.values()) {
    const ours = execution.order(request.orderId)
    expect(`${request.orderId} ${ours.state.kind}`).toBe(`${request.orderId} ${state}`)
    const sum = fills.reduce((total, fill) => total.add(fill.quantity), ZERO)
    expect(ours.filledQuantity.toFixed()).toBe(sum.toFixed())
    if (isTerminal(ours.state)) continue
    expect(ours.amendment).toBeUndefined()
    expect(ours.terms.quantity.toFixed()).toBe(request.quantity.toFixed())
    expect(ours.terms.limitPrice?.toFixed()).toBe(request.limitPrice?.toFixed())
  }
  const unknownThere = execution.openOrders().filter(({ terms }) => !venue.orders.has(terms.orderId))
  expect(unknownThere.map(({ terms, state }) => ({ terms, state }))).toEqual([])
}

function judgeMoney({ venue, books }: BenchDesk): void {
  expect(books.cashLessCost.toFixed()).toBe(venue.cash().toFixed())
  for (const instrumentId of [BTC, ETH]) {
    expect(books.netQuantity(instrumentId).toFixed()).toBe(venue.netQuantity(instrumentId).toFixed())
  }
}

/** What waits at the venue for one entry and one role adds up to one figure, and all figures to at most the position. */
function judgeProtection({ venue, execution, books }: BenchDesk, decided: DecidedExits): void {
  for (const owner of OWNERS) {
    for (const instrumentId of [BTC, ETH]) {
      const position = books.ownerQuantity(instrumentId, owner)
      const orders = execution.openOrders({ instrumentId, owner }).filter(({ terms }) => terms.source === 'protection')
      const atVenue = new Map<string, Decimal>()
      for (const { terms } of orders) {
        // A close at market may have to go against the net, where another owner holds the other side.
        expect(terms.reduceOnly || terms.role === 'close').toBe(true)
        expect(terms.side).toBe(position.isPositive() ? 'sell' : 'buy')
        const key = `${terms.role} ${terms.parentOrderId ?? 'nobody'}`
        const open = venue.remaining(ensureDefined(venue.orders.get(terms.orderId), terms.orderId))
        atVenue.set(key, (atVenue.get(key) ?? ZERO).add(open))
      }
      const stops = sumOf(atVenue, 'stopLoss')
      expect(stops.lte(position.abs())).toBe(true)
      expect(sumOf(atVenue, 'takeProfit').lte(position.abs())).toBe(true)
      const standing = { instrumentId, owner }
      const isMoved = decided.of(standing, 'stopLoss') ?? decided.of(standing, 'takeProfit')
      const targets = sumOf(atVenue, 'takeProfit')
      expect(targets.toFixed()).toBe((isMoved ? targets : stops).toFixed())
    }
  }
}

function sumOf(quantities: ReadonlyMap<string, Decimal>, role: string): Decimal {
  return [...quantities].reduce((sum, [key, each]) => (key.startsWith(role) ? sum.add(each) : sum), ZERO)
}

/**
 * Nobody else trades the instrument, so an exit that was moved covers the position to the last bit, at the price that was
 * decided last. So does one of the entries, where all of them have it.
 */
function judgeFullCover({ execution, books }: BenchDesk, { decided, allHaveExits }: FullCover): void {
  for (const { instrumentId, owner, quantity } of books.openPositions()) {
    const standing = { instrumentId, owner }
    const orders = execution.openOrders(standing).filter(({ terms }) => terms.source === 'protection')
    // A close at market takes the place of a stop that was hit and could not fill.
    const closes = orders.filter(({ terms }) => terms.role === 'close')
    for (const role of ['stopLoss', 'takeProfit'] as const) {
      const legs = orders.filter(({ terms }) => terms.role === role)
      const exit = decided.of(standing, role)
      if (exit?.price || (!exit && allHaveExits)) {
        expectCover(quantity.abs(), { legs, closes })
      }
      const allowed = exit ? [exit.price, ...exit.laterOwn] : decided.own(standing, role)
      for (const leg of legs) expect(allowed).toContain(exitPriceOf(leg)?.toFixed())
    }
  }
}

/** To the last bit. Only a close that was on its way when another exit filled asks for more: the venue cuts it to what is there. */
function expectCover(held: Decimal, { legs, closes }: Record<'legs' | 'closes', readonly Order[]>): void {
  const covered = remainingOf([...legs, ...closes])
  const canBeCut = closes.length > 0 && closes.every(({ terms }) => terms.reduceOnly)
  if (canBeCut && covered.gt(held)) expect(remainingOf(legs).lte(held)).toBe(true)
  else expect(covered.toFixed()).toBe(held.toFixed())
}

interface FullCover {
  readonly decided: DecidedExits
  /** No entry was made without them. */
  readonly allHaveExits: boolean
}

function remainingOf(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, order) => sum.add(remainingQuantity(order)), ZERO)
}

describe('whatever comes in whatever order', () => {
  it('ledger and venue agree in the end, nothing is doubled, and exits fit the position', async () => {
    const property = fc.asyncProperty(anySteps, (steps) =>
      play(steps, (desk, ledgerFile) => {
        judgeOrders(desk)
        judgeMoney(desk)
        judgeProtection(desk, new DecidedExits(ledgerFile))
      }),
    )
    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined()
  }, 600_000)

  it('the same where the venue changes no order in place, so that another takes its place', async () => {
    const property = fc.asyncProperty(anySteps, (steps) =>
      play(
        steps,
        (desk, ledgerFile) => {
          judgeOrders(desk)
          judgeMoney(desk)
          judgeProtection(desk, new DecidedExits(ledgerFile))
        },
        { amend: false },
      ),
    )
    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined()
  }, 600_000)

  it('a position that was opened with exits is covered to the last bit, at the prices decided last', async () => {
    const lone = anySteps.map((steps) => steps.filter(({ kind }) => kind !== 'enterBare').map(alone))
    const property = fc.asyncProperty(lone, (steps) => play(steps, covers({ allHaveExits: true })))
    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined()
  }, 600_000)

  it('a close that goes out while the target fills asks for more than is left, and is reduce-only', async () => {
    const kinds = ['enterWithExits', 'settle', 'fill', 'settle', 'fillPart', 'enterWithExits', 'deliver'] as const
    const steps = [...kinds, 'venueEnds', 'enterWithExits', 'deliver', 'fillPart'] as const
    const closes: string[] = []
    await play(
      steps.map((kind) => ({ kind, pick: 0, amount: 1 })),
      (desk, ledgerFile) => {
        covers({ allHaveExits: true })(desk, ledgerFile)
        for (const { terms } of desk.execution.openOrders()) {
          if (terms.role === 'close') closes.push(`${terms.quantity.toFixed()} ${terms.reduceOnly}`)
        }
      },
    )
    expect(closes).toEqual(['0.75 true', '0.75 true'])
  })

  it('exits that were moved cover the position to the last bit, whatever it was opened with', async () => {
    const lone = anySteps.map((steps) => steps.map(alone))
    const property = fc.asyncProperty(lone, (steps) => play(steps, covers({ allHaveExits: false })))
    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined()
  }, 600_000)

  it('had every kind of step in it, or the properties say less than they seem to', () => {
    const rare = STEPS.filter((kind) => (taken.get(kind) ?? 0) <= 10)
    expect(rare).toEqual([])
  })
})

/** One owner for all. */
function alone(step: Step): Step {
  return { ...step, pick: step.pick * 2 }
}

function covers({ allHaveExits }: Pick<FullCover, 'allHaveExits'>): (desk: BenchDesk, ledgerFile: string) => void {
  return (desk, ledgerFile) => judgeFullCover(desk, { decided: new DecidedExits(ledgerFile), allHaveExits })
}
