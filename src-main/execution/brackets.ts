import { Decimal, ZERO } from '../base/index.ts'
import {
  type BreakEven,
  opposite,
  orderId,
  type OrderId,
  type OrderTerms,
  type Price,
  type ProfitTarget,
  type Quantity,
  type Side,
  type Standing,
  type TrailingDistance,
} from '../domain/index.ts'

/** One of several targets of an entry. */
export interface BracketTarget extends ProfitTarget {
  /** What has been sold at it so far. */
  readonly filled: Quantity
}

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
  /** For what {@link targets} leave. */
  readonly targetPrice: Price | undefined
  /** Nearest first; empty where the entry has at most one target. */
  readonly targets: readonly BracketTarget[]
  readonly trailing: TrailingDistance | undefined
  readonly breakEven: BreakEven | undefined
  /** Unsigned; all that the entry has opened, what was closed since included. The targets are shares of this. */
  readonly opened: Quantity
  /** Unsigned; still open. */
  readonly quantity: Quantity
}

/** Signed quantities of an owner's position around one change of it. */
export interface QuantityChange {
  readonly before: Quantity
  readonly after: Quantity
}

/** What one fill did to an owner's position. */
export interface PositionChange extends QuantityChange {
  /** The order that filled. */
  readonly terms: OrderTerms
}

/**
 * Brackets after a fill, oldest first; together they are the position. An entry raises its own bracket; an exit of a
 * bracket lowers that one; anything else that shrinks the position lowers the ones without exits of their own first, then
 * the oldest. A position that ends or turns round ends its brackets. Where the position had changed without a fill before,
 * they follow that first, as {@link adjustBrackets} does.
 */
export function advanceBrackets(brackets: readonly Bracket[], change: PositionChange): readonly Bracket[] {
  const { before, after, terms } = change
  if (after.isZero()) return []
  const isContinued = isSamePosition(change)
  const kept = isContinued ? fitTo(brackets, before, terms) : []
  const growth = after.abs().sub(isContinued ? before.abs() : ZERO)
  const moved = growth.gt(ZERO) ? raise(kept, openedBy(terms, growth)) : lower(kept, terms, growth.neg())
  return lowerBy(moved, coverage(moved).sub(after.abs()))
}

/**
 * Brackets of a position that is so large now without an order having filled: they shrink as for a close, or what came
 * is a bracket without exits. One that ended or turned round has none of the earlier exits.
 */
export function adjustBrackets(
  brackets: readonly Bracket[],
  change: QuantityChange,
  standing: Standing,
): readonly Bracket[] {
  if (change.after.isZero()) return []
  return fitTo(isSamePosition(change) ? brackets : [], change.after, standing)
}

/** False where the position began, ended or turned round. */
export function isSamePosition({ before, after }: QuantityChange): boolean {
  return !before.isZero() && !after.isZero() && before.isPositive() === after.isPositive()
}

export function exitSide(bracket: Bracket): Side {
  return opposite(bracket.side)
}

/** Stands for the entry where no order of ours opened that part of a position: it was adopted, or moved in. */
export function unorderedParent({ instrumentId, owner }: Standing): OrderId {
  // Ends in a number below that of every order, as ids of orders do.
  return orderId(`unordered-${instrumentId}-${owner}-0`)
}

/** Lowers the brackets by this much in all: those without exits of their own first, then the oldest. */
export function lowerBy(brackets: readonly Bracket[], excess: Decimal): readonly Bracket[] {
  let rest = excess
  if (!rest.gt(ZERO)) return brackets
  const cut = (each: Bracket): Bracket => {
    const amount = Decimal.min(each.quantity, rest)
    rest = rest.sub(amount)
    return shrunk(each, amount)
  }
  const withoutBare = brackets.map((each) => (isBare(each) ? cut(each) : each))
  return withoutBare.map((each) => (isBare(each) ? each : cut(each))).filter(isCovering)
}

export function coverage(brackets: readonly Pick<Bracket, 'quantity'>[]): Decimal {
  return brackets.reduce((sum, { quantity }) => sum.add(quantity), ZERO)
}

/** Adds a bracket, or what it opens to the one of the same entry; those without exits become one. */
export function raise(brackets: readonly Bracket[], opened: Bracket): readonly Bracket[] {
  const known = brackets.find(({ parentOrderId }) => parentOrderId === opened.parentOrderId)
  const raised = known ?? (isBare(opened) ? brackets.find(isBare) : undefined)
  if (!raised) return [...brackets, opened]
  return brackets.map((each) => (each === raised ? grown(each, opened) : each))
}

