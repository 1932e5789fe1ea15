import { compareDecimals, Decimal, differenceOf, toFloat, ZERO } from '../../base/index.ts'
import type { OrderIntent } from '../../domain/index.ts'
import { amountText, numberText } from '../figures.ts'
import type { RiskSnapshot } from '../ports.ts'
import { closable, enlarges, exactNotionalAfter, type Proposal } from '../proposal.ts'
import type { RiskLimits } from '../risk-config.ts'
import { baseUnit, keepsWithin, measureCap, type Measurement, quoteUnit, type Rule, type RuleName } from './rule.ts'

export const MAX_POSITION_NOTIONAL: RuleName = { code: 'MAX_POSITION_NOTIONAL', label: 'Largest position' }
export const MAX_OPEN_POSITIONS: RuleName = { code: 'MAX_OPEN_POSITIONS', label: 'Open positions' }
export const MAX_LEVERAGE: RuleName = { code: 'MAX_LEVERAGE', label: 'Leverage' }
export const MAX_EXPOSURE: RuleName = { code: 'MAX_EXPOSURE', label: 'Total exposure' }

/** Value of the net position in one instrument. */
export function measurePositionNotional(notional: Decimal, { maxPositionNotional: limit }: RiskLimits): Measurement {
  return measureCap(notional, limit)
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
export function quantityUpTo({ netBefore }: Pick<Proposal, 'netBefore'>, size: Decimal): Decimal {
  return Decimal.max(size, netBefore.abs()).sub(netBefore)
}

function otherNotional({ snapshot }: Proposal): number {
  return snapshot.otherNotional ?? 0
}

/** Value of all positions with this order, exactly. */
function exactTotal(proposal: Proposal): Decimal {
  return exactNotionalAfter(proposal).add(otherNotional(proposal))
}

const maxOrderNotional: Rule = {
  code: 'MAX_ORDER_NOTIONAL',
  label: 'Largest order',
  meaning: 'The order is worth more than `risk.maxOrderNotional`.',
  unit: quoteUnit,
  measure: ({ notional, reducing }, { maxOrderNotional: limit }) =>
    reducing ? undefined : measureCap(notional, limit),
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `Order is worth ${amountText(measured, unit)}, at most ${amountText(limit, unit)} is allowed per order`
  },
  largestQuantity: ({ price }, { maxOrderNotional: limit }) => limit.div(price),
}

const maxPositionNotional: Rule = {
  ...MAX_POSITION_NOTIONAL,
  meaning:
    'The net position in the instrument, working orders counted, would be worth more than `risk.maxPositionNotional`.',
  unit: quoteUnit,
  measure(proposal, limits) {
    if (proposal.reducing) return undefined
    const measured = proposal.notionalAfter
    const limit = toFloat(limits.maxPositionNotional)
    const isWithin = (): boolean => exactNotionalAfter(proposal).lte(limits.maxPositionNotional)
    return { measured, limit, passed: !proposal.enlarges || keepsWithin(measured, limit, isWithin) }
  },
  explain({ measured, limit }, proposal) {
    const { quote, symbol } = proposal.snapshot.instrument
    return `Position in ${symbol} would be worth ${amountText(measured, quote)}, at most ${amountText(limit, quote)} is allowed`
  },
  largestQuantity: (proposal, { maxPositionNotional: limit }) => quantityUpTo(proposal, limit.div(proposal.price)),
}

const maxOpenPositions: Rule = {
  ...MAX_OPEN_POSITIONS,
  meaning: 'The order would open one position more than `risk.maxOpenPositions`.',
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
  meaning: 'All positions and working entries together would be worth more than `risk.maxLeverage` times equity.',
  unit: () => 'times equity',
  measure(proposal, limits) {
    if (proposal.reducing || proposal.equity.isZero()) return undefined
    const { equity } = proposal.snapshot
    const measured = (proposal.notionalAfter + otherNotional(proposal)) / equity
    const limit = toFloat(limits.maxLeverage)
    const isWithin = (): boolean => exactTotal(proposal).lte(limits.maxLeverage.mul(equity))
    return { measured, limit, passed: !proposal.enlarges || keepsWithin(measured, limit, isWithin) }
  },
  explain: ({ measured, limit }) =>
    `All positions together would be ${numberText(measured)} times equity, at most ${numberText(limit)} times is allowed`,
  largestQuantity(proposal, { maxLeverage: limit }) {
    const room = limit.mul(proposal.equity).sub(otherNotional(proposal))
    return quantityUpTo(proposal, room.div(proposal.price))
  },
}

