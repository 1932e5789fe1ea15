import { compareDecimals, Decimal, floorToStep, isMultipleOf, roundToStep, toFloat } from '../../base/index.ts'
import type { ExitPlan, Price } from '../../domain/index.ts'
import { amountText, numberText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { baseUnit, measureCap, measureFloor, NONE_FOUND, quoteUnit, type Rule } from './rule.ts'

interface OffTick {
  readonly field: string
  readonly price: Price
}

function firstOffTick({ intent, snapshot }: Proposal): OffTick | undefined {
  const { tickSize } = snapshot.instrument
  const isOff = (price: Price | undefined): price is Price => price !== undefined && !isMultipleOf(price, tickSize)
  if (isOff(intent.limitPrice)) return { field: 'Limit price', price: intent.limitPrice }
  if (isOff(intent.triggerPrice)) return { field: 'Trigger price', price: intent.triggerPrice }
  if (isOff(intent.stopLossPrice)) return { field: 'Stop-loss price', price: intent.stopLossPrice }
  if (isOff(intent.takeProfitPrice)) return { field: 'Take-profit price', price: intent.takeProfitPrice }
  if (intent.trailing?.kind === 'price' && isOff(intent.trailing.distance))
    return { field: 'Trailing distance', price: intent.trailing.distance }
  return intent.exitPlan && planOffTick(intent.exitPlan, isOff)
}

function planOffTick(
  { targets, trailing, breakEven }: ExitPlan,
  isOff: (price: Price) => boolean,
): OffTick | undefined {
  for (const [index, { price }] of targets.entries())
    if (isOff(price)) return { field: `Price of target ${index + 1}`, price }
  if (trailing?.kind === 'price' && isOff(trailing.distance))
    return { field: 'Trailing distance of the stop', price: trailing.distance }
  if (breakEven?.kind === 'atPrice' && isOff(breakEven.price))
    return { field: 'Break-even price', price: breakEven.price }
  return undefined
}

/** Nearest multiple of the step that is above zero. */
function nearestValid(value: Decimal, step: Decimal): Decimal {
  return Decimal.max(step, roundToStep(value, step))
}

const pricePrecision: Rule = {
  code: 'PRICE_PRECISION',
  label: 'Prices on the tick',
  meaning:
    "A price of the order (limit, trigger, exits, targets, trailing distance) is no multiple of the instrument's tick.",
  unit: () => 'steps',
  measure(proposal) {
    const off = firstOffTick(proposal)
    if (!off) return NONE_FOUND
    const { tickSize } = proposal.snapshot.instrument
    const distance = off.price.sub(roundToStep(off.price, tickSize)).abs()
    return { measured: toFloat(distance.div(tickSize)), limit: 0, passed: false }
  },
  explain(_, proposal) {
    const { tickSize } = proposal.snapshot.instrument
    const off = firstOffTick(proposal)
    if (!off) return 'Every price is on the tick'
    const nearest = nearestValid(off.price, tickSize).toFixed()
    return `${off.field} ${off.price.toFixed()} is off the tick of ${tickSize.toFixed()}, the nearest valid price is ${nearest}`
  },
}

const quantityPrecision: Rule = {
  code: 'QUANTITY_PRECISION',
  label: 'Quantity on the lot',
  meaning: "The quantity asked for is no multiple of the instrument's lot.",
  unit: () => 'steps',
  measure({ askedQuantity, quantity, snapshot }) {
    if (compareDecimals(askedQuantity, quantity) === 0) return NONE_FOUND
    const { lotSize } = snapshot.instrument
    const distance = askedQuantity.sub(roundToStep(askedQuantity, lotSize)).abs()
    return { measured: toFloat(distance.div(lotSize)), limit: 0, passed: false }
  },
  explain(_, { askedQuantity, snapshot }) {
    const { lotSize } = snapshot.instrument
    const nearest = nearestValid(askedQuantity, lotSize).toFixed()
    return `Quantity ${askedQuantity.toFixed()} is off the lot of ${lotSize.toFixed()}, the nearest valid quantity is ${nearest}`
  },
  largestQuantity: ({ askedQuantity, snapshot }) => floorToStep(askedQuantity, snapshot.instrument.lotSize),
}

const minQuantity: Rule = {
  code: 'MIN_QUANTITY',
  label: 'Smallest quantity',
  meaning: 'Less than the venue takes. A close of all that the owner holds is exempt.',
  unit: baseUnit,
  direction: 'floor',
  measure({ quantity, closesWhole, snapshot }) {
    if (closesWhole) return undefined
    const found = measureFloor(quantity, snapshot.instrument.minQuantity)
    // nothing is no order, whatever minimum the venue names
    return quantity.isZero() ? { ...found, passed: false } : found
  },
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    return `Order comes to ${numberText(measured)} ${unit} on the lot, at least ${numberText(limit)} ${unit} is needed`
  },
}

const minNotional: Rule = {
  code: 'MIN_NOTIONAL',
  label: 'Smallest value',
  meaning: 'Worth less than the venue takes. A close of all that the owner holds is exempt.',
  unit: quoteUnit,
  direction: 'floor',
  measure: ({ notional, closesWhole, snapshot }) =>
    closesWhole ? undefined : measureFloor(notional, snapshot.instrument.minNotional),
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `Order is worth ${amountText(measured, unit)}, at least ${amountText(limit, unit)} is needed`
  },
}

const maxQuantity: Rule = {
  code: 'MAX_QUANTITY',
  label: 'Largest quantity of the venue',
  meaning: 'More than the venue takes in one order; a close as well, which then has to be made in parts.',
  unit: baseUnit,
  measure({ quantity, snapshot }) {
    const limit = snapshot.instrument.maxQuantity
    return limit && measureCap(quantity, limit)
  },
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    return `Order comes to ${numberText(measured)} ${unit}, the venue takes at most ${numberText(limit)} ${unit} in one order`
  },
  largestQuantity: ({ quantity, snapshot }) => snapshot.instrument.maxQuantity ?? quantity,
}

const maxNotional: Rule = {
  code: 'MAX_NOTIONAL',
  label: 'Largest value of the venue',
  meaning: 'Worth more than the venue takes in one order; a close as well, which then has to be made in parts.',
  unit: quoteUnit,
  measure({ notional, snapshot }) {
    const limit = snapshot.instrument.maxNotional
    return limit && measureCap(notional, limit)
  },
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `Order is worth ${amountText(measured, unit)}, the venue takes at most ${amountText(limit, unit)} in one order`
  },
  largestQuantity: ({ quantity, price, snapshot }) => snapshot.instrument.maxNotional?.div(price) ?? quantity,
}

export const PRECISION_RULES: readonly Rule[] = [
  pricePrecision,
  quantityPrecision,
  minQuantity,
  minNotional,
  maxQuantity,
  maxNotional,
]
