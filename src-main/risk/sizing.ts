import { Decimal, decimalOf, ensureNever, floorToStep, productOf, wholeQuotient, ZERO } from '../base/index.ts'
import type { OrderSize, Quantity } from '../domain/index.ts'
import { numberText, percentText } from './figures.ts'
import type { OrderContext } from './order-context.ts'
import type { RiskLimits } from './risk-config.ts'

/** Why a size cannot be turned into a quantity, as the figures of a denial. */
export interface Unsizable {
  readonly code: string
  readonly message: string
  readonly measured: number
  readonly limit: number
  readonly unit: string
}

/** A size turned into base units, or why it cannot be. */
export type Sizing =
  | {
      readonly kind: 'sized'
      /** Rounded down to the lot; zero when the size is worth less than one lot. */
      readonly quantity: Quantity
      /** Before rounding where the size is an explicit quantity, else the same as `quantity`. */
      readonly askedQuantity: Quantity
    }
  | ({ readonly kind: 'unsizable' } & Unsizable)

type SizeOf<Kind extends OrderSize['kind']> = Extract<OrderSize, { kind: Kind }>

/** Codes of denials that come before any rule, with what they mean. */
export const SIZE_CODES = {
  SIZE_INVALID: 'The size is no number above zero, or needs a stop-loss that the order does not have.',
  VOLATILITY_UNKNOWN: 'A size by volatility, and too few bars have closed to know how much the instrument moves.',
  KELLY_TOO_FEW_TRADES: 'A size by Kelly, and the owner has closed fewer trades than `risk.minTradesForKelly`.',
  KELLY_NO_EDGE: "A size by Kelly, and the owner's record has no edge: betting nothing is best.",
} as const

/** Turns every kind of size into a quantity rounded down to the lot, never above what was asked. Never throws. */
export function sizeOrder(context: OrderContext, limits: Pick<RiskLimits, 'minTradesForKelly'>): Sizing {
  const { price, equity, snapshot, intent } = context
  const { size } = intent
  const amount = positiveDecimal(sizeValue(size))
  if (!amount) return invalid(`size.${sizeField(size)} is ${sizeValue(size)}, it must be a number above 0.`)
  const { lotSize } = snapshot.instrument
  switch (size.kind) {
    case 'quantity':
      return sized(floorToStep(amount, lotSize), amount)
    case 'value':
      return sized(floorToLots(amount, price, lotSize))
    case 'equityFraction':
      return sized(floorToLots(productOf(amount, equity), price, lotSize))
    case 'riskToStop':
      return sizeByRisk(amount, context)
    case 'volatilityTarget':
      return sizeByVolatility(amount, context)
    case 'kelly':
      return sizeByKelly(size, context, limits.minTradesForKelly)
    default:
      return ensureNever(size, 'order size')
  }
}

function sizeByRisk(fraction: Decimal, { intent, unitLoss, equity, snapshot }: OrderContext): Sizing {
  if (!unitLoss) return invalid(`size.kind is ${intent.size.kind}, which needs a stopLossPrice.`)
  if (!unitLoss.gt(ZERO)) {
    return invalid(`stopLossPrice is ${intent.stopLossPrice?.toFixed()}, it must differ from the entry price.`)
  }
  return sized(floorToLots(productOf(fraction, equity), unitLoss, snapshot.instrument.lotSize))
}

/** Value × volatility = target × equity (Carver, Systematic Trading, ch. 9), on yearly figures. */
function sizeByVolatility(target: Decimal, { equity, price, snapshot }: OrderContext): Sizing {
  const volatility = snapshot.annualVolatility
  if (volatility === undefined || !(volatility > 0)) {
    const message = `The volatility of ${snapshot.instrument.symbol} is not known yet: too few bars have closed. Size the order otherwise, or wait.`
    return { kind: 'unsizable', code: 'VOLATILITY_UNKNOWN', message, measured: 0, limit: 0, unit: 'fraction' }
  }
  return sized(floorToLots(target.mul(equity), price.mul(volatility), snapshot.instrument.lotSize))
}

/**
 * Share of equity at risk at the stop: the Kelly fraction W − (1 − W) / R (Kelly 1956, with win rate W and payoff R), times
 * the multiplier, at most the cap.
 */
function sizeByKelly({ multiplier, maxFraction }: SizeOf<'kelly'>, context: OrderContext, minTrades: number): Sizing {
  const { snapshot, intent } = context
  const trades = snapshot.ownerRecord?.trades ?? 0
  const { winRate, payoff } = snapshot.ownerRecord ?? { winRate: 0, payoff: undefined }
  if (trades < minTrades || payoff === undefined) {
    const needed = Math.max(minTrades, trades + 1)
    const message = `${intent.owner} has closed ${numberText(trades)} trades${trades < minTrades ? '' : ', all with the same result'}; a size by Kelly needs ${numberText(needed)} with wins and losses among them.`
    return { kind: 'unsizable', code: 'KELLY_TOO_FEW_TRADES', message, measured: trades, limit: needed, unit: 'trades' }
  }
  const full = winRate - (1 - winRate) / payoff
  if (!(full > 0)) {
    const message = `${intent.owner} has won ${percentText(winRate)} of ${numberText(trades)} trades at a payoff of ${numberText(round(payoff))}: the Kelly fraction is ${percentText(full)}, so nothing is staked.`
    return { kind: 'unsizable', code: 'KELLY_NO_EDGE', message, measured: full, limit: 0, unit: 'fraction' }
  }
  return sizeByRisk(new Decimal(Math.min(maxFraction, multiplier * full)), context)
}

const round = (value: number): number => Math.round(value * 100) / 100

function sized(quantity: Decimal, askedQuantity: Decimal = quantity): Sizing {
  return { kind: 'sized', quantity: quantity as Quantity, askedQuantity: askedQuantity as Quantity }
}

function invalid(message: string): Sizing {
  return { kind: 'unsizable', code: 'SIZE_INVALID', message, measured: 0, limit: 0, unit: 'size' }
}

/** One integer division, so that no intermediate rounding can lift the result by a lot. */
function floorToLots(amount: Decimal, perUnit: Decimal, lotSize: Quantity): Decimal {
  return productOf(wholeQuotient(amount, productOf(perUnit, lotSize)), lotSize)
}

function sizeValue(size: OrderSize): string | number {
  switch (size.kind) {
    case 'quantity':
      return size.quantity
    case 'value':
      return size.value
    case 'kelly':
      return Math.min(size.multiplier, size.maxFraction)
    default:
      return size.fraction
  }
}

function sizeField({ kind }: OrderSize): string {
  if (kind === 'kelly') return 'multiplier or size.maxFraction'
  return kind === 'quantity' || kind === 'value' ? kind : 'fraction'
}

function positiveDecimal(value: string | number): Decimal | undefined {
  try {
    const parsed = decimalOf(value)
    return parsed.isFinite() && parsed.isPositive() && !parsed.isZero() ? parsed : undefined
  } catch {
    // decimal.js throws on text that is no number; the caller turns `undefined` into a denial that quotes it
    return undefined
  }
}