const maxExposure: Rule = {
  ...MAX_EXPOSURE,
  meaning: 'All positions and working entries of the account together would be worth more than `risk.maxExposure`.',
  unit: quoteUnit,
  measure(proposal, { maxExposure: limit }) {
    if (proposal.reducing) return undefined
    const measured = proposal.notionalAfter + otherNotional(proposal)
    const bound = toFloat(limit)
    const passed = !proposal.enlarges || keepsWithin(measured, bound, () => exactTotal(proposal).lte(limit))
    return { measured, limit: bound, passed }
  },
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `All positions together would be worth ${amountText(measured, unit)}, at most ${amountText(limit, unit)} is allowed`
  },
  largestQuantity: (proposal, { maxExposure: limit }) =>
    quantityUpTo(proposal, limit.sub(otherNotional(proposal)).div(proposal.price)),
}

const maxOwnerNotional: Rule = {
  code: 'MAX_OWNER_NOTIONAL',
  label: 'Largest share of one owner',
  meaning:
    'What one strategy, or the hand, holds and enters over all instruments would be worth more than `risk.maxOwnerNotional`.',
  unit: quoteUnit,
  measure({ reducing, ownerBefore, quantity, price, snapshot }, { maxOwnerNotional: limit }) {
    if (reducing) return undefined
    const { ownerOtherNotional: other } = snapshot
    const measured = Math.abs(toFloat(ownerBefore) + toFloat(quantity)) * toFloat(price) + other
    const bound = toFloat(limit)
    const isWithin = (): boolean => ownerBefore.add(quantity).abs().mul(price).add(other).lte(limit)
    const passed = keepsWithin(measured, bound, isWithin) || !enlarges(ownerBefore, quantity)
    return { measured, limit: bound, passed }
  },
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `All positions of ${proposal.intent.owner} would be worth ${amountText(measured, unit)}, at most ${amountText(limit, unit)} is allowed for one owner`
  },
  largestQuantity({ ownerBefore, price, snapshot }, { maxOwnerNotional: limit }) {
    const room = limit.sub(snapshot.ownerOtherNotional).div(price)
    return Decimal.max(room, ownerBefore.abs()).sub(ownerBefore)
  },
}

/**
 * What the owner holds against this side; a reduce-only order must not flip the net position either, unless the venue keeps long
 * and short apart and so has no net.
 */
function reducible({ intent, snapshot }: Proposal): Decimal {
  const owned = differenceOf(closable(intent, snapshot.ownerQuantity), snapshot.ownerClosingQuantity)
  const isNetted = snapshot.ownerReducible === undefined
  const smallest = intent.reduceOnly && isNetted ? smallerOf(owned, reducibleNet(intent, snapshot)) : owned
  return smallest.isNegative() ? ZERO : smallest
}

function reducibleNet(intent: OrderIntent, { netQuantity, netClosingQuantity }: RiskSnapshot): Decimal {
  return differenceOf(closable(intent, netQuantity), netClosingQuantity)
}

function smallerOf(left: Decimal, right: Decimal): Decimal {
  return compareDecimals(left, right) < 0 ? left : right
}

const reduceOnlyIncreases: Rule = {
  code: 'REDUCE_ONLY_INCREASES',
  label: 'Reduce-only reduces',
  meaning: 'A closing order is larger than what it can close, once other closing orders have taken their part.',
  unit: baseUnit,
  measure: (proposal) => (proposal.reducing ? measureCap(proposal.quantity, reducible(proposal)) : undefined),
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    const verb = proposal.intent.side
    return `Reduce-only order would ${verb} ${numberText(measured)} ${unit}, at most ${numberText(limit)} ${unit} can be closed by a ${verb}`
  },
  largestQuantity: reducible,
}

const turnsPosition: Rule = {
  code: 'HEDGE_MODE_TURNS',
  label: 'Does not turn a position',
  meaning:
    'The account keeps long and short apart (hedge mode), and the order would close what its owner holds and open the other side: no order does both.',
  unit: baseUnit,
  measure({ reducing, quantity, snapshot: { ownerReducible } }) {
    if (reducing || ownerReducible === undefined || ownerReducible.isZero()) return undefined
    return measureCap(quantity, ownerReducible)
  },
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    const { owner, side } = proposal.intent
    return `In hedge mode no order turns a position: to ${side} ${numberText(measured)} ${unit} would close the ${numberText(limit)} ${unit} that ${owner} holds and open the other side; close them first, then open the rest`
  },
}

export const EXPOSURE_RULES: readonly Rule[] = [
  maxOrderNotional,
  maxPositionNotional,
  maxOpenPositions,
  maxLeverage,
  maxExposure,
  maxOwnerNotional,
]
export const REDUCE_ONLY_RULES: readonly Rule[] = [reduceOnlyIncreases, turnsPosition]
