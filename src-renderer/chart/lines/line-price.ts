import { decimalsOf } from '../../ui/index.ts'

/** Where a line may lie, seen from the newest price. */
export type LineSide = 'below' | 'above' | 'anywhere'

export interface LineBounds {
  readonly side: LineSide
  readonly tickSize: string
  /** Newest price: what lies on its wrong side would fill at once. */
  readonly referencePrice: number
}

/** The price on the tick that is nearest to `price` and at least one tick on the legal side of the newest price. */
export function legalPrice(price: number, bounds: LineBounds): string {
  return textOf(clamped(Math.round(price / Number(bounds.tickSize)), bounds), bounds.tickSize)
}

/** The price so many ticks away, kept on the legal side. */
export function steppedPrice(price: string, ticks: number, bounds: LineBounds): string {
  return textOf(clamped(Math.round(Number(price) / Number(bounds.tickSize)) + ticks, bounds), bounds.tickSize)
}

/** Divisions by a tick such as 0.1 miss whole numbers by less than this. */
const ROUNDING = 1e-6

function clamped(units: number, bounds: LineBounds): number {
  return Math.max(1, onItsSide(units, bounds))
}

function onItsSide(units: number, { side, referencePrice, tickSize }: LineBounds): number {
  const reference = referencePrice / Number(tickSize)
  if (side === 'below') return Math.min(units, Math.ceil(reference - ROUNDING) - 1)
  return side === 'above' ? Math.max(units, Math.floor(reference + ROUNDING) + 1) : units
}

const textOf = (units: number, tickSize: string): string => (units * Number(tickSize)).toFixed(decimalsOf(tickSize))
