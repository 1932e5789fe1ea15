import { type Decimal, invariant, ZERO } from '../base/index.ts'
import { type Entry, type Fill, type Money, type Position, type Price, signedQuantity } from '../domain/index.ts'
import { toBooked } from './rounding.ts'

/** A change of one owner's position: signed, at a price, for a fee. */
export type QuantityChange = Pick<
  Entry,
  'accountId' | 'instrumentId' | 'owner' | 'quantity' | 'price' | 'fee' | 'timeMs'
>

/** What a change does to its owner's position. */
export interface PositionChange {
  readonly position: Position
  /** The position that this change closed on its way through zero, flat, with what it earned and paid; undefined otherwise. */
  readonly closedBefore: Position | undefined
  /** Profit this change realised against the average entry price, before its fee. */
  readonly realisedPnl: Money
}

/** {@link applyChange} for a fill whose fee is in the account's currency. */
export function applyFill(before: Position | undefined, fill: Fill): PositionChange {
  const { accountId, instrumentId, owner, price, fee, timeMs } = fill
  const quantity = signedQuantity(fill.side, fill.quantity)
  invariant(quantity.isFinite() && !quantity.isZero(), `fill ${fill.tradeId} has quantity ${fill.quantity.toFixed()}`)
  return applyChange(before, { accountId, instrumentId, owner, quantity, price, fee, timeMs })
}

/**
 * Changes a position by the average price method: adding averages the entry price by quantity, reducing keeps it and
 * realises (price − entry price) × closed quantity, a flip closes all and opens the rest at the price of the change.
 */
export function applyChange(before: Position | undefined, change: QuantityChange): PositionChange {
  const { quantity, price, instrumentId } = change
  invariant(
    quantity.isFinite() && !quantity.isZero() && price.isFinite(),
    `a position in ${instrumentId} cannot change by ${quantity.toFixed()} at ${price.toFixed()}`,
  )
  if (!before || before.quantity.isZero()) {
    return { position: opened(change, quantity, change.fee), closedBefore: undefined, realisedPnl: ZERO as Money }
  }
  if (before.quantity.isPositive() === quantity.isPositive()) return added(before, change)
  return quantity.abs().gt(before.quantity.abs()) ? flipped(before, change) : reduced(before, change)
}

/** Part of a fee that belongs to `part` of the quantity it was paid for. */
export function shareOfFee(fee: Money, part: Decimal, whole: Decimal): Money {
  return toBooked(fee.mul(part.abs()).div(whole.abs())) as Money
}

function opened(change: QuantityChange, signed: Decimal, fee: Money): Position {
  return {
    accountId: change.accountId,
    instrumentId: change.instrumentId,
    owner: change.owner,
    quantity: signed as Position['quantity'],
    entryPrice: change.price,
    realisedPnl: ZERO as Money,
    fees: fee,
    openedAtMs: change.timeMs,
  }
}

function added(before: Position, change: QuantityChange): PositionChange {
  const quantity = before.quantity.add(change.quantity)
  const cost = before.entryPrice.mul(before.quantity).add(change.price.mul(change.quantity))
  const position = {
    ...before,
    quantity: quantity as Position['quantity'],
    entryPrice: toBooked(cost.div(quantity)) as Price,
    fees: before.fees.add(change.fee) as Money,
  }
  return { position, closedBefore: undefined, realisedPnl: ZERO as Money }
}

function reduced(before: Position, change: QuantityChange): PositionChange {
  const quantity = before.quantity.add(change.quantity)
  const realisedPnl = realised(before, change)
  const position = {
    ...before,
    quantity: quantity as Position['quantity'],
    entryPrice: quantity.isZero() ? (ZERO as Price) : before.entryPrice,
    realisedPnl: before.realisedPnl.add(realisedPnl) as Money,
    fees: before.fees.add(change.fee) as Money,
  }
  return { position, closedBefore: undefined, realisedPnl }
}

function flipped(before: Position, change: QuantityChange): PositionChange {
  const rest = before.quantity.add(change.quantity)
  const openingFee = shareOfFee(change.fee, rest, change.quantity)
  const closing = reduced(before, {
    ...change,
    quantity: before.quantity.neg() as Position['quantity'],
    fee: change.fee.sub(openingFee) as Money,
  })
  return {
    position: opened(change, rest, openingFee),
    closedBefore: closing.position,
    realisedPnl: closing.realisedPnl,
  }
}

/** The change is signed, so a long position that is sold above its entry price earns. */
function realised(before: Position, { price, quantity }: QuantityChange): Money {
  return toBooked(before.entryPrice.sub(price).mul(quantity)) as Money
}
