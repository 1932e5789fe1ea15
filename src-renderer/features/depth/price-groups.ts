import { decimalsOf } from '../../ui/index.ts'

/** Prices are put together by so many ticks. */
export const GROUP_TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const

/** Prices of the ladder: whole multiples of a step, counted by an index so that no price is rounded twice. */
export interface PriceGrid {
  /** In quote currency. */
  readonly step: number
  /** Digits of its prices: those of the tick. */
  readonly decimals: number
}

export function priceGrid(tickSize: string, ticks: number): PriceGrid {
  return { step: Number(tickSize) * ticks, decimals: decimalsOf(tickSize) }
}

/** A price in float64 is beside its multiple by less than this share of a step. */
const SLACK = 1e-6

/** Group of a bid: the price is never shown as better than it is. */
export const bidIndex = (price: number, { step }: PriceGrid): number => Math.floor(price / step + SLACK)
export const askIndex = (price: number, { step }: PriceGrid): number => Math.ceil(price / step - SLACK)

/** Price of a group as plain text, on the tick. */
export const priceAt = (index: number, { step, decimals }: PriceGrid): string => (index * step).toFixed(decimals)

/** Levels that a fitting group is judged by. */
const JUDGED_LEVELS = 12

/**
 * The smallest group in which neighbouring rows of this book mostly have somebody in them.
 *
 * @param prices - Of both sides.
 */
export function fittingTicks(bids: readonly number[], asks: readonly number[], tickSize: string): number {
  const gaps = [
    meanGap(bids.toSorted((left, right) => right - left)),
    meanGap(asks.toSorted((left, right) => left - right)),
  ]
  const widest = Math.max(...gaps)
  const [finest] = GROUP_TICKS
  return (
    GROUP_TICKS.find((ticks) => ticks * Number(tickSize) >= widest * (1 - SLACK)) ?? (widest > 0 ? largest() : finest)
  )
}

const largest = (): number => GROUP_TICKS[GROUP_TICKS.length - 1] ?? 1

/** Mean distance of the levels next to the middle, 0 with fewer than two. */
function meanGap(fromBest: readonly number[]): number {
  const near = fromBest.slice(0, JUDGED_LEVELS)
  const [first, last] = [near[0], near.at(-1)]
  return first === undefined || last === undefined || near.length < 2 ? 0 : Math.abs(last - first) / (near.length - 1)
}
