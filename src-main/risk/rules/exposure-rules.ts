import { Decimal, toFloat } from '../../base/index.ts'
import { amountText, numberText } from '../figures.ts'
import { closable, type Proposal } from '../proposal.ts'
import { baseUnit, quoteUnit, type Rule } from './rule.ts'

/** Quantity that brings the net position to `size`, or back to the size it has, whichever is more. */
function quantityUpTo({ netBefore }: Proposal, size: Decimal): Decimal {
  return Decimal.max(size, netBefore.abs()).sub(netBefore)
}

/** An order that does not enlarge the net position is never held by a cap on it. */
function enlarges({ netBefore, netAfter }: Proposal): boolean {
  return netAfter.abs().gt(netBefore.abs())
}

function otherNotional({ snapshot }: Proposal): number {
  return snapshot.otherNotional ?? 0
}

const maxOrderNotional: Rule = {
  code: 'MAX_ORDER_NOTIONAL',
  label: 'Largest order',
  unit: quoteUnit,
  measure({ notional, reducing }, { maxOrderNotional: limit }) {
    if (reducing) return undefined
    return { measured: toFloat(notional), limit: toFloat(limit), passed: notional.lte(limit) }
  },
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `Order is worth ${amountText(measured, unit)}, at most ${amountText(limit, unit)} is allowed per order`
  },
  largestQuantity: ({ price }, { maxOrderNotional: limit }) => limit.div(price),
}

const maxPositionNotional: Rule = {
  code: 'MAX_POSITION_NOTIONAL',
  label: 'Largest position',
  unit: quoteUnit,
  measure(proposal, { maxPositionNotional: limit }) {
    if (proposal.reducing) return undefined
    const after = proposal.netAfter.abs().mul(proposal.price)
    const passed = after.lte(limit) || !enlarges(proposal)
    return { measured: toFloat(after), limit: toFloat(limit), passed }
  },
  explain({ measured, limit }, proposal) {
    const { quote, symbol } = proposal.snapshot.instrument
    return `Position in ${symbol} would be worth ${amountText(measured, quote)}, at most ${amountText(limit, quote)} is allowed`
  },
  largestQuantity: (proposal, { maxPositionNotional: limit }) => quantityUpTo(proposal, limit.div(proposal.price)),
}

const maxOpenPositions: Rule = {
  code: 'MAX_OPEN_POSITIONS',
  label: 'Open positions',
  unit: () => 'positions',
  measure({ snapshot, reducing }, { maxOpenPositions: limit }) {
    if (reducing || snapshot.ownerHasPosition) return undefined
    const measured = snapshot.openPositions + 1
    return { measured, limit, passed: measured <= limit }
  },
  explain: ({ measured, limit }) =>
    `This would be open position number ${numberText(measured)}, at most ${numberText(limit)} are allowed at the same time`,
}

const maxLeverage: Rule = {
  code: 'MAX_LEVERAGE',
  label: 'Leverage',
  unit: () => 'times equity',
  measure(proposal, { maxLeverage: limit }) {
    const { equity, snapshot } = proposal
    if (proposal.reducing || equity.isZero()) return undefined
    const after = proposal.netAfter.abs().mul(proposal.price).add(otherNotional(proposal))
    const passed = after.lte(limit.mul(equity)) || !enlarges(proposal)
    return { measured: toFloat(after) / snapshot.equity, limit: toFloat(limit), passed }
  },
  explain: ({ measured, limit }) =>
    `All positions together would be ${numberText(measured)} times equity, at most ${numberText(limit)} times is allowed`,
  largestQuantity(proposal, { maxLeverage: limit }) {
    const room = limit.mul(proposal.equity).sub(otherNotional(proposal))
    return quantityUpTo(proposal, room.div(proposal.price))
  },
}

/** What the owner holds against this side; a reduce-only order must not flip the net position either. */
function reducible({ intent, snapshot }: Proposal): Decimal {
  if (!intent.reduceOnly) return closable(intent, snapshot.ownerQuantity)
  return Decimal.min(closable(intent, snapshot.ownerQuantity), closable(intent, snapshot.netQuantity))
}

const reduceOnlyIncreases: Rule = {
  code: 'REDUCE_ONLY_INCREASES',
  label: 'Reduce-only reduces',
  unit: baseUnit,
  measure(proposal) {
    if (!proposal.reducing) return undefined
    const limit = reducible(proposal)
    return { measured: toFloat(proposal.quantity), limit: toFloat(limit), passed: proposal.quantity.lte(limit) }
  },
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    const verb = proposal.intent.side
    return `Reduce-only order would ${verb} ${numberText(measured)} ${unit}, at most ${numberText(limit)} ${unit} can be closed by a ${verb}`
  },
  largestQuantity: reducible,
}

export const EXPOSURE_RULES: readonly Rule[] = [maxOrderNotional, maxPositionNotional, maxOpenPositions, maxLeverage]
export const REDUCE_ONLY_RULES: readonly Rule[] = [reduceOnlyIncreases]
