import type { Decimal } from 'decimal.js'
import type { AccountDifference } from '../../src-main/execution/index.ts'
import { type BookedOrder, remaining } from '../../src-main/venues/testing/fault-venue/index.ts'
import type { SequenceRig } from './rig/sequence-rig.ts'

/** Average prices are rounded at their last digits. */
const CASH_DIGITS = 9

/** What the venue can see of us, what we hold, and what is for a person to decide; ids aside. */
export interface Picture {
  readonly open: readonly string[]
  readonly held: readonly string[]
  readonly cash: string
  readonly differences: readonly string[]
  readonly quarantines: readonly string[]
  readonly tradingState: string
}

export function pictureOf({ venue, session }: SequenceRig): Picture {
  const { portfolio, execution, tradingState } = session
  const { differences, quarantines } = execution.reconciliation
  return {
    open: standing(venue.working()),
    held: portfolio
      .openPositions()
      .map(({ instrumentId, owner, quantity }) => `${instrumentId} ${owner} ${quantity.toFixed()}`)
      .toSorted(),
    cash: hasCashDifference(differences) ? 'differs' : portfolio.cashLessCost.toFixed(CASH_DIGITS),
    differences: differences
      .filter(({ state, finding }) => state === 'open' && !isPassing(finding.kind))
      .map(({ differenceId, finding, ledger, venue }) =>
        finding.kind === 'cash' ? differenceId : `${differenceId}: ${ledger} here, ${venue} there`,
      )
      .toSorted(),
    quarantines: quarantines.map(({ instrumentId, cause }) => `${instrumentId} ${cause}`).toSorted(),
    tradingState: tradingState.state,
  }
}

/** Orders at the same price count together: how they are cut depends on when each part was placed. */
function standing(orders: readonly BookedOrder[]): string[] {
  const rests = new Map<string, Decimal>()
  for (const order of orders) {
    const { instrumentId, side, type, limitPrice, triggerPrice, reduceOnly } = order.terms
    const prices = [limitPrice, triggerPrice].map((price) => price?.toFixed() ?? '-').join(' ')
    const name = `${instrumentId} ${side} ${type} at ${prices}${reduceOnly ? ', reduce-only' : ''}`
    rests.set(name, remaining(order).add(rests.get(name) ?? 0))
  }
  return Array.from(rests, ([name, rest]) => `${name}: ${rest.toFixed()}`).toSorted()
}

/** What two pictures say of each other; nothing where they are the same. */
export function differencesBetween(names: readonly [string, string], pictures: readonly [Picture, Picture]): string[] {
  const [first, second] = pictures
  return (Object.keys(first) as (keyof Picture)[])
    .filter((part) => String(first[part]) !== String(second[part]))
    .map((part) => `${part}: ${String(first[part])} ${names[0]}; ${String(second[part])} ${names[1]}`)
}

/** By how much depends on the average price at which a position was adopted, and so on when. */
function hasCashDifference(differences: readonly AccountDifference[]): boolean {
  return differences.some(({ finding, state }) => finding.kind === 'cash' && state === 'open')
}

/** Told by the comparison that found it, and by no later one. */
function isPassing(kind: string): boolean {
  return kind === 'lostOrder' || kind === 'protectionMissing'
}
