import type { InstrumentId } from '../../domain/index.ts'

/** `cross`: all cash of the account stands behind the position. `isolated`: only what was set aside for it. */
export type MarginMode = 'cross' | 'isolated'

/** How a perpetual is held. */
export interface MarginTerms {
  readonly mode: MarginMode
  /** Value of the position per money of initial margin; 1 or more. */
  readonly leverage: number
  /** Share of a position's value that must stay as margin. */
  readonly maintenanceFraction: number
  /** Money that comes off the maintenance margin: what tiered venues grant so that it grows without steps. Zero without tiers. */
  readonly maintenanceDeduction: number
}

/** A net position of the account in a linear perpetual, in float64: nothing is booked from it. */
export interface MarginedPosition {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly quantity: number
  readonly entryPrice: number
  readonly markPrice: number
  readonly terms: MarginTerms
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

/** What must stay as margin, else the venue liquidates: value × maintenance fraction − deduction, never below zero. */
export function maintenanceMargin(position: MarginedPosition): number {
  const { maintenanceFraction, maintenanceDeduction } = position.terms
  return Math.max(0, notionalOf(position) * maintenanceFraction - maintenanceDeduction)
}

/** Money set aside for an isolated position. */
export function isolatedMarginOf(position: MarginedPosition): number {
  const { quantity, entryPrice, terms, isolatedMargin } = position
  return isolatedMargin ?? (Math.abs(quantity) * entryPrice) / terms.leverage
}
