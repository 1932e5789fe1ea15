import { Decimal, toFloat, ZERO } from '../../base/index.ts'
import type { Price } from '../../domain/index.ts'
import { numberText, percentText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { type Measurement, quoteUnit, type Rule } from './rule.ts'

/** Compares a protective price with the entry price: `below` or `above` is where it belongs. */
function measureSide(proposal: Proposal, level: Price | undefined, place: 'below' | 'above'): Measurement | undefined {
  if (proposal.reducing || !level) return undefined
  const passed = place === 'below' ? level.lt(proposal.price) : level.gt(proposal.price)
  return { measured: toFloat(level), limit: toFloat(proposal.price), passed }
}

function explainSide(level: string, { measured, limit }: Measurement, place: 'below' | 'above'): string {
  return `${level} ${numberText(measured)} must be ${place} the entry price ${numberText(limit)}`
}

const stopPlace = ({ intent }: Proposal): 'below' | 'above' => (intent.side === 'buy' ? 'below' : 'above')
const targetPlace = ({ intent }: Proposal): 'below' | 'above' => (intent.side === 'buy' ? 'above' : 'below')

const stopWrongSide: Rule = {
  code: 'STOP_WRONG_SIDE',
  label: 'Stop-loss on the losing side',
  unit: quoteUnit,
  measure: (proposal) => measureSide(proposal, proposal.intent.stopLossPrice, stopPlace(proposal)),
  explain: (measurement, proposal) => explainSide('Stop-loss', measurement, stopPlace(proposal)),
}

const targetWrongSide: Rule = {
  code: 'TARGET_WRONG_SIDE',
  label: 'Take-profit on the winning side',
  unit: quoteUnit,
  measure: (proposal) => measureSide(proposal, proposal.intent.takeProfitPrice, targetPlace(proposal)),
  explain: (measurement, proposal) => explainSide('Take-profit', measurement, targetPlace(proposal)),
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
