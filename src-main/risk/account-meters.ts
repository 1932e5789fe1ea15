import type { LimitMeter } from '../../src-contract/index.ts'
import { Decimal, toFloat, ZERO } from '../base/index.ts'
import type { Quantity } from '../domain/index.ts'
import { netBefore } from './proposal.ts'
import type { RiskLimits } from './risk-config.ts'
import {
  MAX_LEVERAGE,
  MAX_OPEN_POSITIONS,
  MAX_POSITION_NOTIONAL,
  measureLeverage,
  measureOpenPositions,
  measurePositionNotional,
} from './rules/exposure-rules.ts'
import { MAX_DAILY_LOSS, measureDailyLoss } from './rules/loss-rules.ts'
import type { Measurement } from './rules/rule.ts'

/** What is held, or about to be held, in one instrument. */
export interface InstrumentExposure {
  readonly symbol: string
  /** Newest price; 0 before the first. */
  readonly price: number
  /** Signed quantity of all owners. */
  readonly netQuantity: Quantity
  /** Quantity of working and pending orders that would increase the net position, by side, unsigned. */
  readonly pendingBuyQuantity: Quantity
  readonly pendingSellQuantity: Quantity
  /** Value of the net position and of every working entry, without sign, in the account's currency. */
  readonly notional: number
}

/** The account as a whole, as the rules see it when no order is asked for. */
export interface AccountExposure {
  readonly currency: string
  /** Cash plus open profit. */
  readonly equity: number
  /** Equity at the start of the trading day. */
  readonly dayStartEquity: number
  /** Over all owners and instruments, pending entries in new ones counted too. */
  readonly openPositions: number
  readonly instruments: readonly InstrumentExposure[]
}

/** A lost account is measured as if this much were left, in its currency: a multiple of nothing is no number. */
const SMALLEST_EQUITY = 1

/**
 * How near the account is to each limit that watches over it as a whole, measured by the rules' own functions. Always
 * the same meters in the same order. All of them refuse entries; what reduces a position is never stopped by one.
 */
export function accountMeters(account: AccountExposure, limits: RiskLimits): LimitMeter[] {
  const { currency } = account
  const largest = largestPosition(account, limits)
  return [
    meter({ ...MAX_DAILY_LOSS, unit: 'fraction' }, dailyLoss(account, limits)),
    meter({ ...MAX_LEVERAGE, unit: 'times equity' }, leverage(account, limits)),
    meter({ code: 'MAX_EXPOSURE', label: 'Total exposure', unit: currency }, exposure(account, limits)),
    meter({ ...MAX_OPEN_POSITIONS, unit: 'positions' }, measureOpenPositions(account.openPositions, limits)),
    meter({ ...MAX_POSITION_NOTIONAL, label: largest.label, unit: currency }, largest.measurement),
  ]
}

function meter(
  names: { readonly code: string; readonly label: string; readonly unit: string },
  measurement: Measurement,
): LimitMeter {
  return { ...names, ...measurement, action: 'refuse' }
}

/** A day that began with nothing has nothing to lose; entries are refused for want of equity then. */
function dailyLoss(account: AccountExposure, limits: RiskLimits): Measurement {
  return measureDailyLoss(account, limits) ?? { measured: 0, limit: limits.maxDailyLossFraction, passed: true }
}

function leverage(account: AccountExposure, limits: RiskLimits): Measurement {
  return measureLeverage(totalNotional(account), Math.max(account.equity, SMALLEST_EQUITY), limits)
}

/** The leverage limit in money. */
function exposure(account: AccountExposure, limits: RiskLimits): Measurement {
  const total = totalNotional(account)
  const equity = Math.max(account.equity, SMALLEST_EQUITY)
  const { limit, passed } = measureLeverage(total, equity, limits)
  return { measured: toFloat(total), limit: limit * equity, passed }
}

function totalNotional({ instruments }: AccountExposure): Decimal {
  return instruments.reduce((sum, { notional }) => sum.add(notional), ZERO)
}

interface LargestPosition {
  readonly label: string
  readonly measurement: Measurement
}

function largestPosition({ instruments }: AccountExposure, limits: RiskLimits): LargestPosition {
  const { label } = MAX_POSITION_NOTIONAL
  let largest: LargestPosition = { label, measurement: measurePositionNotional(ZERO, limits) }
  for (const instrument of instruments) {
    const measurement = measurePositionNotional(positionNotional(instrument), limits)
    if (measurement.measured <= largest.measurement.measured) continue
    largest = { label: `${label}, ${instrument.symbol}`, measurement }
  }
  return largest
}

/** On the side where the net position would be larger if every working order of that side filled. */
function positionNotional(instrument: InstrumentExposure): Decimal {
  const sizes = (['buy', 'sell'] as const).map((side) => netBefore(side, instrument).abs())
  return Decimal.max(...sizes).mul(instrument.price)
}
