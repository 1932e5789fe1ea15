import { type Decimal, floorToStep, type TimeMs, ZERO } from '../base/index.ts'
import {
  type Adjustment,
  type Instrument,
  type Money,
  type Position,
  type Price,
  type Quantity,
  UNASSIGNED,
} from '../domain/index.ts'

/** The venue's rule that a remainder is too small for. */
export type DustCause = 'lotSize' | 'minQuantity' | 'minNotional'

export interface RemainderOptions {
  /** At which it would be sold. */
  readonly price: Decimal
  readonly instrument: Pick<Instrument, 'lotSize' | 'minQuantity' | 'minNotional'>
  /** The venue takes reduce-only orders below its smallest value. */
  readonly reduceOnlyExempt?: boolean
}

/** Whole lots of a remainder, without sign: the most that an order can close. */
export function closableQuantity(remainder: Decimal, { lotSize }: Pick<Instrument, 'lotSize'>): Quantity {
  return floorToStep(remainder.abs(), lotSize) as Quantity
}

/** Why no order can close the remainder, or any part of it; undefined when one can, and for nothing at all. */
export function dustCause(remainder: Decimal, options: RemainderOptions): DustCause | undefined {
  const { price, instrument, reduceOnlyExempt = false } = options
  if (remainder.isZero()) return undefined
  const closable = closableQuantity(remainder, instrument)
  if (closable.isZero()) return 'lotSize'
  if (closable.lt(instrument.minQuantity)) return 'minQuantity'
  if (!reduceOnlyExempt && closable.mul(price).lt(instrument.minNotional)) return 'minNotional'
  return undefined
}

export interface DustClosing {
  /** At which the residue counts; zero writes it off. */
  readonly price: Price
  readonly cause: DustCause
  /** `kept`: the venue still has it, so it goes on as `unassigned` until it is swept. `gone`: the venue has dropped or converted it. */
  readonly residue: 'kept' | 'gone'
  readonly timeMs: TimeMs
}

const CAUSES: Readonly<Record<DustCause, string>> = {
  lotSize: 'less than one lot is left',
  minQuantity: 'less is left than the smallest quantity of an order',
  minNotional: 'what is left is worth less than the smallest order',
}

/**
 * Closes a remainder that no order can close, at the price given: the owner's trade ends and realises what that price says.
 * A residue that the venue keeps is booked as `unassigned` at the same price, so that the net stays what the venue has.
 * @returns nothing where the position is flat, or is such a residue already
 */
export function dustAdjustments(position: Position, closing: DustClosing): readonly Adjustment[] {
  const { accountId, instrumentId, owner, quantity, openedAtMs } = position
  const { price, cause, residue, timeMs } = closing
  if (quantity.isZero() || (residue === 'kept' && owner === UNASSIGNED)) return []
  const id = `dust:${accountId}:${instrumentId}:${owner}:${openedAtMs}:${timeMs}`
  const common = { kind: 'dust', instrumentId, price, cash: ZERO as Money, reason: CAUSES[cause], timeMs } as const
  const closed: Adjustment = { ...common, adjustmentId: id, owner, quantity: quantity.neg() as Quantity }
  if (residue === 'gone') return [closed]
  return [closed, { ...common, adjustmentId: `${id}:residue`, owner: UNASSIGNED, quantity }]
}
