import { Decimal, toFloat, ZERO } from '../base/index.ts'
import { price, type Quantity, quantity, type Side, type Standing } from '../domain/index.ts'
import { adjustBrackets, type Bracket, type QuantityChange, raise } from './brackets.ts'
import { type SizeRules, targetShares } from './exit-targets.ts'
import type { PositionExits } from './moved-exits.ts'
import { wantedExit, wantedLegs } from './wanted-exits.ts'

/** What decides how the exits of a position stand. */
export interface ExitDecision {
  readonly exits: PositionExits | undefined
  readonly rules: SizeRules | undefined
}

/**
 * Pure: the part of a position that a handover of so much takes, newest bracket first, each with its exits as they stand
 * now: what was moved since the entry goes along as if the entry had been made with it.
 */
export function partsOf(brackets: readonly Bracket[], amount: Quantity, decision: ExitDecision): Bracket[] {
  let rest: Decimal = amount.abs()
  const parts: Bracket[] = []
  for (const bracket of [...brackets].reverse()) {
    const taken = Decimal.min(bracket.quantity, rest)
    rest = rest.sub(taken)
    if (taken.gt(ZERO)) parts.unshift(partOf(bracket, taken as Quantity, decision))
  }
  return parts
}

export interface BracketHandover {
  readonly from: readonly Bracket[]
  readonly to: readonly Bracket[]
  readonly parts: readonly Bracket[]
  readonly receiver: Standing
}

/** Pure: the brackets of both owners after the parts have gone from one to the other. */
export function handBrackets(handover: BracketHandover): Record<'given' | 'received', readonly Bracket[]> {
  const { from, to, parts, receiver } = handover
  return { given: withoutParts(from, parts), received: withParts(to, parts, receiver) }
}

/** One owner's side of a handover, as a step on the position's way. */
export interface HandoverStep extends QuantityChange {
  readonly standing: Standing
  readonly parts: readonly Bracket[]
}

/** Pure: the brackets after a step that a ledger tells. */
export function bracketsAfterHandover(brackets: readonly Bracket[], step: HandoverStep): readonly Bracket[] {
  const { standing, parts, before, after } = step
  const known = adjustBrackets(brackets, { before, after: before }, standing)
  const isGiven = after.abs().lt(before.abs())
  return isGiven ? withoutParts(known, parts) : withParts(before.isZero() ? [] : known, parts, standing)
}

/** Bracket as it is stored in the fact of a handover. */
export interface StoredPart
  extends Omit<
    Bracket,
    'instrumentId' | 'owner' | 'stopPrice' | 'targetPrice' | 'targets' | 'trailing' | 'opened' | 'quantity'
  > {
  readonly side: Side
  readonly stopPrice?: string
  readonly targetPrice?: string
  readonly targets: readonly { readonly price: string; readonly fraction: number }[]
  readonly trailing?: { readonly kind: 'price'; readonly distance: string } | { kind: 'fraction'; fraction: number }
  readonly quantity: string
}

/** The parts of a handover as its stored fact has them. */
export function handedParts(stored: readonly StoredPart[], { instrumentId, owner }: Standing): Bracket[] {
  return stored.map(({ stopPrice, targetPrice, targets, trailing, quantity: amount, ...part }) => ({
    instrumentId,
    owner,
    parentOrderId: part.parentOrderId,
    side: part.side,
    breakEven: revivedBreakEven(part.breakEven),
    stopPrice: stopPrice === undefined ? undefined : price(stopPrice),
    targetPrice: targetPrice === undefined ? undefined : price(targetPrice),
    targets: targets.map((each) => ({ price: price(each.price), fraction: each.fraction, filled: quantity(0) })),
    trailing: trailing?.kind === 'price' ? { kind: 'price', distance: price(trailing.distance) } : trailing,
    opened: quantity(amount),
    quantity: quantity(amount),
  }))
}

function revivedBreakEven(stored: Bracket['breakEven']): Bracket['breakEven'] {
  return stored?.kind === 'atPrice' ? { kind: 'atPrice', price: price(stored.price) } : stored
}

function partOf(bracket: Bracket, amount: Quantity, { exits, rules }: ExitDecision): Bracket {
  const part = { ...bracket, quantity: amount }
  const legs = wantedLegs(part, 'takeProfit', { exits, rules })
  const isSingle = legs.some(({ exit }) => exit.movedBy !== undefined) || bracket.targets.length === 0
  const shares = isSingle ? [] : targetShares(part, rules)
  const plan = exits?.plan
  return {
    ...part,
    opened: amount,
    stopPrice: wantedExit(part, 'stopLoss', exits)?.price,
    targetPrice: isSingle ? legs[0]?.exit.price : undefined,
    targets: shares.map((share) => ({
      price: share.price,
      fraction: toFloat(share.quantity.div(amount)),
      filled: ZERO as Quantity,
    })),
    trailing: plan?.trailing === undefined ? bracket.trailing : (plan.trailing ?? undefined),
    breakEven: plan?.breakEven === undefined ? bracket.breakEven : (plan.breakEven ?? undefined),
  }
}

function withoutParts(brackets: readonly Bracket[], parts: readonly Bracket[]): readonly Bracket[] {
  const taken = new Map(parts.map((part) => [part.parentOrderId, part.quantity]))
  return brackets
    .map((each) => ({ ...each, quantity: each.quantity.sub(taken.get(each.parentOrderId) ?? ZERO) as Quantity }))
    .filter((each) => each.quantity.gt(ZERO))
}

function withParts(brackets: readonly Bracket[], parts: readonly Bracket[], receiver: Standing): readonly Bracket[] {
  const { instrumentId, owner } = receiver
  return parts.reduce((sum, part) => raise(sum, { ...part, instrumentId, owner }), brackets)
}
