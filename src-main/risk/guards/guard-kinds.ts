import { ensureNever } from '../../base/index.ts'
import { durationText, numberText, percentText } from '../figures.ts'
import type { GuardConfig, GuardKind } from './guard-config.ts'

/** Where a guard's value comes from, and with it what becomes of it when it is armed again. */
export type GuardFamily = 'equity' | 'trades' | 'market'

const FAMILIES: Readonly<Record<GuardKind, GuardFamily>> = {
  dailyLoss: 'equity',
  weeklyLoss: 'equity',
  drawdown: 'equity',
  losingStreak: 'trades',
  cooldown: 'trades',
  stopLosses: 'trades',
  lowProfit: 'trades',
  volatility: 'market',
  spread: 'market',
  staleData: 'market',
}

const LABELS: Readonly<Record<GuardKind, string>> = {
  dailyLoss: 'Daily loss',
  weeklyLoss: 'Weekly loss',
  drawdown: 'Drawdown',
  losingStreak: 'Losing streak',
  cooldown: 'Cooldown',
  stopLosses: 'Stop-losses',
  lowProfit: 'Low profit',
  volatility: 'Volatility',
  spread: 'Spread',
  staleData: 'Stale data',
}

const UNITS: Readonly<Record<GuardKind, string>> = {
  dailyLoss: 'fraction',
  weeklyLoss: 'fraction',
  drawdown: 'fraction',
  losingStreak: 'trades',
  cooldown: 'trades',
  stopLosses: 'trades',
  lowProfit: 'fraction',
  volatility: 'fraction',
  spread: 'fraction',
  staleData: 'seconds',
}

/** Guards that hear of the same things. */
export type GuardGroup = 'equity' | 'trades' | 'volatility' | 'spread' | 'staleData'

export function groupOf(kind: GuardKind): GuardGroup {
  switch (kind) {
    case 'volatility':
    case 'spread':
    case 'staleData':
      return kind
    default:
      return FAMILIES[kind] === 'equity' ? 'equity' : 'trades'
  }
}

export const familyOf = (kind: GuardKind): GuardFamily => FAMILIES[kind]
export const labelOf = (kind: GuardKind): string => LABELS[kind]
export const unitOf = (kind: GuardKind): string => UNITS[kind]

/** The bound that the guard's value is held against, in {@link unitOf}. */
export function limitOf(config: GuardConfig): number {
  switch (config.kind) {
    case 'dailyLoss':
    case 'weeklyLoss':
    case 'drawdown':
    case 'spread':
      return config.limitFraction
    case 'losingStreak':
    case 'stopLosses':
      return config.limitTrades
    case 'cooldown':
      return 1
    case 'lowProfit':
      return config.minProfitFraction
    case 'volatility':
      return config.limitAnnual
    case 'staleData':
      return config.limitSeconds
    default:
      return ensureNever(config, 'kind of guard')
  }
}

/** How long the value must stay beyond the limit before the guard trips, in milliseconds. */
export function sustainMs(config: GuardConfig): number {
  return config.kind === 'spread' ? config.sustainSeconds * 1_000 : 0
}

/** What has happened, in a sentence with its numbers and without the full stop. */
export function occurrence(config: GuardConfig, measured: number): string {
  switch (config.kind) {
    case 'dailyLoss':
      return `${percentText(measured)} of the equity at the start of the day is lost, open losses included, the limit is ${percentText(config.limitFraction)}`
    case 'weeklyLoss':
      return `${percentText(measured)} of the equity at the start of the week is lost, open losses included, the limit is ${percentText(config.limitFraction)}`
    case 'drawdown':
      return `Equity has fallen ${percentText(measured)} from its peak, open losses included, the limit is ${percentText(config.limitFraction)}`
    case 'losingStreak':
      return `${numberText(measured)} trades in a row have lost, the limit is ${numberText(config.limitTrades)}`
    case 'cooldown':
      return config.after === 'loss' ? 'A trade has closed with a loss' : 'A trade has closed'
    case 'stopLosses':
      return `${numberText(measured)} trades ended by a stop within ${durationText(config.lookbackMinutes * 60_000)}, the limit is ${numberText(config.limitTrades)}`
    case 'lowProfit':
      return `The trades of the last ${durationText(config.lookbackMinutes * 60_000)} earned ${percentText(measured)} of equity, at least ${percentText(config.minProfitFraction)} is wanted`
    case 'volatility':
      return `Prices move by ${percentText(measured)} a year, the limit is ${percentText(config.limitAnnual)}`
    case 'spread':
      return `Bid and ask are ${percentText(measured)} apart, the limit is ${percentText(config.limitFraction)}`
    case 'staleData':
      return `No price has come for ${durationText(measured * 1_000)}, the limit is ${durationText(config.limitSeconds * 1_000)}`
    default:
      return ensureNever(config, 'kind of guard')
  }
}
