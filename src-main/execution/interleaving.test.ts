import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ensureDefined, ZERO } from '../base/index.ts'
import { HAND, type Order, type Owner, parseInstrumentId, strategyId, strategyOwner } from '../domain/index.ts'
import { remainingQuantity } from './order-machine.ts'
import { PROTECTION_RETRY_MS } from './protector.ts'
import type { RecoveryReport } from './recovery.ts'
import { BenchDesk } from './testing/bench-desk.ts'
import type { VenueOrder } from './testing/fake-venue.ts'
import { LedgerFile } from './testing/ledger-file.ts'
import { BTC, bracketTerms, closeTerms, newTerms } from './testing/terms.ts'

const STEPS = [
  'enterWithExits',
  'enterBare',
  'close',
  'cancel',
  'fill',
  'fillPart',
  'venueEnds',
  'refuseNext',
  'store',
  'deliver',
  'repeatFact',
  'settle',
  'wait',
  'askVenue',
  'restart',
] as const
type StepKind = (typeof STEPS)[number]

interface Step {
  readonly kind: StepKind
  /** Chooses among what there is: an order, an owner, a fact. */
  readonly pick: number
  readonly amount: number
}

const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('fill', 'fillPart', 'deliver', 'store', 'settle') },
      { weight: 2, arbitrary: fc.constantFrom('enterWithExits', 'close') },
      { weight: 2, arbitrary: fc.constantFrom(...STEPS) },
    ),
    pick: fc.nat(1_000),
    amount: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 10, maxLength: 60, size: 'max' },
)

const ETH = parseInstrumentId('fake:ETH-PERP')
const OWNERS: readonly Owner[] = [HAND, strategyOwner(strategyId('ema-cross'))]
const taken = new Map<StepKind, number>()
const RUNS = Number(process.env['INTERLEAVING_RUNS'] ?? 40)

function pickFrom<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(items.length, 1)]
}

/** Recoveries of a running desk, under way while the next steps are taken. */
let asking: Promise<RecoveryReport>[] = []

/** What is only on its way, to the venue or from it, is not called lost, unknown or unexplained. */
async function judgeAnswers(): Promise<void> {
  for (const report of await Promise.all(asking)) {
    expect(report).toMatchObject({ unsentOrders: [], lostOrders: [], unknownOrders: [], unexplainedFills: [] })
  }
  asking = []
}

/** Does one step where it is possible; says whether it was. */
async function take(desk: BenchDesk, { kind, pick, amount }: Step): Promise<boolean> {
  const owner = ensureDefined(pickFrom(OWNERS, pick), 'owner')
  const instrumentId = pick % 3 === 0 ? ETH : BTC
  const side = pick % 5 === 0 ? 'sell' : 'buy'
  const venueOrder = pickFrom(desk.venue.openOrders(), pick)
  const { execution } = desk
  switch (kind) {
    case 'enterWithExits':
      execution.place(bracketTerms(amount, side, { owner, instrumentId }))
      return true
    case 'enterBare':
      execution.place({ ...newTerms({ owner, instrumentId, side }) })
      return true
    case 'close': {
      const position = pickFrom(desk.books.openPositions(), pick)
      if (!position) return false
      const opened = position.quantity.isPositive() ? 'buy' : 'sell'
      const size = Decimal.min(amount, position.quantity.abs()).toNumber()
      execution.place(closeTerms(size, opened, { owner: position.owner, instrumentId: position.instrumentId }))
      return true
    }
    case 'cancel': {
      const order = pickFrom(
        execution.openOrders().filter(({ terms }) => terms.source !== 'protection'),
        pick,
      )
      if (order) execution.cancel(order.terms.orderId, 'by hand')
      return order !== undefined
    }
    case 'fill':
    case 'fillPart':
      return venueOrder !== undefined && executes(desk, venueOrder, kind === 'fill' ? 100 : amount / 4)
    case 'venueEnds':
      if (venueOrder) desk.venue.end(venueOrder.request.orderId, 'expired', 'by the venue')
      return venueOrder !== undefined
    case 'refuseNext':
      refuseOne(desk)
      return true
    case 'store':
      desk.journal.step(amount)
      return true
    case 'deliver':
      desk.venue.deliver(amount)
      return true
    case 'repeatFact': {
      const fact = pickFrom(desk.venue.delivered, pick)
      if (fact) desk.venue.redeliver(fact)
      return fact !== undefined
    }
    case 'settle':
      desk.settle()
      return true
    case 'wait':
      desk.clock.advanceBy(PROTECTION_RETRY_MS)
      return true
    case 'askVenue':
      asking.push(desk.execution.recover())
      return true
    case 'restart':
      await judgeAnswers()
      desk.restart()
      await desk.execution.recover()
      return true
    default:
      return kind satisfies never
  }
}

