import { Decimal, toFloat } from '../../base/index.ts'
import { numberText } from '../figures.ts'
import { exactNotionalAfter, type Proposal } from '../proposal.ts'
import { baseUnit, keepsWithin, measureCap, type Measurement, quoteUnit, type Rule } from './rule.ts'

const unitOf = (proposal: Proposal): string =>
  proposal.intent.side === 'buy' ? quoteUnit(proposal) : baseUnit(proposal)

function measureSpot(proposal: Proposal): Measurement | undefined {
  const { spot } = proposal.snapshot
  if (proposal.reducing || !spot) return undefined
  const { notional, takerFeeFraction } = proposal
  const isBuy = proposal.intent.side === 'buy'
  const needed = isBuy ? notional.add(notional.mul(takerFeeFraction)) : proposal.quantity
  const free = isBuy ? spot.quote : spot.base
  return measureCap(needed, free)
}

/** A spot account sells what it holds and buys with what it has; working orders have taken theirs already. */
const insufficientBalance: Rule = {
  code: 'INSUFFICIENT_BALANCE',
  label: 'Balance',
  meaning:
    'Spot: a buy costs more, fee included, than the quote balance that working orders leave; a sell is more than is held, and nothing can be sold short.',
  unit: unitOf,
  measure: measureSpot,
  explain({ measured, limit }, proposal) {
    const unit = unitOf(proposal)
    return proposal.intent.side === 'buy'
      ? `The buy needs ${numberText(measured)} ${unit} with its fee, ${numberText(limit)} ${unit} is free`
      : `The sell needs ${numberText(measured)} ${unit}, ${numberText(limit)} ${unit} is held and free, and spot cannot be sold short`
  },
  largestQuantity({ intent, snapshot: { spot }, price, takerFeeFraction, quantity }) {
    if (!spot) return quantity
    return intent.side === 'buy' ? spot.quote.div(price.mul(takerFeeFraction.add(1))) : spot.base
  },
}

/** Initial margin of everything held and entered, with the fee of this order; netting within an instrument counts. */
const insufficientMargin: Rule = {
  code: 'INSUFFICIENT_MARGIN',
  label: 'Margin',
  meaning:
    'Perpetual: the initial margin of all positions and working entries, with the fee of this order, is more than equity.',
  unit: quoteUnit,
  measure(proposal) {
    const { snapshot, reducing, enlarges, notional, equity } = proposal
    const fraction = snapshot.initialMarginFraction
    if (reducing || fraction === undefined) return undefined
    const other = snapshot.otherMargin ?? 0
    const measured = proposal.notionalAfter * fraction + other + toFloat(notional) * snapshot.takerFeeFraction
    const limit = toFloat(equity)
    const isWithin = (): boolean => {
      const margin = exactNotionalAfter(proposal).mul(fraction).add(other)
      return margin.add(notional.mul(proposal.takerFeeFraction)).lte(equity)
    }
    return { measured, limit, passed: !enlarges || keepsWithin(measured, limit, isWithin) }
  },
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `All positions together would need ${numberText(measured)} ${unit} of margin, equity is ${numberText(limit)} ${unit}`
  },
  largestQuantity({ snapshot, netBefore, price, takerFeeFraction, equity, quantity }) {
    const fraction = snapshot.initialMarginFraction
    if (fraction === undefined) return quantity
    const bound = netBefore
      .mul(price)
      .mul(fraction)
      .add(snapshot.otherMargin ?? 0)
    const byMargin = equity.sub(bound).div(price.mul(takerFeeFraction.add(fraction)))
    return Decimal.max(byMargin, netBefore.abs().sub(netBefore))
  },
}

export const BALANCE_RULES: readonly Rule[] = [insufficientBalance, insufficientMargin]
