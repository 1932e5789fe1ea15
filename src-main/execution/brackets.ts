import { Decimal, ZERO } from '../base/index.ts'
import {
  type ExitMover,
  type ExitRole,
  opposite,
  type OrderId,
  type OrderTerms,
  type Price,
  type Quantity,
  type Side,
  type Standing,
} from '../domain/index.ts'
import { isMeant, type PositionExits } from './moved-exits.ts'

/**
 * Part of an owner's position that one entry opened, with the exits that were decided with it. What entries without exits
 * opened is one bracket: nothing tells its parts apart.
 */
export interface Bracket extends Standing {
  /** The entry; the first of those without exits. */
  readonly parentOrderId: OrderId
  /** Side of the entry; the exits are on the other one. */
  readonly side: Side
  readonly stopPrice: Price | undefined
  readonly targetPrice: Price | undefined
  /** Unsigned; still open. */
  readonly quantity: Quantity
}

/** What one fill did to an owner's position. Quantities are signed. */
export interface PositionChange {
  readonly before: Quantity
  readonly after: Quantity
  /** The order that filled. */
  readonly terms: OrderTerms
}

/** An exit as it is wanted. */
export interface WantedExit {
  readonly price: Price
  /** Who moved it; undefined where it is as its entry was made. */
  readonly movedBy: ExitMover | undefined
}

/**
 * Brackets after a fill, oldest first; together they are the position. An entry raises its own bracket; an exit of a
 * bracket lowers that one; anything else that shrinks the position lowers the ones without exits of their own first, then
 * the oldest. A position that ends or turns round ends its brackets.
 */
export function advanceBrackets(brackets: readonly Bracket[], change: PositionChange): readonly Bracket[] {
  const { before, after, terms } = change
  if (after.isZero()) return []
  const isContinued = isSamePosition(change)
  const kept = isContinued ? brackets : []
  const growth = after.abs().sub(isContinued ? before.abs() : ZERO)
  const moved = growth.gt(ZERO) ? raise(kept, terms, growth) : lower(kept, terms.parentOrderId, growth.neg())
  return lowerBy(moved, coverage(moved).sub(after.abs()))
}

/** False where the position began, ended or turned round. */
export function isSamePosition({ before, after }: Pick<PositionChange, 'before' | 'after'>): boolean {
  return !before.isZero() && !after.isZero() && before.isPositive() === after.isPositive()
}

/** An exit of the bracket, as its entry was made or as it was moved later; undefined where there is to be none. */
export function wantedExit(bracket: Bracket, role: ExitRole, exits: PositionExits | undefined): WantedExit | undefined {
  const own = role === 'stopLoss' ? bracket.stopPrice : bracket.targetPrice
  const moved = exits?.[role]
  if (!moved || !isMeant(moved, bracket.parentOrderId, own)) return own && { price: own, movedBy: undefined }
  return moved.price && { price: moved.price, movedBy: moved.by }
}

export function exitSide(bracket: Bracket): Side {
  return opposite(bracket.side)
}

/** Lowers the brackets by this much in all: those without exits of their own first, then the oldest. */
export function lowerBy(brackets: readonly Bracket[], excess: Decimal): readonly Bracket[] {
  let rest = excess
  if (!rest.gt(ZERO)) return brackets
  const cut = (each: Bracket): Bracket => {
    const amount = Decimal.min(each.quantity, rest)
    rest = rest.sub(amount)
    return changedBy(each, amount.neg())
  }
  const withoutBare = brackets.map((each) => (isBare(each) ? cut(each) : each))
  return withoutBare.map((each) => (isBare(each) ? each : cut(each))).filter(isCovering)
}

export function coverage(brackets: readonly Bracket[]): Decimal {
  return brackets.reduce((sum, { quantity }) => sum.add(quantity), ZERO)
}

function raise(brackets: readonly Bracket[], terms: OrderTerms, growth: Decimal): readonly Bracket[] {
  const opened: Bracket = {
    parentOrderId: terms.orderId,
    instrumentId: terms.instrumentId,
    owner: terms.owner,
    side: terms.side,
    stopPrice: terms.stopLossPrice,
    targetPrice: terms.takeProfitPrice,
    quantity: growth as Quantity,
  }
  const known = brackets.find(({ parentOrderId }) => parentOrderId === terms.orderId)
  const raised = known ?? (isBare(opened) ? brackets.find(isBare) : undefined)
  if (!raised) return [...brackets, opened]
  return brackets.map((each) => (each === raised ? changedBy(each, growth) : each))
}

function lower(brackets: readonly Bracket[], parentOrderId: OrderId | undefined, amount: Decimal): readonly Bracket[] {
  if (parentOrderId === undefined) return brackets
  return brackets
    .map((each) =>
      each.parentOrderId === parentOrderId ? changedBy(each, Decimal.min(each.quantity, amount).neg()) : each,
    )
    .filter(isCovering)
}

function changedBy(bracket: Bracket, change: Decimal): Bracket {
  return change.isZero() ? bracket : { ...bracket, quantity: bracket.quantity.add(change) as Quantity }
}

function isBare({ stopPrice, targetPrice }: Bracket): boolean {
  return stopPrice === undefined && targetPrice === undefined
}

function isCovering({ quantity }: Bracket): boolean {
  return quantity.gt(ZERO)
}