/** No exit was decided for it. */
export function isBare({ stopPrice, targetPrice, targets, trailing, breakEven }: Bracket): boolean {
  return !stopPrice && !targetPrice && targets.length === 0 && !trailing && !breakEven
}

function openedBy(terms: OrderTerms, growth: Decimal): Bracket {
  const plan = terms.role === 'entry' ? terms.exitPlan : undefined
  return {
    parentOrderId: terms.orderId,
    instrumentId: terms.instrumentId,
    owner: terms.owner,
    side: terms.side,
    stopPrice: terms.stopLossPrice,
    targetPrice: terms.takeProfitPrice,
    targets: (plan?.targets ?? []).map(({ price, fraction }) => ({ price, fraction, filled: ZERO as Quantity })),
    trailing: plan?.trailing,
    breakEven: plan?.breakEven,
    opened: growth as Quantity,
    quantity: growth as Quantity,
  }
}

/** Makes the brackets so large in all. */
function fitTo(brackets: readonly Bracket[], held: Quantity, standing: Standing): readonly Bracket[] {
  const missing = held.abs().sub(coverage(brackets))
  if (!missing.gt(ZERO)) return lowerBy(brackets, missing.neg())
  return raise(brackets, {
    parentOrderId: unorderedParent(standing),
    instrumentId: standing.instrumentId,
    owner: standing.owner,
    side: held.isPositive() ? 'buy' : 'sell',
    stopPrice: undefined,
    targetPrice: undefined,
    targets: [],
    trailing: undefined,
    breakEven: undefined,
    opened: missing as Quantity,
    quantity: missing as Quantity,
  })
}

function lower(brackets: readonly Bracket[], terms: OrderTerms, amount: Decimal): readonly Bracket[] {
  if (terms.parentOrderId === undefined) return brackets
  return brackets
    .map((each) => (each.parentOrderId === terms.parentOrderId ? exited(each, terms, amount) : each))
    .filter(isCovering)
}

function exited(bracket: Bracket, terms: OrderTerms, amount: Decimal): Bracket {
  const rest = shrunk(bracket, Decimal.min(bracket.quantity, amount))
  if (isSetFree(terms)) return soldAtTargets(rest, amount)
  const at = terms.triggerPrice ?? terms.limitPrice
  if (terms.role !== 'takeProfit' || !at) return rest
  const targets = bracket.targets.map((target) =>
    target.price.eq(at) ? { ...target, filled: target.filled.add(amount) as Quantity } : target,
  )
  return { ...rest, targets }
}

/**
 * An exit that the engine held in the venue's place has reached its price and was sent as a close at market: what it sells
 * is not wanted at a target any more.
 */
export function isSetFree({ role, idempotencyKey }: Pick<OrderTerms, 'role' | 'idempotencyKey'>): boolean {
  return role === 'close' && idempotencyKey.endsWith(SET_FREE)
}

/** The order that the engine waited with; undefined where none was set free. */
export function setFreeBy(terms: Pick<OrderTerms, 'role' | 'idempotencyKey'>): OrderId | undefined {
  return isSetFree(terms) ? orderId(terms.idempotencyKey.slice(0, -SET_FREE.length)) : undefined
}

const SET_FREE = '-triggered'

/** So much was sold at targets, whichever: more than the share of the first is that of those after it. */
export function soldAtTargets(bracket: Bracket, amount: Decimal): Bracket {
  const [first, ...others] = bracket.targets
  if (!first || amount.isZero()) return bracket
  return { ...bracket, targets: [{ ...first, filled: first.filled.add(amount) as Quantity }, ...others] }
}

function grown(bracket: Bracket, { opened, quantity }: Bracket): Bracket {
  return {
    ...bracket,
    opened: bracket.opened.add(opened) as Quantity,
    quantity: bracket.quantity.add(quantity) as Quantity,
  }
}

function shrunk(bracket: Bracket, amount: Decimal): Bracket {
  return amount.isZero() ? bracket : { ...bracket, quantity: bracket.quantity.sub(amount) as Quantity }
}

function isCovering({ quantity }: Bracket): boolean {
  return quantity.gt(ZERO)
}
