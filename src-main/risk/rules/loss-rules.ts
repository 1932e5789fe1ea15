import { toFloat } from '../../base/index.ts'
import { percentText } from '../figures.ts'
import type { RiskSnapshot } from '../ports.ts'
import type { RiskLimits } from '../risk-config.ts'
import { keepsWithin, type Measurement, type Rule, type RuleName } from './rule.ts'

export const MAX_DAILY_LOSS: RuleName = { code: 'MAX_DAILY_LOSS', label: 'Daily loss' }

/** Share of the day's starting equity that is lost, open losses included; undefined for a day that began with nothing. */
export function measureDailyLoss(
  { equity, dayStartEquity }: Pick<RiskSnapshot, 'equity' | 'dayStartEquity'>,
  { maxDailyLossFraction: limit }: RiskLimits,
): Measurement | undefined {
  if (!(dayStartEquity > 0)) return undefined
  const measured = Math.max(0, (dayStartEquity - equity) / dayStartEquity)
  return { measured, limit, passed: measured < limit }
}

const maxRiskPerTrade: Rule = {
  code: 'MAX_RISK_PER_TRADE',
  label: 'Risk per trade',
  meaning: 'The loss at the stop-loss, fees included, would be more of equity than `risk.maxRiskPerTradeFraction`.',
  unit: () => 'fraction',
  measure({ riskAtStop, reducing, equity, snapshot }, { maxRiskPerTradeFraction: limit }) {
    if (reducing || !riskAtStop || equity.isZero()) return undefined
    const measured = toFloat(riskAtStop) / snapshot.equity
    const bound = toFloat(limit)
    return { measured, limit: bound, passed: keepsWithin(measured, bound, () => riskAtStop.lte(limit.mul(equity))) }
  },
  explain: ({ measured, limit }) =>
    `The loss at the stop would be ${percentText(measured)} of equity, at most ${percentText(limit)} is allowed per trade`,
  largestQuantity({ unitLoss, quantity, equity }, { maxRiskPerTradeFraction: limit }) {
    return unitLoss?.gt(0) ? limit.mul(equity).div(unitLoss) : quantity
  },
}

const maxDailyLoss: Rule = {
  ...MAX_DAILY_LOSS,
  meaning:
    "The day's loss, open losses included, stands at `risk.maxDailyLossFraction`. A hard line: it is not armed again by hand, the guard `dailyLoss` is.",
  unit: () => 'fraction',
  measure: ({ snapshot, reducing }, limits) => (reducing ? undefined : measureDailyLoss(snapshot, limits)),
  explain: ({ measured, limit }) =>
    `${percentText(measured)} of the day's starting equity is lost, entries are denied from ${percentText(limit)} until the next day`,
}

export const DAILY_LOSS_RULES: readonly Rule[] = [maxDailyLoss]
export const TRADE_RISK_RULES: readonly Rule[] = [maxRiskPerTrade]
