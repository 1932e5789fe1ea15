import { Decimal, toFloat } from '../../base/index.ts'
import { amountText, numberText } from '../figures.ts'
import { closable, type Proposal } from '../proposal.ts'
import type { RiskLimits } from '../risk-config.ts'
import { baseUnit, type Measurement, quoteUnit, type Rule, type RuleName } from './rule.ts'

export const MAX_POSITION_NOTIONAL: RuleName = { code: 'MAX_POSITION_NOTIONAL', label: 'Largest position' }
export const MAX_OPEN_POSITIONS: RuleName = { code: 'MAX_OPEN_POSITIONS', label: 'Open positions' }
export const MAX_LEVERAGE: RuleName = { code: 'MAX_LEVERAGE', label: 'Leverage' }

/** Value of the net position in one instrument. */
export function measurePositionNotional(notional: Decimal, { maxPositionNotional: limit }: RiskLimits): Measurement {
  return { measured: toFloat(notional), limit: toFloat(limit), passed: notional.lte(limit) }
}

/** Positions over all owners and instruments. */
export function measureOpenPositions(measured: number, { maxOpenPositions: limit }: RiskLimits): Measurement {
  return { measured, limit, passed: measured <= limit }
}

/** Value of all positions in multiples of equity, which must be above zero. */
export function measureLeverage(notional: Decimal, equity: number, { maxLeverage: limit }: RiskLimits): Measurement {
  return { measured: toFloat(notional) / equity, limit: toFloat(limit), passed: notional.lte(limit.mul(equity)) }
}

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
  ...MAX_POSITION_NOTIONAL,
  unit: quoteUnit,
  measure(proposal, limits) {
    if (proposal.reducing) return undefined
    const measurement = measurePositionNotional(proposal.netAfter.abs().mul(proposal.price), limits)
    return { ...measurement, passed: measurement.passed || !enlarges(proposal) }
  },
  explain({ measured, limit }, proposal) {
    const { quote, symbol } = proposal.snapshot.instrument
    return `Position in ${symbol} would be worth ${amountText(measured, quote)}, at most ${amountText(limit, quote)} is allowed`
  },
  largestQuantity: (proposal, { maxPositionNotional: limit }) => quantityUpTo(proposal, limit.div(proposal.price)),
}

const maxOpenPositions: Rule = {
  ...MAX_OPEN_POSITIONS,
  unit: () => 'positions',
  measure({ snapshot, reducing }, limits) {
    if (reducing || snapshot.ownerHasPosition) return undefined
    return measureOpenPositions(snapshot.openPositions + 1, limits)
  },
  explain: ({ measured, limit }) =>
    `This would be open position number ${numberText(measured)}, at most ${numberText(limit)} are allowed at the same time`,
}

const maxLeverage: Rule = {
  ...MAX_LEVERAGE,
  unit: () => 'times equity',
  measure(proposal, limits) {
    if (proposal.reducing || proposal.equity.isZero()) return undefined
    const after = proposal.netAfter.abs().mul(proposal.price).add(otherNotional(proposal))
    const measurement = measureLeverage(after, proposal.snapshot.equity, limits)
    return { ...measurement, passed: measurement.passed || !enlarges(proposal) }
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
