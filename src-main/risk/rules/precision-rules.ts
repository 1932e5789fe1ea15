import { Decimal, floorToStep, isMultipleOf, roundToStep, toFloat, ZERO } from '../../base/index.ts'
import type { Price } from '../../domain/index.ts'
import { amountText, numberText } from '../figures.ts'
import type { Proposal } from '../proposal.ts'
import { baseUnit, quoteUnit, type Rule } from './rule.ts'

interface OffTick {
  readonly field: string
  readonly price: Price
}

const ON_GRID = { measured: 0, limit: 0, passed: true } as const

function firstOffTick({ intent, snapshot }: Proposal): OffTick | undefined {
  const { tickSize } = snapshot.instrument
  const isOff = (price: Price | undefined): price is Price => price !== undefined && !isMultipleOf(price, tickSize)
  if (isOff(intent.limitPrice)) return { field: 'Limit price', price: intent.limitPrice }
  if (isOff(intent.stopLossPrice)) return { field: 'Stop-loss price', price: intent.stopLossPrice }
  if (isOff(intent.takeProfitPrice)) return { field: 'Take-profit price', price: intent.takeProfitPrice }
  return undefined
}

/** Nearest multiple of the step that is above zero. */
function nearestValid(value: Decimal, step: Decimal): Decimal {
  return Decimal.max(step, roundToStep(value, step))
}

const pricePrecision: Rule = {
  code: 'PRICE_PRECISION',
  label: 'Prices on the tick',
  unit: () => 'steps',
  measure(proposal) {
    const off = firstOffTick(proposal)
    if (!off) return ON_GRID
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
  unit: () => 'steps',
  measure({ askedQuantity, quantity, snapshot }) {
    if (askedQuantity.eq(quantity)) return ON_GRID
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
  unit: baseUnit,
  direction: 'floor',
  measure({ quantity, closesWhole, snapshot }) {
    if (closesWhole) return undefined
    const limit = snapshot.instrument.minQuantity
    // nothing is no order, whatever minimum the venue names
    const passed = quantity.gte(limit) && quantity.gt(ZERO)
    return { measured: toFloat(quantity), limit: toFloat(limit), passed }
  },
  explain({ measured, limit }, proposal) {
    const unit = baseUnit(proposal)
    return `Order comes to ${numberText(measured)} ${unit} on the lot, at least ${numberText(limit)} ${unit} is needed`
  },
}

const minNotional: Rule = {
  code: 'MIN_NOTIONAL',
  label: 'Smallest value',
  unit: quoteUnit,
  direction: 'floor',
  measure({ notional, closesWhole, snapshot }) {
    if (closesWhole) return undefined
    const limit = snapshot.instrument.minNotional
    return { measured: toFloat(notional), limit: toFloat(limit), passed: notional.gte(limit) }
  },
  explain({ measured, limit }, proposal) {
    const unit = quoteUnit(proposal)
    return `Order is worth ${amountText(measured, unit)}, at least ${amountText(limit, unit)} is needed`
  },
}

export const PRECISION_RULES: readonly Rule[] = [pricePrecision, quantityPrecision, minQuantity, minNotional]
