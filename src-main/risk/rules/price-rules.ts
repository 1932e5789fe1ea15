import { compareDecimals, type Decimal, toFloat } from '../../base/index.ts'
import type { Price, Side } from '../../domain/index.ts'
import { numberText, percentText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { keepsWithin, type Measurement, quoteUnit, type Rule, type RuleName } from './rule.ts'

export const STOP_WRONG_SIDE: RuleName = { code: 'STOP_WRONG_SIDE', label: 'Stop-loss on the losing side' }
export const TARGET_WRONG_SIDE: RuleName = { code: 'TARGET_WRONG_SIDE', label: 'Take-profit on the winning side' }

/** Where a protective price belongs. */
export type Place = 'below' | 'above'

/** Of a position that this side opens. */
export const stopPlace = (side: Side): Place => (side === 'buy' ? 'below' : 'above')
export const targetPlace = (side: Side): Place => (side === 'buy' ? 'above' : 'below')

/** Compares a protective price with the one that it has to be below or above. */
export function measureLevel(level: Price, reference: Decimal, place: Place): Measurement {
  const order = compareDecimals(level, reference)
  const passed = place === 'below' ? order < 0 : order > 0
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
  meaning: 'The stop-loss is not on the losing side of the entry price; it would close the position at once.',
  unit: quoteUnit,
  measure: (proposal) => measureSide(proposal, proposal.intent.stopLossPrice, stopPlace(proposal.intent.side)),
  explain: (measurement, { intent }) =>
    explainLevel('Stop-loss', measurement, `${stopPlace(intent.side)} the entry price`),
}

const targetWrongSide: Rule = {
  ...TARGET_WRONG_SIDE,
  meaning: 'The take-profit is not on the winning side of the entry price; it would close the position at once.',
  unit: quoteUnit,
  measure: (proposal) => measureSide(proposal, proposal.intent.takeProfitPrice, targetPlace(proposal.intent.side)),
  explain: (measurement, { intent }) =>
    explainLevel('Take-profit', measurement, `${targetPlace(intent.side)} the entry price`),
}

/** A stop waits on the far side of the market, a take-profit on the near one; undefined where the order does not wait. */
function triggerPlace({ intent: { type, side } }: Proposal): Place | undefined {
  switch (type) {
    case 'stop':
    case 'stopLimit':
      return side === 'buy' ? 'above' : 'below'
    case 'takeProfit':
    case 'takeProfitLimit':
      return side === 'buy' ? 'below' : 'above'
    default:
      return undefined
  }
}

const triggerWrongSide: Rule = {
  code: 'TRIGGER_WRONG_SIDE',
  label: 'Trigger not reached yet',
  meaning: 'The trigger of an entry is on the side of the market where it would go off at once.',
  unit: quoteUnit,
  measure(proposal) {
    const { triggerPrice } = proposal.intent
    const place = triggerPlace(proposal)
    return proposal.reducing || !triggerPrice || !place ? undefined : measureLevel(triggerPrice, proposal.market, place)
  },
  explain: (measurement, proposal) =>
    explainLevel('Trigger', measurement, `${triggerPlace(proposal) ?? 'beside'} the market price`),
}

const triggerCollar: Rule = {
  code: 'TRIGGER_COLLAR',
  label: 'Trigger near the market',
  meaning:
    'The trigger of an entry is farther from the market than `risk.triggerCollarFraction`; most likely a typing error.',
  unit: () => 'fraction',
  measure({ intent: { triggerPrice }, market, reducing }, { triggerCollarFraction: limit }) {
    if (reducing || !triggerPrice) return undefined
    const distance = triggerPrice.sub(market).abs()
    return {
      measured: toFloat(distance) / toFloat(market),
      limit: toFloat(limit),
      passed: distance.lte(market.mul(limit)),
    }
  },
  explain: ({ measured, limit }, { intent, snapshot }) =>
    `Trigger price ${intent.triggerPrice?.toFixed() ?? ''} is ${percentText(measured)} from the market at ${numberText(snapshot.referencePrice)}, at most ${percentText(limit)} is allowed`,
}

function throughStart(limitPrice: Price, start: Price, side: Side): Decimal {
  const above = limitPrice.sub(start)
  return side === 'buy' ? above : above.neg()
}

const priceCollar: Rule = {
  code: 'PRICE_COLLAR',
  label: 'Limit near the market',
  meaning:
    'The limit reaches farther through the market, or through the trigger of a stop-limit, than `risk.priceCollarFraction`.',
  unit: () => 'fraction',
  measure({ intent, start, reducing }, { priceCollarFraction: limit }) {
    if (reducing || !intent.limitPrice) return undefined
    const { limitPrice, side } = intent
    const from = toFloat(start)
    const above = toFloat(limitPrice) - from
    // only the side that reaches through the market can cost money at once
    const measured = Math.max(0, side === 'buy' ? above : -above) / from
    const bound = toFloat(limit)
    const isWithin = (): boolean => throughStart(limitPrice, start, side).lte(start.mul(limit))
    return { measured, limit: bound, passed: keepsWithin(measured, bound, isWithin) }
  },
  explain({ measured, limit }, { intent, start }) {
    const place = intent.side === 'buy' ? 'above' : 'below'
    const from = intent.triggerPrice ? 'the trigger' : 'the market'
    const price = intent.limitPrice?.toFixed() ?? ''
    return `Limit price ${price} is ${percentText(measured)} ${place} ${from} at ${numberText(toFloat(start))}, at most ${percentText(limit)} is allowed`
  },
}

const maxSpread: Rule = {
  code: 'MAX_SPREAD',
  label: 'Spread',
  meaning: 'Bid and ask are farther apart than `risk.maxSpreadFraction`; a market entry would pay too much.',
  unit: () => 'fraction',
  measure({ snapshot, reducing }, { maxSpreadFraction: limit }) {
    const measured = snapshot.spreadFraction
    return reducing || measured === undefined ? undefined : { measured, limit, passed: measured <= limit }
  },
  explain: ({ measured, limit }) =>
    `Bid and ask are ${percentText(measured)} apart, an entry needs at most ${percentText(limit)}`,
}

export const PRICE_RULES: readonly Rule[] = [
  stopWrongSide,
  targetWrongSide,
  triggerWrongSide,
  triggerCollar,
  priceCollar,
  maxSpread,
]
