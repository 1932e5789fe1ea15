import * as fc from 'fast-check'
import { expect } from 'vitest'
import { Decimal, ensureDefined, ZERO } from '../../base/index.ts'
import {
  HAND,
  type OrderState,
  type Owner,
  parseInstrumentId,
  type Position,
  price,
  type Price,
  quantity,
  type Side,
  type Standing,
  strategyId,
  strategyOwner,
  type VenueCommand,
} from '../../domain/index.ts'
import type { NewOrderTerms } from '../execution.ts'
import type { NewExitMove } from '../exit-decisions.ts'
import { PROTECTION_RETRY_MS } from '../refused-exits.ts'
import type { RecoveryReport } from '../reconciliation/index.ts'
import { BenchDesk } from './bench-desk.ts'
import { LedgerFile } from './ledger-file.ts'
import { BTC, bracketTerms, closeTerms, newTerms } from './terms.ts'

export const STEPS = [
  'enterWithExits',
  'enterBare',
  'enterLimit',
  'amend',
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
  'moveExits',
  'submitUnanswered',
  'cancelUnanswered',
  'amendUnanswered',
  'askVenue',
  'restart',
] as const
export type StepKind = (typeof STEPS)[number]

export interface Step {
  readonly kind: StepKind
  /** Chooses among what there is: an order, an owner, a fact. */
  readonly pick: number
  readonly amount: number
}

export const anySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('fill', 'fillPart', 'deliver', 'store', 'settle') },
      { weight: 2, arbitrary: fc.constantFrom('enterWithExits', 'enterLimit', 'amend', 'close', 'moveExits') },
      { weight: 2, arbitrary: fc.constantFrom(...STEPS) },
    ),
    pick: fc.nat(1_000),
    amount: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 10, maxLength: 60, size: 'max' },
)

export const ETH = parseInstrumentId('fake:ETH-PERP')
export const OWNERS: readonly Owner[] = [HAND, strategyOwner(strategyId('ema-cross'))]
/** How often each kind of step was possible. */
export const taken = new Map<StepKind, number>()

function pickFrom<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(items.length, 1)]
}

/** Recoveries of a running desk, under way while the next steps are taken. */
let asking: Promise<RecoveryReport>[] = []

/** What is only on its way, to the venue or from it, is not called lost, unknown or unexplained. */
async function judgeAnswers({ venue }: BenchDesk): Promise<void> {
  for (const report of await Promise.all(asking)) {
    expect(report).toMatchObject({ lostOrders: [], unknownOrders: [], unexplainedFills: [] })
    expect(report.unsentOrders.filter((orderId) => venue.orders.has(orderId))).toEqual([])
  }
  asking = []
}

type Take = (desk: BenchDesk, pick: number, amount: number) => boolean | Promise<boolean>

/** Does one step where it is possible; says whether it was. */
const TAKES: Readonly<Record<StepKind, Take>> = {
  enterWithExits: (desk, pick, amount) => enters(desk, bracketTerms(amount, sideOf(pick), standingOf(pick))),
  enterBare: (desk, pick) => enters(desk, newTerms({ ...standingOf(pick), side: sideOf(pick) })),
  enterLimit: (desk, pick, amount) =>
    enters(desk, bracketTerms(amount, sideOf(pick), { ...standingOf(pick), type: 'limit', limitPrice: price(100) })),
  amend: amends,
  close: closes,
  cancel(desk, pick) {
    const orders = desk.execution.openOrders().filter(({ terms }) => terms.source !== 'protection')
    const order = pickFrom(orders, pick)
    if (order) desk.execution.cancel(order.terms.orderId, 'by hand')
    return order !== undefined
  },
  fill: (desk, pick) => executes(desk, pick, 100),
  fillPart: (desk, pick, amount) => executes(desk, pick, amount / 4),
  venueEnds(desk, pick) {
    const order = pickFrom(desk.venue.openOrders(), pick)
    if (order) desk.venue.end(order.request.orderId, 'expired', 'by the venue')
    return order !== undefined
  },
  refuseNext: refuseOne,
  store(desk, _pick, amount) {
    desk.journal.step(amount)
    return true
  },
  deliver(desk, _pick, amount) {
    desk.venue.deliver(amount)
    return true
  },
  repeatFact(desk, pick) {
    const fact = pickFrom(desk.venue.delivered, pick)
    if (fact) desk.venue.redeliver(fact)
    return fact !== undefined
  },
  settle(desk) {
    desk.settle()
    return true
  },
  wait(desk) {
    desk.clock.advanceBy(PROTECTION_RETRY_MS)
    return true
  },
  moveExits(desk, pick, amount) {
    const position = pickFrom(desk.books.openPositions(), pick)
    if (position) desk.execution.moveExits(moveOf(position, pick, amount))
    return position !== undefined
  },
  askVenue(desk) {
    asking.push(desk.execution.recover())
    return true
  },
  submitUnanswered: (desk, pick) => leavesUnanswered(desk, 'submit', pick),
  cancelUnanswered: (desk, pick) => leavesUnanswered(desk, 'cancel', pick),
  amendUnanswered: (desk, pick) => leavesUnanswered(desk, 'amend', pick),
  async restart(desk) {
    await judgeAnswers(desk)
    desk.restart()
    await desk.execution.recover()
    return true
  },
}

function sideOf(pick: number): Side {
  return pick % 5 === 0 ? 'sell' : 'buy'
}

function standingOf(pick: number): Standing {
  const owner = ensureDefined(pickFrom(OWNERS, pick), 'owner')
  return { owner, instrumentId: pick % 3 === 0 ? ETH : BTC }
}