function executes(desk: BenchDesk, { request }: VenueOrder, amount: number): boolean {
  return desk.venue.fill(request.orderId, amount, request.triggerPrice ?? request.limitPrice ?? 100).gt(ZERO)
}

function refuseOne(desk: BenchDesk): void {
  desk.venue.rejectNext = () => {
    desk.venue.rejectNext = undefined
    return 'not now'
  }
}

/** Lets everything come to rest, refused exits included. */
function rest(desk: BenchDesk): void {
  desk.venue.rejectNext = undefined
  for (let round = 0; round < 4; round++) {
    desk.settle()
    desk.clock.advanceBy(PROTECTION_RETRY_MS)
  }
  desk.settle()
}

function judgeOrders({ venue, execution }: BenchDesk): void {
  expect(venue.doubled).toEqual([])
  for (const { request, state, fills } of venue.orders.values()) {
    const ours = execution.order(request.orderId)
    expect(`${request.orderId} ${ours.state.kind}`).toBe(`${request.orderId} ${state}`)
    const sum = fills.reduce((total, fill) => total.add(fill.quantity), ZERO)
    expect(ours.filledQuantity.toFixed()).toBe(sum.toFixed())
  }
  for (const { terms } of execution.openOrders()) expect(venue.orders.has(terms.orderId)).toBe(true)
}

function judgeMoney({ venue, books }: BenchDesk): void {
  expect(books.cashLessCost.toFixed()).toBe(venue.cash().toFixed())
  for (const instrumentId of [BTC, ETH]) {
    expect(books.netQuantity(instrumentId).toFixed()).toBe(venue.netQuantity(instrumentId).toFixed())
  }
}

/** What waits at the venue for one entry and one role adds up to one figure, and all figures to at most the position. */
function judgeProtection({ venue, execution, books }: BenchDesk): void {
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
      expect(sumOf(atVenue, 'takeProfit').toFixed()).toBe(stops.toFixed())
    }
  }
}

function sumOf(quantities: ReadonlyMap<string, Decimal>, role: string): Decimal {
  return [...quantities].reduce((sum, [key, each]) => (key.startsWith(role) ? sum.add(each) : sum), ZERO)
}

/** Every position was opened with exits and nobody else trades its instrument: all of it must be covered. */
function judgeFullCover({ execution, books }: BenchDesk): void {
  for (const { instrumentId, owner, quantity } of books.openPositions()) {
    const exits = execution.openOrders({ instrumentId, owner }).filter(isExit)
    const covered = exits.reduce((sum, order) => sum.add(remainingQuantity(order)), ZERO)
    expect(covered.toFixed()).toBe(quantity.abs().toFixed())
  }
}

/** A stop, or the close at market that takes the place of one that was hit and could not fill. */
function isExit({ terms }: Order): boolean {
  return terms.source === 'protection' && (terms.role === 'stopLoss' || terms.role === 'close')
}

async function play(steps: readonly Step[], judge: (desk: BenchDesk) => void): Promise<void> {
  const file = new LedgerFile()
  const desk = new BenchDesk(file.path)
  try {
    await desk.execution.recover()
    for (const step of steps) {
      if (await take(desk, step)) taken.set(step.kind, (taken.get(step.kind) ?? 0) + 1)
    }
    await judgeAnswers()
    rest(desk)
    judge(desk)
    expect(await desk.execution.recover()).toMatchObject({ recoveredFacts: 0, isConsistent: true })
    rest(desk)
    desk.restart()
    const report = await desk.execution.recover()
    desk.settle()
    expect(report).toMatchObject({ recoveredFacts: 0, protectionPlaced: 0, isConsistent: true })
    judge(desk)
  } finally {
    asking = []
    desk.dispose()
    file.dispose()
  }
}

describe('whatever comes in whatever order', () => {
  it('ledger and venue agree in the end, nothing is doubled, and exits fit the position', async () => {
    const property = fc.asyncProperty(anySteps, (steps) =>
      play(steps, (desk) => {
        judgeOrders(desk)
        judgeMoney(desk)
        judgeProtection(desk)
      }),
    )
    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined()
  }, 600_000)

  it('a position that was opened with exits is covered to the last bit', async () => {
    const lone = anySteps.map((steps) => steps.filter(({ kind }) => kind !== 'enterBare').map(alone))
    const property = fc.asyncProperty(lone, (steps) => play(steps, judgeFullCover))
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
