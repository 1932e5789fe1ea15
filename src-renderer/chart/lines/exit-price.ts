import type { PositionView } from '../../../src-contract/index.ts'
import { decimalsOf } from '../../ui/index.ts'

/** The two ways out of a position that wait at the venue. */
export const EXIT_LEGS = ['stopLoss', 'takeProfit'] as const
export type ExitLeg = (typeof EXIT_LEGS)[number]

/** Where an exit may lie. */
export interface ExitBounds {
  readonly side: PositionView['side']
  readonly leg: ExitLeg
  readonly tickSize: string
  /** Newest price: a stop beyond it, or a target on this side of it, would fill at once. */
  readonly referencePrice: number
}

/** The price on the tick that is nearest to `price` and at least one tick on the legal side of the newest price. */
export function legalExitPrice(price: number, bounds: ExitBounds): string {
  return textOf(clamped(Math.round(price / Number(bounds.tickSize)), bounds), bounds.tickSize)
}

/** The price so many ticks away, kept on the legal side. */
export function steppedExitPrice(price: string, ticks: number, bounds: ExitBounds): string {
  return textOf(clamped(Math.round(Number(price) / Number(bounds.tickSize)) + ticks, bounds), bounds.tickSize)
}

/** True where the exit lies below the newest price: the stop of a long, the target of a short. */
export const liesBelow = ({ side, leg }: Pick<ExitBounds, 'side' | 'leg'>): boolean =>
  (side === 'long') === (leg === 'stopLoss')

/** Divisions by a tick such as 0.1 miss whole numbers by less than this. */
const ROUNDING = 1e-6

function clamped(units: number, bounds: ExitBounds): number {
  const reference = bounds.referencePrice / Number(bounds.tickSize)
  const legal = liesBelow(bounds)
    ? Math.min(units, Math.ceil(reference - ROUNDING) - 1)
    : Math.max(units, Math.floor(reference + ROUNDING) + 1)
  return Math.max(1, legal)
}

const textOf = (units: number, tickSize: string): string => (units * Number(tickSize)).toFixed(decimalsOf(tickSize))