function enters({ execution }: BenchDesk, terms: NewOrderTerms): boolean {
  execution.place(terms)
  return true
}

/** Another quantity, another limit, or both; what is on its way, or has just been changed, cannot be. */
function amends({ execution }: BenchDesk, pick: number, amount: number): boolean {
  const entries = execution
    .openOrders()
    .filter(({ terms, state, amendment }) => terms.role === 'entry' && isAtVenue(state) && amendment === undefined)
  const order = pickFrom(entries, pick)
  if (!order) return false
  const { terms, filledQuantity } = order
  const whole = filledQuantity.add(amount)
  const limitPrice = price(100 - (pick % 3) - amount / 8)
  const change = {
    quantity: quantity(whole.eq(terms.quantity) ? whole.add(1) : whole),
    ...(pick % 3 !== 0 && terms.type === 'limit' ? { limitPrice } : {}),
  }
  execution.amend(terms.orderId, change, `amend-${pick}-${amount}-${terms.orderId}`)
  return true
}

function isAtVenue({ kind }: OrderState): boolean {
  return kind === 'working' || kind === 'partiallyFilled'
}

function closes(desk: BenchDesk, pick: number, amount: number): boolean {
  const position = pickFrom(desk.books.openPositions(), pick)
  if (!position) return false
  const { owner, instrumentId, quantity } = position
  const size = Decimal.min(amount, quantity.abs()).toNumber()
  desk.execution.place(closeTerms(size, quantity.isPositive() ? 'buy' : 'sell', { owner, instrumentId }))
  return true
}

/** Sets, moves or takes away one exit or both, at a price that differs from move to move. */
function moveOf({ instrumentId, owner, quantity }: Position, pick: number, amount: number): NewExitMove {
  const away = quantity.isPositive() ? amount : -amount
  const exit = (at: number, isMeant: boolean): Price | null => (isMeant ? price(at) : null)
  const wish = { instrumentId, owner, by: 'hand', idempotencyKey: `move-${pick}` } as const
  const stop = { stopPrice: exit(95 - away, pick % 7 !== 0) }
  const target = { targetPrice: exit(110 + away, pick % 11 !== 0) }
  if (pick % 4 === 0) return { ...wish, ...stop, ...target }
  return pick % 2 === 0 ? { ...wish, ...target } : { ...wish, ...stop }
}

function executes({ venue }: BenchDesk, pick: number, amount: number): boolean {
  const order = pickFrom(venue.openOrders(), pick)
  if (!order) return false
  const { orderId, triggerPrice, limitPrice } = order.request
  return venue.fill(orderId, amount, triggerPrice ?? limitPrice ?? 100).gt(ZERO)
}

/** The next command is taken and not answered, or never arrives. */
function leavesUnanswered({ venue }: BenchDesk, command: VenueCommand, pick: number): boolean {
  venue.unanswered = { command, outcome: pick % 3 === 0 ? 'lost' : 'taken' }
  return true
}

function refuseOne({ venue }: BenchDesk): boolean {
  venue.rejectNext = () => {
    venue.rejectNext = undefined
    return 'not now'
  }
  return true
}

/** Lets everything come to rest, refused exits and unanswered commands included: whoever is asked leaves nothing unknown. */
async function rest(desk: BenchDesk, isAsked: boolean): Promise<void> {
  desk.venue.rejectNext = undefined
  desk.venue.unanswered = undefined
  for (let round = 0; round < 4; round++) {
    desk.settle()
    desk.clock.advanceBy(PROTECTION_RETRY_MS)
    desk.settle()
    if (isAsked) await ask(desk)
  }
  desk.settle()
  expect(desk.execution.openOrders().filter(({ state }) => state.kind === 'unknown')).toEqual([])
}

/** As the checks in the background do: what the venue does not know is believed when it can no longer arrive. */
async function ask({ execution, clock, venue }: BenchDesk): Promise<void> {
  await execution.recover()
  clock.advanceBy(venue.capabilities.requestLifetimeMs)
  await execution.recover()
}

/** What leaves a request behind of which nobody knows whether it arrived; without it nobody has to ask. */
const LEAVING_UNKNOWN: ReadonlySet<StepKind> = new Set([
  'submitUnanswered',
  'cancelUnanswered',
  'amendUnanswered',
  'restart',
])

/** Takes the steps, lets everything come to rest, judges, and judges again after a restart. */
export async function play(
  steps: readonly Step[],
  judge: (desk: BenchDesk, ledgerFile: string) => void,
  { amend = true } = {},
): Promise<void> {
  const file = new LedgerFile()
  const desk = new BenchDesk(file.path)
  desk.venue.capabilities = { ...desk.venue.capabilities, amend }
  const isAsked = steps.some(({ kind }) => LEAVING_UNKNOWN.has(kind))
  try {
    await desk.execution.recover()
    for (const step of steps) {
      const { kind, pick, amount } = step
      if (await TAKES[kind](desk, pick, amount)) taken.set(kind, (taken.get(kind) ?? 0) + 1)
    }
    await judgeAnswers(desk)
    await rest(desk, isAsked)
    judge(desk, file.path)
    expect(await desk.execution.recover()).toMatchObject({ recoveredFacts: 0, isConsistent: true })
    await rest(desk, isAsked)
    desk.restart()
    const report = await desk.execution.recover()
    desk.settle()
    expect(report).toMatchObject({ recoveredFacts: 0, protectionPlaced: 0, isConsistent: true })
    judge(desk, file.path)
  } finally {
    asking = []
    desk.dispose()
    file.dispose()
  }
}
