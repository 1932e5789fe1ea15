import { decimalsOf } from '../../ui/index.ts'

/** What is held, and the steps in which it can be closed. */
export interface HeldQuantity {
  /** Decimal text without sign. */
  readonly quantity: string
  readonly lotSize: string
}

/** A part of a position that was asked for in words of a quantity. */
export type PartReading =
  | { readonly kind: 'part'; readonly quantity: string }
  | { readonly kind: 'fault'; readonly fault: 'notNumber' | 'tooSmall' | 'tooLarge' }
  | { readonly kind: 'fault'; readonly fault: 'offLot'; readonly nearest: string }

/** Divisions by a lot such as 0.1 miss whole numbers by less than this. */
const ROUNDING = 1e-6

const lotsOf = (quantity: number, lotSize: string): number => quantity / Number(lotSize)

const textOf = (lots: number, lotSize: string): string => (lots * Number(lotSize)).toFixed(decimalsOf(lotSize))

/** Whole lots that are held; a rest below one lot can only be closed with all of it. */
export const heldLots = ({ quantity, lotSize }: HeldQuantity): number =>
  Math.floor(lotsOf(Number(quantity), lotSize) + ROUNDING)

/** The quantity of so many lots; all of them are the whole position. */
export function quantityOfLots(lots: number, held: HeldQuantity): string {
  return lots >= heldLots(held) ? held.quantity : textOf(Math.max(1, lots), held.lotSize)
}

/** The quantity of a share, rounded down to the lot as the engine does it, but never nothing. */
export function quantityOfShare(fraction: number, held: HeldQuantity): string {
  return quantityOfLots(Math.floor(lotsOf(Number(held.quantity) * fraction, held.lotSize) + ROUNDING), held)
}

/** Number of lots in a quantity, for a slider. */
export const lotsIn = (quantity: string, { lotSize }: HeldQuantity): number =>
  Math.round(lotsOf(Number(quantity), lotSize))

/** What was typed, as a quantity that can be closed. */
export function readPart(text: string, held: HeldQuantity): PartReading {
  const quantity = Number(text)
  if (text.trim() === '' || !Number.isFinite(quantity)) return { kind: 'fault', fault: 'notNumber' }
  if (quantity === Number(held.quantity)) return { kind: 'part', quantity: held.quantity }
  if (quantity > Number(held.quantity)) return { kind: 'fault', fault: 'tooLarge' }
  const lots = lotsOf(quantity, held.lotSize)
  if (lots < 1 - ROUNDING) return { kind: 'fault', fault: 'tooSmall' }
  const nearest = textOf(Math.round(lots), held.lotSize)
  if (Math.abs(lots - Math.round(lots)) > ROUNDING) return { kind: 'fault', fault: 'offLot', nearest }
  return { kind: 'part', quantity: nearest }
}

/**
 * The share that makes the engine close exactly this quantity. It rounds down to the lot, and a share such as 137/420
 * is not exact in floating point: half a lot more keeps it on the right side without reaching the next lot.
 */
export function shareOfQuantity(quantity: string, held: HeldQuantity): number {
  if (Number(quantity) >= Number(held.quantity)) return 1
  return (lotsIn(quantity, held) + 0.5) / lotsOf(Number(held.quantity), held.lotSize)
}
