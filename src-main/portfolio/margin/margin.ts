import type { InstrumentId, VenueMargin } from '../../domain/index.ts'

/** A net position of the account in a linear perpetual, in float64: nothing is booked from it. */
export interface MarginedPosition {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly quantity: number
  readonly entryPrice: number
  readonly markPrice: number
  readonly terms: VenueMargin
  /** Set aside for an isolated position, funding and added margin included; undefined: its initial margin at the entry price. */
  readonly isolatedMargin?: number
}

/** Value at the mark price, without sign. */
export function notionalOf({ quantity, markPrice }: Pick<MarginedPosition, 'quantity' | 'markPrice'>): number {
  return Math.abs(quantity) * markPrice
}

/** Open profit at the mark price: quantity × (mark − entry). */
export function unrealisedOf({ quantity, entryPrice, markPrice }: MarginedPosition): number {
  return quantity * (markPrice - entryPrice)
}

/** What opening the position takes: its value divided by the leverage. */
export function initialMargin(position: MarginedPosition): number {
  return notionalOf(position) / position.terms.leverage
}

/** What must stay as margin, else the venue liquidates: value × maintenance fraction. */
export function maintenanceMargin(position: MarginedPosition): number {
  return notionalOf(position) * position.terms.maintenanceFraction
}

/** Money set aside for an isolated position. */
export function isolatedMarginOf(position: MarginedPosition): number {
  const { quantity, entryPrice, terms, isolatedMargin } = position
  return isolatedMargin ?? (Math.abs(quantity) * entryPrice) / terms.leverage
}
