import * as fc from 'fast-check'
import { Decimal, ensureNever, timeMs } from '../../base/index.ts'
import {
  type Adjustment,
  type Booking,
  type Fill,
  HAND,
  type Handover,
  money,
  type Owner,
  price,
  quantity,
  UNASSIGNED,
} from '../../domain/index.ts'
import type { Portfolio } from '../portfolio.ts'
import { anyFill, BTC, ETH, TREND } from './fills.ts'

const OWNERS: readonly Owner[] = [HAND, TREND, UNASSIGNED]
let nextId = 0

/** A liquidation of one BTC of the hand at 100 without a fee, unless told otherwise; every one has its own id. */
export function adjustmentOf(change: Partial<Adjustment> = {}): Adjustment {
  nextId += 1
  return {
    adjustmentId: `a${nextId}`,
    kind: 'liquidation',
    instrumentId: BTC,
    owner: HAND,
    quantity: quantity(-1),
    price: price(100),
    cash: money(0),
    reason: 'margin ran out',
    timeMs: timeMs(nextId * 1000),
    ...change,
  }
}

/** One BTC of the hand to the strategy, unless told otherwise; every one has its own id. */
export function handoverOf(change: Partial<Handover> = {}): Handover {
  nextId += 1
  return {
    handoverId: `h${nextId}`,
    instrumentId: BTC,
    from: HAND,
    to: TREND,
    quantity: quantity(1),
    timeMs: timeMs(nextId * 1000),
    ...change,
  }
}

export const anyAdjustment: fc.Arbitrary<Adjustment> = fc
  .record({
    kind: fc.constantFrom<Adjustment['kind']>('adopted', 'liquidation', 'adl', 'funding', 'transfer', 'dust'),
    owner: fc.constantFrom(...OWNERS),
    instrumentId: fc.constantFrom(BTC, ETH, undefined),
    lots: fc.integer({ min: -7, max: 7 }),
    ticks: fc.integer({ min: 0, max: 9_999_999 }),
    cents: fc.integer({ min: -100_000, max: 100_000 }),
  })
  .map(({ kind, owner, instrumentId, lots, ticks, cents }) =>
    adjustmentOf({
      kind,
      owner,
      instrumentId,
      quantity: quantity(instrumentId === undefined || kind === 'funding' ? 0 : new Decimal(lots).div(1000)),
      price: price(new Decimal(ticks).div(10)),
      cash: money(new Decimal(cents).div(100)),
    }),
  )

/** One thing that can happen to the books. */
export type Step =
  | { readonly kind: 'fill'; readonly fill: Fill }
  | { readonly kind: 'adjust'; readonly adjustment: Adjustment }
  /** Thirds of one of the positions that can be handed over; skipped where there is none. */
  | { readonly kind: 'handOver'; readonly pick: number; readonly thirds: number }
  | { readonly kind: 'reset'; readonly cash: number }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: anyFill.map((fill): Step => ({ kind: 'fill', fill })) },
  { weight: 3, arbitrary: anyAdjustment.map((adjustment): Step => ({ kind: 'adjust', adjustment })) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('handOver' as const),
      pick: fc.nat(),
      thirds: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('reset' as const), cash: fc.integer({ min: 0, max: 100_000 }) }),
  },
)

export const anySteps: fc.Arbitrary<Step[]> = fc.array(anyStep, { maxLength: 40 })

/** The handover of a step as the books stand; undefined where none can be booked. */
export function handoverAt(portfolio: Portfolio, step: Extract<Step, { kind: 'handOver' }>): Handover | undefined {
  const wishes = portfolio.openPositions().flatMap((held) =>
    OWNERS.map((to) => {
      const part = held.quantity.mul(step.thirds).div(3).toDecimalPlaces(6)
      return { from: held.owner, to, instrumentId: held.instrumentId, quantity: quantity(part) }
    }),
  )
  const handovers = wishes.map(handoverOf).filter((wish) => portfolio.handoverRefusal(wish) === undefined)
  return handovers[step.pick % handovers.length]
}

/** Does a step; undefined where it was skipped. */
export function take(portfolio: Portfolio, step: Step): Booking | undefined {
  switch (step.kind) {
    case 'fill':
      return portfolio.book(step.fill).booking
    case 'adjust':
      return portfolio.adjust(step.adjustment)
    case 'handOver': {
      const handover = handoverAt(portfolio, step)
      return handover && portfolio.handOver(handover)
    }
    case 'reset':
      return portfolio.reset(money(step.cash), timeMs(0))
    default:
      return ensureNever(step, 'step')
  }
}
