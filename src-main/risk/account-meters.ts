import type { LimitMeter } from '../../src-contract/index.ts'
import { Decimal, toFloat, ZERO } from '../base/index.ts'
import type { InstrumentId, Owner, Quantity } from '../domain/index.ts'
import type { GuardView } from './guards/guard-state.ts'
import { guardMeters } from './guards/guard-meters.ts'
import type { RiskGroup } from './ports.ts'
import { netBefore } from './proposal.ts'
import type { RiskLimits } from './risk-config.ts'
import {
  MAX_EXPOSURE,
  MAX_LEVERAGE,
  MAX_OPEN_POSITIONS,
  MAX_POSITION_NOTIONAL,
  measureLeverage,
  measureOpenPositions,
  measurePositionNotional,
} from './rules/exposure-rules.ts'
import { isInGroup } from './rules/group-rules.ts'
import { MAX_DAILY_LOSS, measureDailyLoss } from './rules/loss-rules.ts'
import type { Measurement } from './rules/rule.ts'

/** What is held, or about to be held, in one instrument. */
export interface InstrumentExposure {
  readonly instrumentId: InstrumentId
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

/** What one owner holds and enters over all instruments. */
export interface OwnerExposure {
  readonly owner: Owner
  /** In the account's currency, each position without sign. */
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
  readonly owners: readonly OwnerExposure[]
  /** Groups found by correlation, beside those of the configuration. */
  readonly groups: readonly RiskGroup[]
}

/** A lost account is measured as if this much were left, in its currency: a multiple of nothing is no number. */
const SMALLEST_EQUITY = 1

/**
 * How near the account is to each limit that watches over it as a whole, measured by the rules' own functions, then a line
 * for each guard. Always the same meters in the same order. All of them refuse entries; what reduces a position is never
 * stopped by one.
 */
export function accountMeters(
  account: AccountExposure,
  limits: RiskLimits,
  guards: readonly GuardView[] = [],
): LimitMeter[] {
  const { currency } = account
  const largest = largestPosition(account, limits)
  return [
    meter({ ...MAX_DAILY_LOSS, unit: 'fraction' }, dailyLoss(account, limits)),
    meter({ ...MAX_LEVERAGE, unit: 'times equity' }, leverage(account, limits)),
    meter({ ...MAX_EXPOSURE, unit: currency }, exposure(account, limits)),
    meter({ ...MAX_OPEN_POSITIONS, unit: 'positions' }, measureOpenPositions(account.openPositions, limits)),
    meter({ ...MAX_POSITION_NOTIONAL, label: largest.label, unit: currency }, largest.measurement),
    ownerMeter(account, limits),
    ...limits.groups.map((group) => groupMeter(account, group)),
    correlatedMeter(account, limits),
    ...guardMeters(guards),
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

/** The owner with most at stake; nobody where nothing is held. */
function ownerMeter({ owners, currency }: AccountExposure, { maxOwnerNotional }: RiskLimits): LimitMeter {
  const largest = owners.reduce<OwnerExposure | undefined>(
    (most, each) => (each.notional > (most?.notional ?? 0) ? each : most),
    undefined,
  )
  const label = `Largest owner${largest ? `, ${largest.owner}` : ''}`
  const measured = largest?.notional ?? 0
  const limit = toFloat(maxOwnerNotional)
  return meter({ code: 'MAX_OWNER_NOTIONAL', label, unit: currency }, { measured, limit, passed: measured <= limit })
}

function groupMeter(account: AccountExposure, group: RiskGroup): LimitMeter {
  const { currency } = account
  const measured = notionalIn(group, account)
  const limit = toFloat(group.maxNotional)
  const names = { code: `MAX_GROUP_NOTIONAL:${group.name}`, label: `Group ${group.name}`, unit: currency }
  return meter(names, { measured, limit, passed: measured <= limit })
}

/** Of the groups found by correlation the fullest: they come and go, a meter stays. */
function correlatedMeter(account: AccountExposure, { maxCorrelatedNotional }: RiskLimits): LimitMeter {
  let [measured, name] = [0, '']
  for (const group of account.groups) {
    const notional = notionalIn(group, account)
    if (notional > measured) [measured, name] = [notional, `, ${group.name}`]
  }
  const limit = toFloat(maxCorrelatedNotional)
  const names = { code: 'MAX_GROUP_NOTIONAL', label: `Largest correlated group${name}`, unit: account.currency }
  return meter(names, { measured, limit, passed: measured <= limit })
}

function notionalIn(group: RiskGroup, { instruments }: AccountExposure): number {
  let sum = 0
  for (const { instrumentId, notional } of instruments) if (isInGroup(group, instrumentId)) sum += notional
  return sum
}

/** The leverage limit in money, or the limit in money where that is lower. */
function exposure(account: AccountExposure, limits: RiskLimits): Measurement {
  const total = totalNotional(account)
  const equity = Math.max(account.equity, SMALLEST_EQUITY)
  const { limit, passed } = measureLeverage(total, equity, limits)
  const inMoney = toFloat(limits.maxExposure)
  return { measured: toFloat(total), limit: Math.min(limit * equity, inMoney), passed: passed && total.lte(inMoney) }
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
