import { Decimal, toFloat, ZERO } from '../../base/index.ts'
import { numberText } from '../figures.ts'
import type { HoldingLock } from '../ports.ts'
import { baseUnit, measureCap, type Rule } from './rule.ts'

const WAYS_OUT =
  'Cancel or shrink one of them, close at market, which makes room by itself, or give the position a take-profit: the engine waits with that beside the stop'

function freeOf({ held, locked }: HoldingLock): Decimal {
  return Decimal.max(ZERO, held.sub(locked))
}

/** The venue would refuse it. What is more than the holding itself is for the rules of balances and closes. */
const holdingLocked: Rule = {
  code: 'HOLDING_LOCKED',
  label: 'Free of other sells',
  meaning:
    'Spot: the venue keeps what the order is to sell for orders that sell already, as a stop does. Market orders make room for themselves.',
  unit: baseUnit,
  measure({ snapshot: { holdingLock }, quantity }) {
    if (!holdingLock || holdingLock.locked.isZero() || quantity.gt(holdingLock.held)) return undefined
    return measureCap(quantity, freeOf(holdingLock))
  },
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    const locked = toFloat(proposal.snapshot.holdingLock?.locked ?? ZERO)
    return `The sell needs ${numberText(measured)} ${unit}, and ${numberText(limit)} ${unit} is free: the venue keeps ${numberText(locked)} ${unit} for orders that sell already. ${WAYS_OUT}`
  },
  largestQuantity({ snapshot: { holdingLock }, quantity }) {
    return holdingLock ? freeOf(holdingLock) : quantity
  },
}

export const HOLDING_RULES: readonly Rule[] = [holdingLocked]
