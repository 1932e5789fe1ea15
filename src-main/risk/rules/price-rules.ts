import { Decimal, toFloat, ZERO } from '../../base/index.ts'
import type { Price, Side } from '../../domain/index.ts'
import { numberText, percentText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { type Measurement, quoteUnit, type Rule, type RuleName } from './rule.ts'

export const STOP_WRONG_SIDE: RuleName = { code: 'STOP_WRONG_SIDE', label: 'Stop-loss on the losing side' }
export const TARGET_WRONG_SIDE: RuleName = { code: 'TARGET_WRONG_SIDE', label: 'Take-profit on the winning side' }

/** Where a protective price belongs. */
export type Place = 'below' | 'above'

/** Of a position that this side opens. */
export const stopPlace = (side: Side): Place => (side === 'buy' ? 'below' : 'above')
export const targetPlace = (side: Side): Place => (side === 'buy' ? 'above' : 'below')

/** Compares a protective price with the one that it has to be below or above. */
export function measureLevel(level: Price, reference: Decimal, place: Place): Measurement {
  const passed = place === 'below' ? level.lt(reference) : level.gt(reference)
  return { measured: toFloat(level), limit: toFloat(reference), passed }
}

/** `Stop-loss 50 must be below the entry price 49`. */
export function explainLevel(name: string, { measured, limit }: Measurement, where: string): string {
  return `${name} ${numberText(measured)} must be ${where} ${numberText(limit)}`
}

function measureSide(proposal: Proposal, level: Price | undefined, place: Place): Measurement | undefined {
  return proposal.reducing || !level ? undefined : measureLevel(level, proposal.price, place)
}

const stopWrongSide: Rule = {
  ...STOP_WRONG_SIDE,
  unit: quoteUnit,
  measure: (proposal) => measureSide(proposal, proposal.intent.stopLossPrice, stopPlace(proposal.intent.side)),
  explain: (measurement, { intent }) =>
    explainLevel('Stop-loss', measurement, `${stopPlace(intent.side)} the entry price`),
}

const targetWrongSide: Rule = {
  ...TARGET_WRONG_SIDE,
  unit: quoteUnit,
  measure: (proposal) => measureSide(proposal, proposal.intent.takeProfitPrice, targetPlace(proposal.intent.side)),
  explain: (measurement, { intent }) =>
    explainLevel('Take-profit', measurement, `${targetPlace(intent.side)} the entry price`),
}

const priceCollar: Rule = {
  code: 'PRICE_COLLAR',
  label: 'Limit near the market',
  unit: () => 'fraction',
  measure({ intent, market, reducing }, { priceCollarFraction: limit }) {
    if (reducing || !intent.limitPrice) return undefined
    const above = intent.limitPrice.sub(market)
    // only the side that reaches through the market can cost money at once
    const through = Decimal.max(ZERO, intent.side === 'buy' ? above : above.neg())
    return {
      measured: toFloat(through) / toFloat(market),
      limit: toFloat(limit),
      passed: through.lte(market.mul(limit)),
    }
  },
  explain({ measured, limit }, { intent, snapshot }) {
    const place = intent.side === 'buy' ? 'above' : 'below'
    const price = intent.limitPrice?.toFixed() ?? ''
    return `Limit price ${price} is ${percentText(measured)} ${place} the market at ${numberText(snapshot.referencePrice)}, at most ${percentText(limit)} is allowed`
  },
}

export const PRICE_RULES: readonly Rule[] = [stopWrongSide, targetWrongSide, priceCollar]
