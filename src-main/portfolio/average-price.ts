import { type Decimal, invariant, ZERO } from '../base/index.ts'
import { type Fill, type Money, type Position, type Price, signedQuantity } from '../domain/index.ts'
import { toBooked } from './rounding.ts'

/** What a fill does to its owner's position. */
export interface PositionChange {
  readonly position: Position
  /** The position that this fill closed on its way through zero, flat, with what it earned and paid; undefined otherwise. */
  readonly closedBefore: Position | undefined
  /** Profit this fill realised against the average entry price, before its fee. */
  readonly realisedPnl: Money
}

/**
 * Books a fill by the average price method: adding averages the entry price by quantity, reducing keeps it and
 * realises (fill price − entry price) × closed quantity, a flip closes all and opens the rest at the fill price.
 */
export function applyFill(before: Position | undefined, fill: Fill): PositionChange {
  const filled = signedQuantity(fill.side, fill.quantity)
  invariant(filled.isFinite() && !filled.isZero(), `fill ${fill.tradeId} has quantity ${fill.quantity.toFixed()}`)
  if (!before || before.quantity.isZero()) {
    return { position: opened(fill, filled, fill.fee), closedBefore: undefined, realisedPnl: ZERO as Money }
  }
  if (before.quantity.isPositive() === filled.isPositive()) return added(before, fill, filled)
  return filled.abs().gt(before.quantity.abs()) ? flipped(before, fill, filled) : reduced(before, fill, filled)
}

/** Part of a fee that belongs to `part` of the quantity it was paid for. */
export function shareOfFee(fee: Money, part: Decimal, whole: Decimal): Money {
  return toBooked(fee.mul(part.abs()).div(whole.abs())) as Money
}

function opened(fill: Fill, signed: Decimal, fee: Money): Position {
  return {
    accountId: fill.accountId,
    instrumentId: fill.instrumentId,
    owner: fill.owner,
    quantity: signed as Position['quantity'],
    entryPrice: fill.price,
    realisedPnl: ZERO as Money,
    fees: fee,
    openedAtMs: fill.timeMs,
  }
}

function added(before: Position, fill: Fill, signed: Decimal): PositionChange {
  const quantity = before.quantity.add(signed)
  const cost = before.entryPrice.mul(before.quantity).add(fill.price.mul(signed))
  const position = {
    ...before,
    quantity: quantity as Position['quantity'],
    entryPrice: toBooked(cost.div(quantity)) as Price,
    fees: before.fees.add(fill.fee) as Money,
  }
  return { position, closedBefore: undefined, realisedPnl: ZERO as Money }
}

function reduced(before: Position, fill: Fill, signed: Decimal): PositionChange {
  const quantity = before.quantity.add(signed)
  const realisedPnl = realised(before, fill, signed)
  const position = {
    ...before,
    quantity: quantity as Position['quantity'],
    entryPrice: quantity.isZero() ? (ZERO as Price) : before.entryPrice,
    realisedPnl: before.realisedPnl.add(realisedPnl) as Money,
    fees: before.fees.add(fill.fee) as Money,
  }
  return { position, closedBefore: undefined, realisedPnl }
}

function flipped(before: Position, fill: Fill, signed: Decimal): PositionChange {
  const rest = before.quantity.add(signed)
  const openingFee = shareOfFee(fill.fee, rest, signed)
  const closingFill = { ...fill, fee: fill.fee.sub(openingFee) as Money }
  const closing = reduced(before, closingFill, before.quantity.neg())
  return {
    position: opened(fill, rest, openingFee),
    closedBefore: closing.position,
    realisedPnl: closing.realisedPnl,
  }
}

/** `closing` is signed like the fill, so a long position that is sold above its entry price earns. */
function realised(before: Position, fill: Fill, closing: Decimal): Money {
  return toBooked(before.entryPrice.sub(fill.price).mul(closing)) as Money
}
