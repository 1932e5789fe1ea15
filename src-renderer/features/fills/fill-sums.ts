import type { FillView } from '../../../src-contract/index.ts'

export interface FillSums {
  readonly count: number
  /** Before fees, in quote currency. */
  readonly realisedPnl: number
  readonly fees: number
  /** Value of what was bought and sold, in quote currency. */
  readonly bought: number
  readonly sold: number
}

type SummedFill = Pick<FillView, 'realisedPnl' | 'fee' | 'side' | 'price' | 'quantity'>

const NOTHING: FillSums = { count: 0, realisedPnl: 0, fees: 0, bought: 0, sold: 0 }

/** Value of a fill in quote currency. */
export const fillValue = ({ price, quantity }: Pick<FillView, 'price' | 'quantity'>): number =>
  Number(price) * Number(quantity)

/** Sums of the fills that are shown; for display, the account has the booked ones. */
export const sumFills = (fills: readonly SummedFill[]): FillSums => fills.reduce(addFill, NOTHING)

function addFill(sums: FillSums, fill: SummedFill): FillSums {
  const value = fillValue(fill)
  return {
    count: sums.count + 1,
    realisedPnl: sums.realisedPnl + Number(fill.realisedPnl),
    fees: sums.fees + Number(fill.fee),
    bought: sums.bought + (fill.side === 'buy' ? value : 0),
    sold: sums.sold + (fill.side === 'sell' ? value : 0),
  }
}

/** The sums of each day. @param dayOf Name of the day of a time: `2026-11-20`. */
export function sumDays(
  fills: readonly (SummedFill & Pick<FillView, 'timeMs'>)[],
  dayOf: (timeMs: number) => string,
): ReadonlyMap<string, FillSums> {
  const days = new Map<string, FillSums>()
  for (const fill of fills) {
    const day = dayOf(fill.timeMs)
    days.set(day, addFill(days.get(day) ?? NOTHING, fill))
  }
  return days
}
